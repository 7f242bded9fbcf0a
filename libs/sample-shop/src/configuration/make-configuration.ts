import type { SampleColumn, SampleTable, SampleType } from '../tables/describe-table.js';
import { SHOP_TABLES, SHOP_VIEWS } from '../tables/shop-tables.js';
import { ENDPOINTS } from './endpoints.js';
import type { Endpoint } from './endpoints.js';
import type { FieldRules, InstallerEntry, InstallerField, InstallerRelation } from './installer-entry.js';

/** The sample shop's configuration in the contract's installer format (`configuration.json`); a new copy at each call. */
export function makeSampleConfiguration(): InstallerEntry[] {
  return ENDPOINTS.map(makeEntry);
}

function makeEntry(endpoint: Endpoint): InstallerEntry {
  const table = SHOP_TABLES.find(({ name }) => name === endpoint.table);
  const columns = table?.columns ?? SHOP_VIEWS.find(({ name }) => name === endpoint.table)?.columns;
  const identifier = endpoint.identifier ?? table?.primaryKey[0];
  if (columns === undefined || identifier === undefined) throw new Error(`no table for endpoint ${endpoint.alias}`);
  return {
    tableName: endpoint.table,
    tableAlias: endpoint.alias,
    isActive: true,
    definition: {
      identifier,
      isDeletable: endpoint.deletable ?? false,
      fields: columns.map((column) => makeField(column, table, endpoint)),
    },
    childRelations: (endpoint.relations ?? []).map(parseRelation),
  };
}

function makeField(column: SampleColumn, table: SampleTable | undefined, endpoint: Endpoint): InstallerField {
  const creatable = table !== undefined && !isKept(column);
  const { type, enumValues, ...rules } = rulesOf(column.type);
  const description = describe(column, table);
  const examples = endpoint.examples?.[column.name];
  return {
    fieldName: column.name,
    fieldVisibleName: column.name,
    isCreatable: creatable,
    isEditable: creatable && !table.primaryKey.includes(column.name),
    isEnabled: true,
    type,
    validation: {
      isRequired: creatable && !column.nullable && column.defaultSql === null,
      ...rules,
      ...endpoint.rules?.[column.name],
    },
    ...(description === '' ? {} : { description }),
    ...(examples === undefined ? {} : { examples }),
    ...(enumValues === undefined ? {} : { enumValues }),
  };
}

/** Columns that the database or the server fills in. */
function isKept(column: SampleColumn): boolean {
  return column.type.kind === 'id' || column.name === 'created_at' || column.name === 'updated_at';
}

function rulesOf(type: SampleType): FieldRules & { readonly type: string; readonly enumValues?: string } {
  switch (type.kind) {
    case 'id':
    case 'integer':
      return { type: 'integer' };
    case 'text':
      return { type: 'string', ...(type.length === null ? {} : { maxLength: type.length }) };
    case 'boolean':
      return { type: 'boolean' };
    case 'decimal':
      return { type: 'decimal', precision: type.precision, scale: type.scale };
    case 'date':
      return { type: 'date' };
    case 'timestamp':
      return { type: 'datetime' };
    case 'enum':
      return { type: 'enum', enumValues: type.values.join(', ') };
    case 'json':
      return { type: 'json' };
    case 'binary':
      return { type: 'binary' };
  }
}

function describe(column: SampleColumn, table: SampleTable | undefined): string {
  if (column.comment !== '') return column.comment;
  if (column.type.kind === 'id') return 'The primary key of this table.';
  const reference = table?.references.find((one) => one.column === column.name);
  return reference === undefined ? '' : `Refers to ${reference.target} of ${reference.table}.`;
}

const RELATION = /^(\w+) ([→⇢]) ([\w-]+) \((\w+) = (\w+)\)$/;

function parseRelation(text: string): InstallerRelation {
  const match = RELATION.exec(text);
  if (match === null) throw new Error(`not a relation: ${text}`);
  const [, name = '', arrow, tableAlias = '', childFieldName = '', parentFieldName = ''] = match;
  return {
    name,
    isEditable: arrow === '→',
    childDynamicEntityConfiguration: { tableAlias },
    relationFieldMappings: [{ childFieldName, parentFieldName }],
  };
}
