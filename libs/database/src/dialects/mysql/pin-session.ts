import mysql from 'mysql2';
import type { Connection } from 'mysql2';
import { isMariadb } from './probe-server.js';
import type { MysqlServer } from './probe-server.js';

/**
 * Strict: a value that does not fit is refused, never bent.
 * Left out on purpose: NO_BACKSLASH_ESCAPES and ANSI_QUOTES, because values are escaped with backslashes and strings stand
 * in quotes of either kind; NO_AUTO_VALUE_ON_ZERO, because with it MariaDB stores 0 for an explicit DEFAULT of a
 * generated key.
 */
const SQL_MODE = [
  'STRICT_TRANS_TABLES',
  'STRICT_ALL_TABLES',
  'NO_ZERO_IN_DATE',
  'NO_ZERO_DATE',
  'ERROR_FOR_DIVISION_BY_ZERO',
  'NO_ENGINE_SUBSTITUTION',
].join(',');

/** Longest wait for a row lock; a longer one is a conflict that is repeated as a whole. */
const LOCK_WAIT_SECONDS_MAX = 5;

/** What a session is pinned to. */
export interface SessionSettings {
  readonly statementTimeoutMs: number;
  readonly timeZone: string;
}

/**
 * The statement that pins a session's character set, mode, time zone, isolation and limits.
 * Why READ COMMITTED: the default locks the gaps between rows, so that parallel batches of new keys deadlock. Nothing here
 * reads one row twice in a transaction without having locked it. Where replication is by statements InnoDB refuses writes
 * with it, so it is REPEATABLE READ there, whatever the server's default is.
 */
export function pinSessionSql(server: MysqlServer, { statementTimeoutMs, timeZone }: SessionSettings): string {
  const lockWait = Math.max(1, Math.min(LOCK_WAIT_SECONDS_MAX, Math.floor(statementTimeoutMs / 2_000)));
  return [
    'SET NAMES utf8mb4',
    `SESSION sql_mode=${mysql.escape(SQL_MODE)}`,
    `SESSION time_zone=${mysql.escape(timeZone)}`,
    server.mariadb
      ? `SESSION max_statement_time=${statementTimeoutMs / 1_000}`
      : `SESSION max_execution_time=${Math.ceil(statementTimeoutMs)}`,
    `SESSION ${isolationVariable(server)}='${server.statementBinlog ? 'REPEATABLE-READ' : 'READ-COMMITTED'}'`,
    `SESSION innodb_lock_wait_timeout=${lockWait}`,
    `SESSION lock_wait_timeout=${Math.max(1, Math.ceil(statementTimeoutMs / 1_000))}`,
    'SESSION autocommit=1',
  ].join(', ');
}

function isolationVariable(server: MysqlServer): string {
  return server.mariadb && !isMariadb(server, 11, 1) ? 'tx_isolation' : 'transaction_isolation';
}

/** Pins a connection; to be called before anything else uses it. */
export function pinConnection(connection: Connection, pinSql: string, done: (error: Error | null) => void): void {
  connection.query(pinSql, (error) => done(error));
}
