import type { EncodedRowsWriter } from '../../encoding/encoded-rows-writer.js';
import type { EncodedColumn, RowEncoding, SqlKey } from '../../row-encoding.js';
import { decimalText } from './decimal-text.js';

/** What the driver hands out with safe integers on. */
export type SqliteValue = string | number | bigint | Buffer | null;

const JSON_NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** Writes one row; the rules that make JSON of the text are `EncodedRowsWriter`'s. */
export function encodeSqliteRow(writer: EncodedRowsWriter, encoding: RowEncoding, row: readonly SqliteValue[]): void {
  const { columns, keyCount } = encoding;
  if (row.length !== columns.length + keyCount) {
    throw new Error(`the select list has ${row.length} columns, its encoding ${columns.length + keyCount}`);
  }
  writer.beginRow();
  columns.forEach((column, index) => {
    const bytes = toBytes(column, row[index] ?? null);
    if (bytes === null) writer.nullValue(index);
    else writer.value(index, bytes, 0, bytes.length, false);
  });
  for (let index = columns.length; index < row.length; index++) writer.key(toKey(row[index] ?? null));
  writer.endRow();
}

/** The text that MySQL would print for the value in a column of this kind; null where JSON has only null for it. */
function toBytes({ kind, scale }: EncodedColumn, value: SqliteValue): Buffer | null {
  if (value === null) return null;
  switch (kind) {
    case 'decimal':
      return typeof value === 'object' ? Buffer.from(value) : Buffer.from(decimalText(value, scale ?? 0));
    case 'integer':
    case 'integer-cast':
      return Buffer.from(integerText(value));
    case 'float':
    case 'float32':
      // Why null: a column that holds any type may hold what is no JSON number.
      return JSON_NUMBER.test(String(value)) ? Buffer.from(String(value)) : null;
    case 'string':
    case 'json':
    case 'datetime':
      return typeof value === 'object' ? Buffer.from(value.toString('utf8')) : Buffer.from(String(value));
    case 'boolean':
    case 'base64':
      return typeof value === 'object' ? Buffer.from(value) : Buffer.from(String(value));
  }
}

function integerText(value: Exclude<SqliteValue, null>): string {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return Number.isFinite(value) ? BigInt(Math.trunc(value)).toString() : '0';
  return /^\s*[+-]?\d+/.exec(value.toString())?.[0].trim().replace('+', '') ?? '0';
}

function toKey(value: SqliteValue): SqlKey {
  if (value === null) return null;
  return typeof value === 'object' ? value.toString('latin1') : String(value);
}
