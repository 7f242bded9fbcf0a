import type { SqlValue } from '../../statement.js';
import type { SqliteValue } from './encode-sqlite-row.js';

/** A value of the driver as text or bytes. */
export function toSqlValue(value: SqliteValue): SqlValue {
  if (value === null || typeof value === 'string') return value;
  return typeof value === 'object' ? Buffer.from(value) : String(value);
}
