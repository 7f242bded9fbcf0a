import type { Dialect } from './dialect.js';
import type { PoolFigures } from './pool-figures.js';
import type { EncodedRows, RowEncoding } from './row-encoding.js';
import type { ServerDescription } from './server-description.js';
import type { NamedRows, SqlRow, Statement, WriteResult } from './statement.js';

/** Something that runs statements: a database (each statement on its own) or an open transaction. */
export interface SqlRunner {
  readonly dialect: Dialect;
  /** Rows by position, values as text or bytes. */
  rows(statement: Statement): Promise<SqlRow[]>;
  /** Rows encoded as JSON, without a JavaScript value in between where the driver allows it. */
  json(statement: Statement, encoding: RowEncoding): Promise<EncodedRows>;
  /** A statement without a result set. */
  run(statement: Statement): Promise<WriteResult>;
}

/** An open transaction. It is rolled back when its work throws, and its connection goes back clean or is destroyed. */
export interface Transaction extends SqlRunner {
  /** Rows with the names of their columns, for statements that this server did not write itself. */
  namedRows(statement: Statement): Promise<NamedRows>;
  /** Runs `work` so that, when it throws, everything it did is undone and the transaction stays usable. */
  savepoint<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * The data database. All failures are `CodedException`s (unreachable, busy, too slow …) or `DatabaseError`s
 * (a statement was refused: duplicate, foreign key …).
 */
export interface Database extends SqlRunner {
  /**
   * Runs `work` in one transaction and commits. A deadlock or a lock wait is rolled back and `work` is run again as a
   * whole, at most `retries` times (default 3) with jitter; then `serverErrors.lockConflict`.
   * `work` must therefore do nothing that cannot be repeated.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** How the database would find the rows of a SELECT, in its own words; the SELECT itself does not run. */
  explain(select: Statement): Promise<NamedRows>;
  /** A cheap round trip; throws `serverErrors.databaseUnavailable`. */
  ping(): Promise<void>;
  /** What the server is; for start-up logs and the doctor. */
  describe(): Promise<ServerDescription>;
  /** How busy the connections are; null where there is no pool of them. Costs nothing. */
  pool(): PoolFigures | null;
  /** Ends all connections after the running statements. */
  close(): Promise<void>;
}

export interface TransactionOptions {
  readonly retries?: number;
  readonly signal?: AbortSignal;
  /** Run everything, then roll back instead of commit. */
  readonly dryRun?: boolean;
}
