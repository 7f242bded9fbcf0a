import type { SqlParam, Statement } from '@dx/database';

/** Rows of one table that set the same columns. All names are quoted. */
export interface InsertRows {
  readonly table: string;
  readonly columns: readonly string[];
  /** Values in the order of `columns`. */
  readonly rows: readonly (readonly SqlParam[])[];
  /** Columns whose stored values are handed back, row by row; empty = none. */
  readonly returning: readonly string[];
}

/** One INSERT of many rows; at least one column and one row. */
export function compileInsert({ table, columns, rows, returning }: InsertRows): Statement {
  const row = `(?${', ?'.repeat(columns.length - 1)})`;
  const values = `${row}${`, ${row}`.repeat(rows.length - 1)}`;
  const params: SqlParam[] = [];
  for (const values of rows) for (const value of values) params.push(value);
  const tail = returning.length === 0 ? '' : ` RETURNING ${returning.join(', ')}`;
  return { sql: `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${values}${tail}`, params };
}

/** One INSERT of a row of defaults only. */
export function compileInsertDefaults(table: string, insertDefaults: string, returning: readonly string[]): Statement {
  const tail = returning.length === 0 ? '' : ` RETURNING ${returning.join(', ')}`;
  return { sql: `INSERT INTO ${table}${insertDefaults}${tail}`, params: [] };
}
