import { DatabaseError } from '../../database-error.js';
import type { SqlParam } from '../../statement.js';

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/**
 * The value as the SQLite driver may be given it.
 * Why every type is looked at: the driver stores whole numbers as REAL, ends the whole process on a boolean, and cuts a
 * text at its first NUL when reading it.
 */
export function bindSqliteParam(value: SqlParam): string | number | bigint | Buffer | null {
  switch (typeof value) {
    case 'string':
      if (value.includes('\0')) throw new DatabaseError('bad-value', 'a text must not contain a NUL character');
      return value;
    case 'number':
      if (Number.isSafeInteger(value)) return BigInt(value);
      if (Number.isFinite(value)) return value;
      break;
    case 'bigint':
      if (value < INT64_MIN || value > INT64_MAX) {
        throw new DatabaseError('out-of-range', 'the integer has more than 64 bits');
      }
      return value;
    case 'boolean':
      return value ? 1n : 0n;
    case 'object':
      if (value === null || Buffer.isBuffer(value)) return value;
      break;
    default:
  }
  throw new TypeError(`a value of type ${typeof value} cannot be bound`);
}
