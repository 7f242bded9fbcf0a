import type { Entity, Field, FieldRules, FieldType, Relation } from '@dx/entity-configuration';
import type { Column, ColumnType, Table } from '@dx/schema-catalogue';

type JsonKind = Field['jsonKind'];

export interface FieldPlan {
  readonly name: string;
  readonly column?: string;
  readonly columnType?: ColumnType;
  readonly nullable?: boolean;
  readonly type?: FieldType;
  readonly jsonKind?: JsonKind;
  readonly creatable?: boolean;
  readonly editable?: boolean;
  readonly required?: boolean;
  readonly rules?: Partial<FieldRules>;
  readonly description?: string;
  readonly examples?: readonly string[];
  readonly enumValues?: readonly string[];
}

export interface RelationPlan {
  readonly name: string;
  readonly child: string;
  readonly editable?: boolean;
  readonly parentColumn: string;
  readonly childColumn: string;
}

export interface EntityPlan {
  readonly alias: string;
  readonly identifier?: string;
  readonly fields: readonly FieldPlan[];
  readonly writable?: boolean;
  readonly deletable?: boolean;
  readonly relations?: readonly RelationPlan[];
}

const VARCHAR: ColumnType = { kind: 'text', length: 255, maxBytes: null };
const NO_RULES: FieldRules = {
  min: null,
  max: null,
  minLength: null,
  maxLength: null,
  precision: null,
  scale: null,
  url: false,
  declared: false,
};

/** Compiled entities made by hand, for documents of endpoints that no database has to hold. */
export function makeEntities(plans: readonly EntityPlan[]): ReadonlyMap<string, Entity> {
  const entities = new Map(plans.map((plan) => [plan.alias, makeEntity(plan)]));
  for (const plan of plans) {
    const parent = must(entities.get(plan.alias));
    const relations = parent.relations as Map<string, Relation>;
    for (const relation of plan.relations ?? []) {
      const child = must(entities.get(relation.child));
      relations.set(relation.name, {
        name: relation.name,
        editable: relation.editable ?? true,
        parent,
        child,
        through: null,
        bindings: [
          {
            parent: makeColumn(relation.parentColumn, VARCHAR, false, 1),
            parentQuoted: `\`${relation.parentColumn}\``,
            child: makeColumn(relation.childColumn, VARCHAR, false, 1),
            childQuoted: `\`${relation.childColumn}\``,
          },
        ],
      });
    }
  }
  return entities;
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the plan names something that it does not have');
  return value;
}

function makeEntity(plan: EntityPlan): Entity {
  const fields = plan.fields.map(makeField);
  const identifier = must(fields.find((field) => field.name === plan.identifier) ?? fields[0]);
  const columns = fields.map((field) => field.column);
  const table: Table = {
    name: `physical_${plan.alias}`,
    kind: 'table',
    comment: 'a comment that no client may read',
    rowsAbout: 0,
    columns,
    columnsByName: new Map(columns.map((column) => [column.name, column])),
    primaryKey: [identifier.column.name],
    uniqueKeys: [],
    foreignKeys: [],
  };
  return {
    configurationId: 1,
    alias: plan.alias,
    table,
    quotedTable: `\`${table.name}\``,
    identifier,
    identifierUnique: true,
    keyFields: [],
    keyColumns: [identifier.column],
    keyQuoted: [identifier.quoted],
    writable: plan.writable ?? true,
    deletable: plan.deletable ?? true,
    fields,
    fieldsAsDefined: fields,
    fieldsByName: new Map(fields.map((field) => [field.name, field])),
    fieldsByColumn: new Map(fields.map((field) => [field.column.name, field])),
    relations: new Map(),
    createdAt: null,
    updatedAt: null,
    plugins: [],
  };
}

function makeField(plan: FieldPlan, index: number): Field {
  const type = plan.type ?? 'string';
  const column = makeColumn(plan.column ?? plan.name, plan.columnType ?? VARCHAR, plan.nullable ?? false, index + 1);
  return {
    name: plan.name,
    column,
    quoted: `\`${column.name}\``,
    type,
    declaredType: type,
    jsonKind: plan.jsonKind ?? 'string',
    creatable: plan.creatable ?? true,
    editable: plan.editable ?? true,
    required: plan.required ?? false,
    rules: { ...NO_RULES, ...plan.rules },
    description: plan.description ?? null,
    examples: plan.examples ?? [],
    enumValues: plan.enumValues ?? [],
  };
}

function makeColumn(name: string, type: ColumnType, nullable: boolean, position: number): Column {
  return {
    name,
    position,
    type,
    declaredType: type.kind,
    nullable,
    default: { kind: 'none' },
    generated: null,
    autoIncrement: false,
    onUpdate: false,
    comment: '',
    charset: null,
    collation: null,
  };
}

const INT: ColumnType = { kind: 'integer', bits: 32, unsigned: false };
const BIGINT: ColumnType = { kind: 'integer', bits: 64, unsigned: true };

/** A small shop: one of every kind of field, relations that run in a circle, a read-only view. */
export const SMALL_SHOP: readonly EntityPlan[] = [
  {
    alias: 'countries',
    fields: [
      { name: 'id_country', columnType: INT, type: 'integer', jsonKind: 'integer', creatable: false, editable: false },
      {
        name: 'iso2_code',
        columnType: { kind: 'text', length: 2, maxBytes: null },
        required: true,
        rules: { minLength: 2, maxLength: 2, declared: true },
        description: 'ISO 3166-1 code',
        examples: ['DE', 'AT'],
      },
      { name: 'name', nullable: true },
      { name: 'is_active', columnType: { kind: 'boolean' }, type: 'boolean', jsonKind: 'boolean' },
    ],
    deletable: false,
    relations: [{ name: 'countryTaxRates', child: 'tax-rates', parentColumn: 'id_country', childColumn: 'fk_country' }],
  },
  {
    alias: 'tax-rates',
    fields: [
      { name: 'id_tax_rate', columnType: INT, type: 'integer', jsonKind: 'integer', creatable: false, editable: false },
      { name: 'country', column: 'fk_country', columnType: INT, type: 'integer', jsonKind: 'integer', required: true },
      {
        name: 'rate',
        columnType: { kind: 'decimal', precision: 8, scale: 2, unsigned: false },
        type: 'decimal',
        jsonKind: 'decimal',
        required: true,
        rules: { precision: 8, scale: 2, declared: true },
      },
      { name: 'version', columnType: BIGINT, type: 'integer', jsonKind: 'integer', nullable: true },
      {
        name: 'kind',
        columnType: { kind: 'enum', values: ['standard', 'reduced'] },
        type: 'enum',
        nullable: true,
      },
      {
        name: 'changed_at',
        columnType: { kind: 'datetime', fraction: 0, timestamp: true },
        type: 'datetime',
        jsonKind: 'datetime',
        editable: false,
        creatable: false,
      },
      { name: 'settings', columnType: { kind: 'json' }, type: 'json', jsonKind: 'json', nullable: true },
      {
        name: 'picture',
        columnType: { kind: 'binary', length: 16, fixed: true },
        type: 'binary',
        jsonKind: 'base64',
        nullable: true,
      },
      { name: 'valid_on', columnType: { kind: 'date' }, type: 'date', nullable: true },
      { name: 'path', rules: { url: true, declared: true }, nullable: true },
    ],
    relations: [
      {
        name: 'taxRateCountry',
        child: 'countries',
        editable: false,
        parentColumn: 'fk_country',
        childColumn: 'id_country',
      },
    ],
  },
  {
    alias: 'country-report',
    writable: false,
    deletable: false,
    fields: [
      { name: 'iso2_code' },
      {
        name: 'share',
        columnType: { kind: 'float', double: true, unsigned: false },
        type: 'other',
        jsonKind: 'float',
        nullable: true,
      },
    ],
  },
];
