import { CodedException, serverErrors } from '@dx/kernel';
import type { Database, Transaction, TransactionOptions } from '../../database.js';
import type { EncodedRows, RowEncoding } from '../../row-encoding.js';
import type { ServerDescription } from '../../server-description.js';
import type { NamedRows, SqlRow, Statement, WriteResult } from '../../statement.js';
import { runTransaction } from '../../transaction/run-transaction.js';
import type { FileLock } from './file-lock.js';
import type { SqliteConnection } from './sqlite-connection.js';
import { SQLITE_DIALECT } from './sqlite-dialect.js';
import { SqliteSession } from './sqlite-session.js';

/** Statements for the reader; what is not certain to read only goes to the writer, which is right for both. */
const READS_ONLY = /^\s*(?:select|values|pragma|explain|with\b(?!.*\b(?:insert|update|delete|replace)\b))/is;

/** The data database in a SQLite file: one writer in its turn, and a reader that never waits for it. */
export class SqliteDatabase implements Database {
  readonly dialect = SQLITE_DIALECT;
  private closed = false;

  constructor(
    private readonly reader: SqliteConnection,
    private readonly writer: SqliteConnection,
    private readonly lock: FileLock,
    private readonly path: string,
    private readonly lockTimeoutMs: number,
  ) {}

  rows(statement: Statement): Promise<SqlRow[]> {
    return this.once(
      statement,
      () => this.reader.rows(statement),
      (session) => session.rows(statement),
    );
  }

  json(statement: Statement, encoding: RowEncoding): Promise<EncodedRows> {
    return this.once(
      statement,
      () => this.reader.json(statement, encoding),
      (session) => session.json(statement, encoding),
    );
  }

  async run(statement: Statement): Promise<WriteResult> {
    return this.withWriter((session) => session.run(statement));
  }

  transaction<T>(work: (tx: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T> {
    return runTransaction(() => this.acquire(), this.dialect, work, options);
  }

  /** Why on the reader: inside a transaction the driver leaves an EXPLAIN open, and with it the connection's old view. */
  async explain({ sql, params }: Statement): Promise<NamedRows> {
    this.refuseWhenClosed();
    return this.reader.namedRows({ sql: `EXPLAIN QUERY PLAN ${sql}`, params });
  }

  pool(): null {
    return null;
  }

  async ping(): Promise<void> {
    await this.rows({ sql: 'SELECT 1', params: [] });
  }

  async describe(): Promise<ServerDescription> {
    const [row] = await this.rows({ sql: 'SELECT sqlite_version()', params: [] });
    return {
      product: 'SQLite',
      version: String(row?.[0]),
      database: this.path,
      charset: 'utf8',
      collation: 'BINARY',
      globalSqlMode: '',
      globalTimeZone: '',
      sessionTimeZone: '',
      readOnly: false,
      statementBinlog: false,
      sessionIsolation: '',
      maxStatementBytes: null,
      grants: [],
    };
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    const release = await this.lock.acquire(this.lockTimeoutMs).catch(() => () => undefined);
    this.reader.close();
    this.writer.close();
    release();
  }

  private async once<T>(
    statement: Statement,
    read: () => T,
    write: (session: SqliteSession) => Promise<T>,
  ): Promise<T> {
    this.refuseWhenClosed();
    return READS_ONLY.test(statement.sql) ? read() : this.withWriter(write);
  }

  private async withWriter<T>(work: (session: SqliteSession) => Promise<T>): Promise<T> {
    const session = await this.acquire();
    try {
      return await work(session);
    } finally {
      session.release();
    }
  }

  private async acquire(): Promise<SqliteSession> {
    this.refuseWhenClosed();
    const release = await this.lock.acquire(this.lockTimeoutMs);
    return new SqliteSession(this.writer, this.lockTimeoutMs, release);
  }

  private refuseWhenClosed(): void {
    if (this.closed) throw new CodedException(serverErrors.shuttingDown(), { retryAfter: 1 });
  }
}
