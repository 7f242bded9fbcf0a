/** How to reach and use a database; the values come from the settings. */
export interface DatabaseOptions {
  /** `mysql://user:pass@host:port/schema`, `mariadb://…` or `sqlite:./path`; see `parseDatabaseUrl`. */
  readonly url: string;
  /** Most connections to the data database. */
  readonly poolMax: number;
  /** Milliseconds that a statement or transaction waits for a free connection. */
  readonly poolAcquireTimeoutMs: number;
  /** Most callers that wait for a connection at one time; 0 lets nobody wait. */
  readonly poolQueueLimit: number;
  /** Milliseconds after which the server stops a statement. */
  readonly statementTimeoutMs: number;
  /** Time zone of every session, e.g. `+00:00`; TIMESTAMP columns are read and written in it. */
  readonly timeZone: string;
}

/** What callers that do not care get: tests, the command line. */
export const DATABASE_DEFAULTS = {
  poolMax: 16,
  poolAcquireTimeoutMs: 2_000,
  poolQueueLimit: 256,
  statementTimeoutMs: 30_000,
  timeZone: '+00:00',
} as const satisfies Omit<DatabaseOptions, 'url'>;
