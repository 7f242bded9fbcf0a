import { groupBy } from '../group-by.js';
import { makeTable } from '../make-table.js';
import type { Column, ColumnType, ForeignKey, Table, UniqueKey } from '../model.js';
import { parseSqliteDefault } from '../types/parse-sqlite-default.js';
import { parseSqliteType } from '../types/parse-sqlite-type.js';
import { parseChecks } from './parse-checks.js';
import type { ColumnChecks } from './parse-checks.js';
import type { ColumnRow, IndexRow, ReferenceRow, SqliteRows, TableRow } from './read-sqlite-rows.js';

/** Makes tables of what SQLite said. Full-text and other virtual tables are not in it. */
export function buildSqliteTables(rows: SqliteRows): Table[] {
  const columns = groupBy(rows.columns, (row) => row.tableName);
  const indexes = groupBy(rows.indexes, (row) => row.tableName);
  const references = groupBy(rows.references, (row) => row.tableName);
  const exactName = namesIn(rows);
  return rows.tables.map((table) => {
    const own = (columns.get(table.name) ?? []).filter((row) => Number(row.hidden) !== 1);
    const ownIndexes = indexes.get(table.name) ?? [];
    return makeTable({
      name: table.name,
      kind: table.type,
      comment: '',
      rowsAbout: table.type === 'view' ? null : (rows.rowsAbout.get(table.name) ?? null),
      columns: buildColumns(table, own, ownIndexes),
      primaryKey: keyOf(own),
      uniqueKeys: buildUniqueKeys(ownIndexes),
      foreignKeys: buildForeignKeys(table.name, references.get(table.name) ?? [], exactName),
      viewDefinition: table.type === 'view' ? table.sql : null,
    });
  });
}

function keyOf(columns: readonly ColumnRow[]): readonly string[] {
  return columns
    .filter((row) => Number(row.keyPosition) > 0)
    .sort((one, other) => Number(one.keyPosition) - Number(other.keyPosition))
    .map((row) => row.name);
}

function buildColumns(table: TableRow, rows: readonly ColumnRow[], indexes: readonly IndexRow[]): Column[] {
  const checks = parseChecks(table.type === 'table' ? table.sql : '');
  const alias = rowidAlias(table, rows, indexes);
  return rows.map((row) => {
    const autoIncrement = row.name === alias;
    // Why: SQLite lets NULL into most primary keys, against its own documentation; a key column without a value
    // names no row, so it counts as NOT NULL here.
    const nullable = Number(row.notNull) === 0 && Number(row.keyPosition) === 0;
    const generated = { 2: 'virtual', 3: 'stored' } as const;
    const kind = generated[Number(row.hidden) as 2 | 3] ?? null;
    const noDefault = kind !== null || autoIncrement || table.type === 'view';
    return {
      name: row.name,
      position: Number(row.position),
      type: narrow(parseSqliteType(row.declaredType), row.name.toLowerCase(), checks),
      declaredType: row.declaredType,
      nullable,
      default: noDefault ? { kind: 'none' } : parseSqliteDefault(row.defaultText, nullable),
      generated: kind,
      autoIncrement,
      onUpdate: false,
      comment: '',
      charset: null,
      collation: null,
    };
  });
}

function narrow(type: ColumnType, column: string, checks: ColumnChecks): ColumnType {
  const words = checks.words.get(column);
  if (type.kind === 'text' && words !== undefined) return { kind: 'enum', values: words };
  if (type.kind === 'text' && checks.json.has(column)) return { kind: 'json' };
  if (type.kind === 'integer' && checks.booleans.has(column)) return { kind: 'boolean' };
  return type;
}

/** The column that is the row's own number: a sole `INTEGER PRIMARY KEY`, for which SQLite needs no index. */
function rowidAlias(table: TableRow, rows: readonly ColumnRow[], indexes: readonly IndexRow[]): string | null {
  const [key, ...more] = rows.filter((row) => Number(row.keyPosition) > 0);
  if (table.type === 'view' || Number(table.withoutRowid) === 1 || key === undefined || more.length > 0) return null;
  const indexed = indexes.some((index) => index.origin === 'pk');
  return key.declaredType.toUpperCase() === 'INTEGER' && !indexed ? key.name : null;
}

function buildUniqueKeys(rows: readonly IndexRow[]): UniqueKey[] {
  const keys = [...groupBy(rows, (row) => row.indexName)].filter(([, parts]) => parts[0]?.origin !== 'pk');
  return keys.map(([name, parts]) => {
    const sorted = [...parts].sort((one, other) => Number(one.position) - Number(other.position));
    return {
      name,
      columns: sorted.flatMap((part) => part.name ?? []),
      whole: sorted.every((part) => part.name !== null && Number(part.partial) === 0),
    };
  });
}

/** SQLite repeats the names of a foreign key as they were typed; this finds how the table and column are really spelt. */
interface ExactNames {
  table(name: string): string | null;
  column(table: string, name: string): string;
  key(table: string): readonly string[];
}

function namesIn(rows: SqliteRows): ExactNames {
  const tables = new Map(rows.tables.map(({ name }) => [name.toLowerCase(), name]));
  const columns = groupBy(rows.columns, (row) => row.tableName);
  return {
    table: (name) => tables.get(name.toLowerCase()) ?? null,
    column: (table, name) =>
      columns.get(table)?.find((row) => row.name.toLowerCase() === name.toLowerCase())?.name ?? name,
    key: (table) => keyOf(columns.get(table) ?? []),
  };
}

function buildForeignKeys(table: string, rows: readonly ReferenceRow[], exact: ExactNames): ForeignKey[] {
  return [...groupBy(rows, (row) => String(row.id))].flatMap(([, parts]) => {
    const sorted = [...parts].sort((one, other) => Number(one.position) - Number(other.position));
    const [first] = sorted;
    const referencedTable = first === undefined ? null : exact.table(first.referencedTable);
    if (first === undefined || referencedTable === null) return [];
    const key = exact.key(referencedTable);
    const columns = sorted.map((part) => exact.column(table, part.name));
    return {
      name: `${table}-${columns.join('-')}`,
      columns,
      referencedTable,
      referencedColumns: sorted.map(({ referencedColumn }, index) =>
        referencedColumn === null ? (key[index] ?? '') : exact.column(referencedTable, referencedColumn),
      ),
      onDelete: first.onDelete,
      onUpdate: first.onUpdate,
    };
  });
}
