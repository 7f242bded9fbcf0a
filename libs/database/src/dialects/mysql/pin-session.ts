import mysql from 'mysql2';
import type { Connection } from 'mysql2';

/**
 * Strict: a value that does not fit is refused, never bent. `NO_AUTO_VALUE_ON_ZERO`: a key of 0 is stored as 0.
 * Left out on purpose: NO_BACKSLASH_ESCAPES and ANSI_QUOTES, because values are escaped with backslashes and the
 * dialect's strings are single-quoted.
 */
const SQL_MODE = [
  'STRICT_TRANS_TABLES',
  'STRICT_ALL_TABLES',
  'NO_ZERO_IN_DATE',
  'NO_ZERO_DATE',
  'ERROR_FOR_DIVISION_BY_ZERO',
  'NO_AUTO_VALUE_ON_ZERO',
  'NO_ENGINE_SUBSTITUTION',
].join(',');

/** Longest wait for a row lock; a longer one is a conflict that is repeated as a whole. */
const LOCK_WAIT_SECONDS_MAX = 5;

/** What a session is pinned to. */
export interface SessionSettings {
  readonly mariadb: boolean;
  readonly statementTimeoutMs: number;
  readonly timeZone: string;
}

/** The statement that pins a session's character set, mode, time zone and limits. */
export function pinSessionSql({ mariadb, statementTimeoutMs, timeZone }: SessionSettings): string {
  const lockWait = Math.max(1, Math.min(LOCK_WAIT_SECONDS_MAX, Math.floor(statementTimeoutMs / 2_000)));
  return [
    'SET NAMES utf8mb4',
    `SESSION sql_mode=${mysql.escape(SQL_MODE)}`,
    `SESSION time_zone=${mysql.escape(timeZone)}`,
    mariadb
      ? `SESSION max_statement_time=${statementTimeoutMs / 1_000}`
      : `SESSION max_execution_time=${Math.ceil(statementTimeoutMs)}`,
    `SESSION innodb_lock_wait_timeout=${lockWait}`,
    `SESSION lock_wait_timeout=${Math.max(1, Math.ceil(statementTimeoutMs / 1_000))}`,
    'SESSION autocommit=1',
  ].join(', ');
}

/** Pins a connection; to be called before anything else uses it. */
export function pinConnection(connection: Connection, pinSql: string, done: (error: Error | null) => void): void {
  connection.query(pinSql, (error) => done(error));
}
