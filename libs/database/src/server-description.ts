/** What a database says of itself, for the start-up log and the doctor. */
export interface ServerDescription {
  readonly product: 'MariaDB' | 'MySQL' | 'SQLite';
  readonly version: string;
  /** Schema name or file. */
  readonly database: string;
  /** Character set and collation of the database's new tables. */
  readonly charset: string;
  readonly collation: string;
  /** What new sessions get without us; ours are pinned. Empty on SQLite. */
  readonly globalSqlMode: string;
  readonly globalTimeZone: string;
  /** The time zone of our sessions. */
  readonly sessionTimeZone: string;
  readonly readOnly: boolean;
  /** Whether replication is by statements, which keeps InnoDB from writing in READ COMMITTED transactions. */
  readonly statementBinlog: boolean;
  /** The isolation of our sessions, e.g. `READ-COMMITTED`; empty on SQLite. */
  readonly sessionIsolation: string;
  /** Largest statement in bytes; null without a limit that matters. */
  readonly maxStatementBytes: number | null;
  /** The account's rights as the server prints them, without password hashes; empty on SQLite. */
  readonly grants: readonly string[];
}
