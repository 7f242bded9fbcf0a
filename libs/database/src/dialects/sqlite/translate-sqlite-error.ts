import { CodedException, serverErrors } from '@dx/kernel';
import { DatabaseError } from '../../database-error.js';
import type { DatabaseErrorKind } from '../../database-error.js';

/** Result codes (https://sqlite.org/rescode.html); the low byte is the family. */
const BUSY = 5;
const LOCKED = 6;
const READ_ONLY = 8;
const FULL = 13;
const UNAVAILABLE = new Set([7, 10, 11, 14, 15, 26]);

interface SqliteError extends Error {
  readonly rawCode: number;
}

/** Turns an error of the driver into one of ours; anything that is no refusal of SQLite is handed back as it is. */
export function translateSqliteError(error: unknown, sql: string): unknown {
  if (!isSqliteError(error)) return error;
  const family = error.rawCode & 0xff;
  const coded = (make: typeof serverErrors.databaseUnavailable): CodedException =>
    new CodedException(make(), { cause: error, retryAfter: 1 });
  if (family === BUSY || family === LOCKED) return coded(serverErrors.lockConflict);
  if (family === READ_ONLY || family === FULL) return coded(serverErrors.databaseReadOnly);
  if (UNAVAILABLE.has(family)) return coded(serverErrors.databaseUnavailable);
  const kind = kindOf(error, sql);
  return new DatabaseError(kind, error.message, readDetails(error.message, kind), { cause: error });
}

function isSqliteError(error: unknown): error is SqliteError {
  return error instanceof Error && 'rawCode' in error && typeof error.rawCode === 'number';
}

const KIND_BY_CODE: ReadonlyMap<number, DatabaseErrorKind> = new Map([
  [2067, 'duplicate'], // UNIQUE
  [1555, 'duplicate'], // PRIMARY KEY
  [2579, 'duplicate'], // ROWID
  [1299, 'not-null'],
  [275, 'check'],
  [3091, 'bad-value'], // type of a STRICT table
  [20, 'bad-value'], // datatype mismatch
  [18, 'too-long'],
]);

const KIND_BY_MESSAGE: readonly (readonly [RegExp, DatabaseErrorKind])[] = [
  [/^no such (?:table|column)\b|has no column named|^cannot (?:INSERT|UPDATE).*generated/i, 'schema'],
  [/integer overflow/, 'out-of-range'],
  [/malformed JSON/, 'bad-value'],
];

function kindOf({ rawCode, message }: SqliteError, sql: string): DatabaseErrorKind {
  // Why by message too: an ON DELETE RESTRICT reports itself as a trigger.
  if (rawCode === 787 || message === 'FOREIGN KEY constraint failed') {
    return /^\s*delete\b/i.test(sql) ? 'foreign-key-child' : 'foreign-key-parent';
  }
  if (rawCode === 1811) return 'check'; // a trigger's RAISE
  const known = KIND_BY_CODE.get(rawCode);
  return known ?? KIND_BY_MESSAGE.find(([pattern]) => pattern.test(message))?.[1] ?? 'other';
}

function readDetails(message: string, kind: DatabaseErrorKind): DatabaseError['details'] {
  const index = /^UNIQUE constraint failed: index '(.*)'$/s.exec(message);
  if (index?.[1] !== undefined) return { constraint: index[1] };
  const columns = /^(?:UNIQUE|NOT NULL) constraint failed: (.*)$/s.exec(message);
  if (columns?.[1] !== undefined) return columnDetails(columns[1].split(', '));
  const check = /^CHECK constraint failed: (.*)$/s.exec(message);
  if (check?.[1] !== undefined) return { constraint: check[1] };
  const strict = /^cannot store \w+ value in \w+ column (.*)$/s.exec(message);
  if (strict?.[1] !== undefined) return columnDetails([strict[1]]);
  if (kind !== 'schema') return {};
  const table = /^no such table: (.*)$/s.exec(message)?.[1];
  const column = /^no such column: (.*)$/s.exec(message)?.[1] ?? /has no column named (.*)$/s.exec(message)?.[1];
  return {
    ...(table === undefined ? {} : { table }),
    ...(column === undefined ? {} : { columns: [afterDot(column)] }),
  };
}

/** `t.a` names: SQLite prints them unquoted. */
function columnDetails(names: readonly string[]): DatabaseError['details'] {
  const first = names[0] ?? '';
  const dot = first.indexOf('.');
  return { ...(dot > 0 ? { table: first.slice(0, dot) } : {}), columns: names.map(afterDot) };
}

function afterDot(name: string): string {
  return name.slice(name.indexOf('.') + 1);
}
