import type { DatabaseKind } from './test-database.js';

/** Statements that make tables, and installer entries over them. */
export interface LargeSchema {
  readonly createTables: readonly string[];
  readonly configurations: readonly InstallerEntry[];
}

/** An entry of an installer file; loose, because some are wrong on purpose. */
export interface InstallerEntry {
  tableName: string;
  tableAlias: string;
  isActive: unknown;
  definition: { identifier: string; isDeletable?: boolean; fields: Record<string, unknown>[] };
  childRelations: InstallerRelation[];
}

interface InstallerRelation {
  name: string;
  isEditable: boolean;
  childDynamicEntityConfiguration: { tableAlias: string };
  relationFieldMappings: { childFieldName: string; parentFieldName: string }[];
}

const SHOP_ENDPOINTS = 76;
const AREAS = ['catalog', 'pricing', 'logistics', 'content'] as const;
const THINGS = [
  'item',
  'group',
  'label',
  'note',
  'option',
  'part',
  'pool',
  'region',
  'report',
  'role',
  'rule',
  'series',
  'shelf',
  'slot',
  'source',
  'state',
  'target',
  'unit',
  'zone',
] as const;

/** What is wrong, or only unusual, with one of the shop's endpoints; by its place in the file. */
const ODDITIES: ReadonlyMap<number, (entry: InstallerEntry) => void> = new Map<number, (entry: InstallerEntry) => void>(
  [
    // What works as it is.
    [3, (entry) => void (fieldOf(entry, 'price')['type'] = 'float')],
    [4, (entry) => entry.definition.fields.push(field('code', 'integer'))],
    [5, (entry) => entry.definition.fields.push(field('ratio', 'integer'))],
    [6, (entry) => void (fieldOf(entry, 'is_active')['type'] = 'string')],
    [7, (entry) => void delete entry.definition.isDeletable],
    [9, (entry) => void (fieldOf(entry, entry.definition.identifier)['isCreatable'] = true)],
    [
      2,
      (entry) =>
        entry.childRelations[0]?.relationFieldMappings.push({ childFieldName: 'hidden', parentFieldName: 'hidden' }),
    ],
    [14, (entry) => void (fieldOf(entry, 'name')['validation'] = { maxLength: 255 })],
    [15, (entry) => void (fieldOf(entry, 'name')['examples'] = ['one', 'two'])],
    // What works and is reported.
    [8, (entry) => void (entry.definition.identifier = 'part_one')],
    [10, (entry) => entry.childRelations.push({ ...(entry.childRelations[0] as InstallerRelation) })],
    [12, (entry) => entry.definition.fields.forEach((it) => (it['isVisible'] = true))],
    [16, (entry) => void (fieldOf(entry, 'amount')['type'] = 'int')],
    [
      17,
      (entry) => void (fieldOf(entry, 'name')['validation'] = { isRequired: false, constraints: [{ name: 'email' }] }),
    ],
    [18, (entry) => void (fieldOf(entry, 'price')['validation'] = { isRequired: false, precision: 2, scale: 2 })],
    [19, (entry) => void (fieldOf(entry, 'amount')['validation'] = { isRequired: false, maxLength: 5 })],
    [20, (entry) => void (fieldOf(entry, 'amount')['fieldVisibleName'] = 'name')],
    [22, (entry) => void (entry.isActive = 1)],
    [29, (entry) => void ((entry.childRelations[0] as InstallerRelation).name = 'with.dot')],
    // Fields and relations that cannot work: the endpoint does.
    [21, (entry) => entry.definition.fields.push(field('no_such_column', 'string'))],
    [
      13,
      (entry) =>
        entry.childRelations.push(relation('missing', 'no-such-endpoint', 'fk_parent', entry.definition.identifier)),
    ],
    [
      30,
      (entry) =>
        void ((entry.childRelations[0] as InstallerRelation).relationFieldMappings[0] = {
          childFieldName: 'no_such_column',
          parentFieldName: entry.definition.identifier,
        }),
    ],
    // Endpoints that cannot work.
    [23, (entry) => void (entry.definition.identifier = 'hidden')],
    [24, (entry) => void (entry.tableName = 'spy_not_there')],
    [25, (entry) => void (entry.isActive = false)],
    [26, (entry) => void (entry.tableName = 'spy_user')],
    [27, (entry) => void (entry.tableAlias = 'bad alias')],
    [75, (entry) => void (entry.tableAlias = aliasOf(0))],
  ],
);

/**
 * A shop as it is: 76 endpoints, 97 relations, and every surprise that files of real shops hold. The same for every call.
 */
export function makeShop(kind: DatabaseKind): LargeSchema {
  const entries = Array.from({ length: SHOP_ENDPOINTS }, (_, place) => makeShopEntry(place));
  for (const [place, change] of ODDITIES) change(entries[place] as InstallerEntry);
  return {
    createTables: Array.from({ length: SHOP_ENDPOINTS }, (_, place) => makeShopTable(place, kind)),
    configurations: entries,
  };
}

const tableOf = (place: number): string => `spy_${AREAS[place % 4]}_${THINGS[Math.floor(place / 4)]}`;
const aliasOf = (place: number): string => `${tableOf(place).slice(4).replace('_', '-')}s`;
const idOf = (place: number): string => `id_${tableOf(place).slice(4)}`;
const parentOf = (place: number): number => Math.floor((place - 1) / 2);

/** The place of the composite key, and of the view. */
const COMPOSITE = 8;
const VIEW = 28;

function makeShopTable(place: number, kind: DatabaseKind): string {
  if (place === VIEW)
    return `CREATE VIEW ${tableOf(place)} AS SELECT ${idOf(0)} AS ${idOf(place)}, name, amount, is_active, 1 AS fk_parent FROM ${tableOf(0)}`;
  const key =
    place === COMPOSITE
      ? [`part_one INTEGER NOT NULL`, `part_two INTEGER NOT NULL`, `${idOf(place)} INTEGER`]
      : [autoKey(idOf(place), kind)];
  const columns = [
    ...key,
    'name VARCHAR(255) NOT NULL',
    'code VARCHAR(32)',
    'amount INTEGER',
    'price DECIMAL(10,2)',
    'ratio DECIMAL(20,10)',
    'is_active BOOLEAN NOT NULL DEFAULT 1',
    'hidden INTEGER',
    'fk_parent INTEGER',
    ...(place === COMPOSITE ? ['PRIMARY KEY (part_one, part_two)'] : []),
  ];
  return `CREATE TABLE ${tableOf(place)} (${columns.join(', ')})`;
}

function makeShopEntry(place: number): InstallerEntry {
  const fields = [
    { ...field(idOf(place), 'integer'), isCreatable: false, isEditable: false },
    ...(place === COMPOSITE ? [field('part_one', 'integer')] : []),
    field('name', 'string', true),
    field('amount', 'integer'),
    ...(place === VIEW ? [] : [field('price', 'decimal')]),
    ...(place % 4 === 3 ? [] : [field('is_active', 'boolean')]),
    ...(place % 5 === 4 && place !== VIEW ? [field('fk_parent', 'integer')] : []),
  ];
  return {
    tableName: tableOf(place),
    tableAlias: aliasOf(place),
    isActive: true,
    definition: { identifier: idOf(place), isDeletable: place % 2 === 0, fields },
    childRelations: relationsOf(place),
  };
}

/** The children of each endpoint and, for every third one, the way back to its parent: 97 with the one listed twice. */
function relationsOf(place: number): InstallerRelation[] {
  const children = [2 * place + 1, 2 * place + 2].filter((child) => child < SHOP_ENDPOINTS - 1);
  return [
    ...children.map((child) => relation(`children${child}`, aliasOf(child), 'fk_parent', idOf(place))),
    ...(place > 0 && place < 64 && place % 3 === 0
      ? [{ ...relation('parent', aliasOf(parentOf(place)), idOf(parentOf(place)), 'fk_parent'), isEditable: false }]
      : []),
  ];
}

function relation(
  name: string,
  tableAlias: string,
  childFieldName: string,
  parentFieldName: string,
): InstallerRelation {
  return {
    name,
    isEditable: true,
    childDynamicEntityConfiguration: { tableAlias },
    relationFieldMappings: [{ childFieldName, parentFieldName }],
  };
}

function field(name: string, type: string, isRequired = false): Record<string, unknown> {
  return {
    fieldName: name,
    fieldVisibleName: name,
    isCreatable: true,
    isEditable: true,
    type,
    validation: { isRequired },
  };
}

function fieldOf(entry: InstallerEntry, name: string): Record<string, unknown> {
  const found = entry.definition.fields.find((it) => it['fieldName'] === name);
  if (found === undefined) throw new Error(`${entry.tableName} has no field ${name}`);
  return found;
}

const autoKey = (name: string, kind: DatabaseKind): string =>
  kind === 'sqlite'
    ? `${name} INTEGER PRIMARY KEY AUTOINCREMENT`
    : `${name} INTEGER NOT NULL AUTO_INCREMENT PRIMARY KEY`;

/** How large the generated schema is. */
export const LARGE = { tables: 450, columns: 3000, foreignKeys: 500 } as const;

const LARGE_AREAS = ['core', 'sales', 'stock', 'price', 'media', 'report', 'access', 'order', 'work'] as const;
const LARGE_PARTS = ['main', 'detail', 'archive', 'text', 'link'] as const;

/** A schema of 450 tables, 3,000 columns and 500 foreign keys, in an order in which the tables can be made. */
export function makeLargeTables(kind: DatabaseKind): readonly string[] {
  return Array.from({ length: LARGE.tables }, (_, place) => makeLargeTable(place, kind));
}

const largeName = (place: number): string =>
  `${LARGE_AREAS[place % 9]}_${THINGS[Math.floor(place / 9) % 10]}_${LARGE_PARTS[Math.floor(place / 90)]}`;

/** 300 tables of 7 columns and 150 of 6; one foreign key each but for the first table, a second one in 51 of them. */
function makeLargeTable(place: number, kind: DatabaseKind): string {
  const name = largeName(place);
  const parents =
    place === 0
      ? []
      : [Math.floor((place - 1) / 3), ...(place % 8 === 7 && place < 412 ? [Math.floor(place / 5)] : [])];
  const keys = parents.map((parent, index) => ({ column: `fk_${index + 1}`, parent }));
  const plain = [
    'title VARCHAR(120) NOT NULL',
    'amount DECIMAL(12,2)',
    'is_active BOOLEAN NOT NULL DEFAULT 1',
    'changed_at DATETIME',
    'body TEXT',
    'position INTEGER',
  ];
  const width = place % 3 === 2 ? 6 : 7;
  const columns = [autoKey('id', kind), ...keys.map(({ column }) => `${column} INTEGER`), ...plain].slice(0, width);
  const constraints = keys.map(
    ({ column, parent }) => `CONSTRAINT ${name}_${column} FOREIGN KEY (${column}) REFERENCES ${largeName(parent)} (id)`,
  );
  return `CREATE TABLE ${name} (${[...columns, ...constraints].join(', ')})`;
}
