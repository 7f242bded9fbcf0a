import type { MultiRowUpdate, QuotedColumn } from '../../dialect.js';
import type { SqlParam, Statement } from '../../statement.js';

/**
 * UPDATE by a join on a derived table of all rows; with `tableValues` it is written as MariaDB's `VALUES (…),(…)`, which
 * the server reads faster than one SELECT per row.
 * Why the derived table starts with an empty select of the key columns: it gives the keys their columns' own type and
 * collation, so that they compare by the table's rules and by its index.
 * Why a straight join by a forced index: a small table would be scanned, and rows locked that are not changed.
 */
export function compileUpdateMany(
  { table, keyIndex, keyColumns, columns, rows }: MultiRowUpdate,
  tableValues: boolean,
): Statement {
  const keys = keyColumns.map(keyBinding);
  const names = [...keyColumns.map((_, i) => `k${i}`), ...columns.map((_, i) => `c${i}`)];
  const head = [...keyColumns.map((key) => key.quoted), ...columns.map(() => 'NULL')];
  const row = [...keys.map((key) => key.sql), ...columns.map(() => '?')].join(',');
  const params: SqlParam[] = [];
  for (const { key, values } of rows) {
    key.forEach((value, i) => params.push(keys[i]?.param(value) ?? value));
    for (const value of values) params.push(value);
  }
  const empty = `SELECT ${head.map((sql, i) => `${sql} AS ${names[i]}`).join(',')} FROM ${table} WHERE FALSE`;
  const before = `UPDATE (${empty} UNION ALL ${tableValues ? 'VALUES ' : ''}`;
  const one = tableValues ? `(${row})` : `SELECT ${row}`;
  const on = keyColumns.map((key, i) => `dx_t.${key.quoted}=dx_v.k${i}`).join(' AND ');
  const index = keyIndex === undefined ? '' : ` FORCE INDEX (${keyIndex})`;
  const set = columns.map((column, i) => `dx_t.${column.quoted}=dx_v.c${i}`).join(',');
  return {
    sql: `${before}${one}) AS dx_v STRAIGHT_JOIN ${table} AS dx_t${index} ON ${on} SET ${set}`,
    params,
    row: {
      from: before.length,
      to: before.length + one.length,
      count: rows.length,
      separator: tableValues ? ',' : ' UNION ALL ',
    },
  };
}

interface KeyBinding {
  readonly sql: string;
  readonly param: (value: SqlParam) => SqlParam;
}

const asIs = (value: SqlParam): SqlParam => value;

/** How a key is bound so that it is compared in the column's own type (a number compared as text would be rounded). */
function keyBinding(column: QuotedColumn): KeyBinding {
  const type = column.sqlType.trim().toLowerCase();
  if (/^(tinyint|smallint|mediumint|int|integer|bigint|year|bool|boolean|serial)\b/.test(type)) {
    return { sql: '?', param: toNumber };
  }
  const number = /^(?:decimal|numeric|dec|fixed)\b\s*(\([\d\s,]+\))?/.exec(type);
  if (number) return { sql: `CAST(? AS DECIMAL${number[1] ?? '(10,0)'})`, param: asIs };
  const time = /^(datetime|timestamp|time)\b\s*(\(\d\))?/.exec(type);
  if (time) return { sql: `CAST(? AS ${time[1] === 'time' ? 'TIME' : 'DATETIME'}${time[2] ?? ''})`, param: asIs };
  if (/^date\b/.test(type)) return { sql: 'CAST(? AS DATE)', param: asIs };
  return { sql: textKey(column), param: asIs };
}

/** Digits as a number. Why not always a BigInt: it costs much more, and keys are short. */
function toNumber(value: SqlParam): SqlParam {
  if (typeof value !== 'string' || !/^-?\d+$/.test(value)) return value;
  return value.length <= 15 ? Number(value) : BigInt(value);
}

/** Why converted: text in another character set than the session's does not mix with the column's collation. */
function textKey({ charset, collation }: QuotedColumn): string {
  if (charset == null || collation == null || charset === 'utf8mb4' || charset === 'binary') return '?';
  if (!/^\w+$/.test(charset) || !/^\w+$/.test(collation)) throw new Error(`not a collation: ${collation}`);
  return `CONVERT(? USING ${charset}) COLLATE ${collation}`;
}
