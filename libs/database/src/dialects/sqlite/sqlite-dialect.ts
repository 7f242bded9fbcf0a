import type { Dialect, MultiRowUpdate } from '../../dialect.js';
import type { Statement } from '../../statement.js';

/** The dialect of SQLite. */
export const SQLITE_DIALECT: Dialect = {
  name: 'sqlite',
  quote: quoteSqlite,
  returning: true,
  returningIsFinal: false,
  maxParams: 32_766,
  // Why empty: a transaction that may write holds the only write lock from its start.
  forUpdate: '',
  exactText: (column) => `CAST(${column} AS BLOB) = CAST(? AS BLOB)`,
  insertDefaults: ' DEFAULT VALUES',
  onDuplicateUpdate: (keys, columns) =>
    ` ON CONFLICT(${keys.join(',')}) DO UPDATE SET ${columns.map((column) => `${column}=excluded.${column}`).join(',')}`,
  updateMany: compileUpdateMany,
};

/** Quotes a name in double quotes. */
export function quoteSqlite(identifier: string): string {
  if (identifier.includes('\0')) throw new Error('an identifier must not contain a NUL byte');
  return `"${identifier.replaceAll('"', '""')}"`;
}

/** UPDATE from a list of values; the columns' own affinity makes keys compare as the table stores them. */
function compileUpdateMany({ table, keyColumns, columns, rows }: MultiRowUpdate): Statement {
  const width = keyColumns.length + columns.length;
  const row = `(${Array.from({ length: width }, () => '?').join(',')})`;
  const set = columns.map((column, i) => `${column.quoted}=dx_v.column${keyColumns.length + i + 1}`).join(',');
  const on = keyColumns.map((key, i) => `dx_t.${key.quoted}=dx_v.column${i + 1}`).join(' AND ');
  const before = `UPDATE ${table} AS dx_t SET ${set} FROM (VALUES `;
  return {
    sql: `${before}${row}) AS dx_v WHERE ${on}`,
    params: rows.flatMap(({ key, values }) => [...key, ...values]),
    row: { from: before.length, to: before.length + row.length, count: rows.length, separator: ',' },
  };
}
