import { setTimeout as pause } from 'node:timers/promises';
import { CodedException, serverErrors } from '@dx/kernel';
import type { EncodedRows, RowEncoding } from '../../row-encoding.js';
import type { Session } from '../../session.js';
import type { NamedRows, SqlRow, Statement, WriteResult } from '../../statement.js';
import { isLockConflict } from '../../transaction/lock-retry.js';
import type { SqliteConnection } from './sqlite-connection.js';

const POLL_MS = 20;

/** The writer connection during somebody's turn. */
export class SqliteSession implements Session {
  /** A file connection does not break. */
  readonly lost = false;

  constructor(
    private readonly connection: SqliteConnection,
    private readonly busyTimeoutMs: number,
    private readonly onReturn: () => void,
  ) {}

  async rows(statement: Statement): Promise<SqlRow[]> {
    return this.patiently(() => this.connection.rows(statement));
  }

  async namedRows(statement: Statement): Promise<NamedRows> {
    return this.patiently(() => this.connection.namedRows(statement));
  }

  async json(statement: Statement, encoding: RowEncoding): Promise<EncodedRows> {
    return this.patiently(() => this.connection.json(statement, encoding));
  }

  async run(statement: Statement): Promise<WriteResult> {
    return this.patiently(() => this.connection.run(statement));
  }

  /** Why IMMEDIATE: a transaction that starts as a reader may find at its first write that it can never get the lock. */
  async begin(): Promise<void> {
    await this.run({ sql: 'BEGIN IMMEDIATE', params: [] });
  }

  /** Makes sure that the next turn starts without an open transaction. */
  discard(): void {
    if (this.connection.inTransaction) this.connection.run({ sql: 'ROLLBACK', params: [] });
  }

  release(): void {
    try {
      this.discard();
    } finally {
      this.onReturn();
    }
  }

  /** Waits for the lock of another process; inside a transaction the lock is held already. */
  private async patiently<T>(work: () => T): Promise<T> {
    const deadline = Date.now() + this.busyTimeoutMs;
    for (;;) {
      try {
        return work();
      } catch (error) {
        if (!isLockConflict(error) || this.connection.inTransaction) throw error;
        if (Date.now() >= deadline) {
          throw new CodedException(serverErrors.databaseBusy(), { retryAfter: 1, cause: error });
        }
      }
      await pause(POLL_MS);
    }
  }
}
