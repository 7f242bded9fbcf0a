import type { SqlParam, Statement } from '@dx/database';

/** Rows of one table that set the same columns. All names are quoted. */
export interface InsertRows {
  readonly table: string;
  readonly columns: readonly string[];
  /** The values of all rows, row by row, in the order of `columns`. */
  readonly params: readonly SqlParam[];
  /** How many rows these are. */
  readonly count: number;
  /** Columns whose stored values are handed back, row by row; empty = none. */
  readonly returning: readonly string[];
}

/** One INSERT of many rows; at least one column and one row. */
export function compileInsert({ table, columns, params, count, returning }: InsertRows): Statement {
  const before = `INSERT INTO ${table} (${columns.join(', ')}) VALUES `;
  const row = `(?${', ?'.repeat(columns.length - 1)})`;
  return {
    sql: `${before}${row}${compileReturning(returning)}`,
    params,
    row: { from: before.length, to: before.length + row.length, count, separator: ', ' },
  };
}

/** One INSERT of a row of defaults only. */
export function compileInsertDefaults(table: string, insertDefaults: string, returning: readonly string[]): Statement {
  return { sql: `INSERT INTO ${table}${insertDefaults}${compileReturning(returning)}`, params: [] };
}

function compileReturning(columns: readonly string[]): string {
  return columns.length === 0 ? '' : ` RETURNING ${columns.join(', ')}`;
}
