import { createHash } from 'node:crypto';
import type { Catalogue, Column, ColumnType, Table, UniqueKey } from '@dx/schema-catalogue';

/** Terse column types for hand-built catalogues: `types.int()`, `types.varchar(255)`, `types.decimal(10, 2)`. */
export const types = {
  tinyint: (options: IntegerOptions = {}) => integer(8, options),
  smallint: (options: IntegerOptions = {}) => integer(16, options),
  mediumint: (options: IntegerOptions = {}) => integer(24, options),
  int: (options: IntegerOptions = {}) => integer(32, options),
  bigint: (options: IntegerOptions = {}) => integer(64, options),
  boolean: (): ColumnType => ({ kind: 'boolean' }),
  decimal: (precision: number, scale: number, options: IntegerOptions = {}): ColumnType => ({
    kind: 'decimal',
    precision,
    scale,
    unsigned: options.unsigned ?? false,
  }),
  float: (): ColumnType => ({ kind: 'float', double: false, unsigned: false }),
  double: (): ColumnType => ({ kind: 'float', double: true, unsigned: false }),
  varchar: (length: number): ColumnType => ({ kind: 'text', length, maxBytes: null }),
  text: (): ColumnType => ({ kind: 'text', length: null, maxBytes: 65_535 }),
  enumOf: (...values: string[]): ColumnType => ({ kind: 'enum', values }),
  setOf: (...values: string[]): ColumnType => ({ kind: 'set', values }),
  date: (): ColumnType => ({ kind: 'date' }),
  datetime: (fraction = 0): ColumnType => ({ kind: 'datetime', fraction, timestamp: false }),
  timestamp: (fraction = 0): ColumnType => ({ kind: 'datetime', fraction, timestamp: true }),
  time: (fraction = 0): ColumnType => ({ kind: 'time', fraction }),
  year: (): ColumnType => ({ kind: 'year' }),
  json: (): ColumnType => ({ kind: 'json' }),
  uuid: (): ColumnType => ({ kind: 'uuid' }),
  binary: (length: number): ColumnType => ({ kind: 'binary', length, fixed: true }),
  varbinary: (length: number): ColumnType => ({ kind: 'binary', length, fixed: false }),
  blob: (): ColumnType => ({ kind: 'binary', length: null, fixed: false }),
  bit: (width: number): ColumnType => ({ kind: 'bit', width }),
  unsupported: (name: string): ColumnType => ({ kind: 'unsupported', name }),
} as const;

interface IntegerOptions {
  readonly unsigned?: boolean;
}

function integer(bits: 8 | 16 | 24 | 32 | 64, options: IntegerOptions): ColumnType {
  return { kind: 'integer', bits, unsigned: options.unsigned ?? false };
}

/** A column: NOT NULL, without default, nothing special, unless `options` say otherwise. Its position comes from the table. */
export function buildColumn(
  name: string,
  type: ColumnType,
  options: Partial<Omit<Column, 'name' | 'type'>> = {},
): Column {
  return {
    name,
    position: 0,
    type,
    declaredType: declaredType(type),
    nullable: false,
    default: options.nullable === true ? { kind: 'null' } : { kind: 'none' },
    generated: null,
    autoIncrement: false,
    onUpdate: false,
    comment: '',
    charset: null,
    collation: null,
    ...options,
  };
}

/** What a hand-built table may say beside its columns. */
export interface TableOptions extends Partial<Omit<Table, 'name' | 'columns' | 'columnsByName' | 'uniqueKeys'>> {
  /** Each list of columns is one unique key named `{table}-{columns}`; a full `UniqueKey` is taken as it is. */
  readonly uniqueKeys?: readonly (readonly string[] | UniqueKey)[];
}

/** A table: its primary key is the auto-increment column, unless `options.primaryKey` says otherwise. */
export function buildTable(name: string, columns: readonly Column[], options: TableOptions = {}): Table {
  const placed = columns.map((column, index) => ({ ...column, position: index + 1 }));
  return {
    kind: 'table',
    comment: '',
    rowsAbout: options.kind === 'view' ? null : 0,
    primaryKey: placed.filter((column) => column.autoIncrement).map((column) => column.name),
    foreignKeys: [],
    viewDefinition: options.kind === 'view' ? 'SELECT 1' : null,
    ...options,
    name,
    columns: placed,
    columnsByName: new Map(placed.map((column) => [column.name, column])),
    uniqueKeys: (options.uniqueKeys ?? []).map((key) =>
      'name' in key ? key : { name: `${name}-${key.join('-')}`, columns: key, whole: true },
    ),
  };
}

/** A catalogue of these tables; its fingerprint changes with their structure. */
export function buildCatalogue(...tables: readonly Table[]): Catalogue {
  const structure = tables.map(({ columnsByName: _byName, rowsAbout: _rows, ...table }) => table);
  return {
    tables: new Map(tables.map((table) => [table.name, table])),
    readAt: new Date(0),
    fingerprint: createHash('sha256').update(JSON.stringify(structure)).digest('hex').slice(0, 16),
  };
}

const INTEGER_NAMES = { 8: 'tinyint', 16: 'smallint', 24: 'mediumint', 32: 'int', 64: 'bigint' } as const;

function declaredType(type: ColumnType): string {
  switch (type.kind) {
    case 'integer':
      return INTEGER_NAMES[type.bits] + (type.unsigned ? ' unsigned' : '');
    case 'boolean':
      return 'tinyint(1)';
    case 'decimal':
      return `decimal(${type.precision},${type.scale})${type.unsigned ? ' unsigned' : ''}`;
    case 'float':
      return type.double ? 'double' : 'float';
    case 'text':
      return type.length === null ? 'text' : `varchar(${type.length})`;
    case 'enum':
    case 'set':
      return `${type.kind}(${type.values.map((value) => `'${value}'`).join(',')})`;
    case 'datetime':
      return (type.timestamp ? 'timestamp' : 'datetime') + (type.fraction > 0 ? `(${type.fraction})` : '');
    case 'time':
      return `time${type.fraction > 0 ? `(${type.fraction})` : ''}`;
    case 'binary':
      return type.length === null ? 'blob' : `${type.fixed ? 'binary' : 'varbinary'}(${type.length})`;
    case 'bit':
      return `bit(${type.width})`;
    case 'unsupported':
      return type.name;
    case 'date':
    case 'year':
    case 'json':
    case 'uuid':
      return type.kind;
  }
}
