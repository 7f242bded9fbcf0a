import { CodedException, serverErrors } from '@dx/kernel';
import type { DatabaseErrorKind } from '../../database-error.js';
import { DatabaseError } from '../../database-error.js';
import { readErrorDetails } from './read-error-details.js';

/** What the driver's errors carry. */
export interface DriverError extends Error {
  /** The server's number; negative or absent for errors of the network. */
  readonly errno?: number;
  readonly sqlState?: string;
  /** The connection is lost. */
  readonly fatal?: boolean;
}

const STATEMENT_TIMEOUT = new Set([1969, 3024]);
const TOO_MANY_CONNECTIONS = new Set([1040, 1203, 1226]);
/** Lock wait, deadlock, record changed (snapshot isolation), XA deadlock, NOWAIT, write conflicts of TiDB. */
const LOCK = new Set([1205, 1213, 1020, 1614, 3572, 8002, 8022, 8028, 9007]);
/** Read-only modes, read lock, and no room left. */
const READ_ONLY = new Set([1290, 1836, 1792, 1223, 1021, 1114, 1026]);
/** Shut-down, killed, aborted, network; access refused; unknown schema; not ready (Galera). */
const UNAVAILABLE = new Set([
  1053, 1077, 1078, 1079, 1152, 1154, 1155, 1156, 1157, 1158, 1159, 1160, 1161, 1184, 1189, 1190, 1317, 1927, 2006,
  2013, 3032, 3168, 3169, 1043, 1044, 1045, 1049, 1129, 1130, 1698, 1047, 4031,
]);

const KINDS: ReadonlyMap<number, DatabaseErrorKind> = new Map(
  Object.entries({
    duplicate: [1062, 1586, 1022, 1169, 1557, 1761, 1762, 1859],
    'foreign-key-parent': [1452, 1216],
    'foreign-key-child': [1451, 1217],
    'not-null': [1048, 1364, 1263, 1138, 1121],
    'too-long': [1406, 1153, 1301],
    'out-of-range': [1264, 1690, 1441],
    // 1267, 1270, 1271: the value's characters do not exist in the column's charset.
    'bad-value': [
      1265, 1292, 1366, 1367, 1411, 1525, 1300, 1267, 1270, 1271, 1416, 1906, 3105, 3140, 3141, 3143, 3144, 3156, 3854,
      4038, 4039,
    ],
    // 1644: a trigger's SIGNAL.
    check: [4025, 3819, 1644, 1369],
    schema: [1146, 1054, 1109, 1051, 1176, 1356, 1305],
  }).flatMap(([kind, numbers]) => numbers.map((number) => [number, kind as DatabaseErrorKind] as const)),
);

/**
 * Turns an error of the driver into one of ours; an error that is ours already is handed back.
 * Why by number only: the driver's names are MySQL's and wrong for numbers that only MariaDB has.
 */
export function translateMysqlError(error: unknown): CodedException | DatabaseError {
  if (error instanceof CodedException || error instanceof DatabaseError) return error;
  const cause = error as DriverError;
  const errno = cause.errno ?? 0;
  const coded = (make: typeof serverErrors.databaseUnavailable): CodedException =>
    new CodedException(make(), { cause, retryAfter: 1 });
  if (STATEMENT_TIMEOUT.has(errno)) return new CodedException(serverErrors.statementTimeout(), { cause });
  if (TOO_MANY_CONNECTIONS.has(errno)) return coded(serverErrors.databaseBusy);
  if (LOCK.has(errno)) return coded(serverErrors.lockConflict);
  if (READ_ONLY.has(errno) || isDiskFull(cause)) return coded(serverErrors.databaseReadOnly);
  if (errno <= 0 || UNAVAILABLE.has(errno) || cause.fatal === true) return coded(serverErrors.databaseUnavailable);
  const message = String(cause.message);
  return new DatabaseError(kindOf(errno, cause.sqlState), message, readErrorDetails(errno, message), { cause });
}

function kindOf(errno: number, sqlState: string | undefined): DatabaseErrorKind {
  return KINDS.get(errno) ?? (sqlState === '45000' ? 'check' : 'other');
}

/** "Error writing file … (Errcode: 28 …)" has several numbers. */
function isDiskFull(error: DriverError): boolean {
  return (
    [3, 1030, 1034].includes(error.errno ?? 0) && /\b(?:errcode: 28|error:? 28|No space left)\b/i.test(error.message)
  );
}
