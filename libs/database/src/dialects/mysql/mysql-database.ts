import type { Database, Transaction, TransactionOptions } from '../../database.js';
import type { Dialect } from '../../dialect.js';
import type { EncodedRows, RowEncoding } from '../../row-encoding.js';
import type { PoolFigures } from '../../pool-figures.js';
import type { ServerDescription } from '../../server-description.js';
import type { NamedRows, SqlRow, Statement, WriteResult } from '../../statement.js';
import { retryOnLockConflict } from '../../transaction/lock-retry.js';
import { runTransaction } from '../../transaction/run-transaction.js';
import { describeMysqlServer } from './describe-mysql-server.js';
import type { MysqlSession } from './mysql-session.js';
import type { SessionPool } from './session-pool.js';

/** Statements that may be sent a second time because they only read. */
const READS_ONLY = /^\s*(?:select|show)\b(?!.*\bfor\s+update\b)/is;

/** The data database on MySQL, MariaDB or a server of their protocol. */
export class MysqlDatabase implements Database {
  constructor(
    private readonly sessions: SessionPool,
    readonly dialect: Dialect,
  ) {}

  rows(statement: Statement): Promise<SqlRow[]> {
    return this.once(statement, (session) => session.rows(statement));
  }

  json(statement: Statement, encoding: RowEncoding): Promise<EncodedRows> {
    return this.once(statement, (session) => session.json(statement, encoding));
  }

  run(statement: Statement): Promise<WriteResult> {
    return this.once(statement, (session) => session.run(statement));
  }

  transaction<T>(work: (tx: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T> {
    return runTransaction(() => this.sessions.acquire(), this.dialect, work, options);
  }

  explain({ sql, params }: Statement): Promise<NamedRows> {
    const statement = { sql: `EXPLAIN ${sql}`, params };
    return this.once(statement, (session) => session.namedRows(statement));
  }

  async ping(): Promise<void> {
    await this.rows({ sql: 'SELECT 1', params: [] });
  }

  describe(): Promise<ServerDescription> {
    return describeMysqlServer(this);
  }

  pool(): PoolFigures {
    return this.sessions.figures();
  }

  close(): Promise<void> {
    return this.sessions.close();
  }

  /**
   * Runs one statement on its own; it is a transaction of its own, so a lock conflict may be repeated.
   * Why a read is sent again on a lost connection: connections die while they lie idle (failover, KILL, timeouts).
   */
  private once<T>(statement: Statement, work: (session: MysqlSession) => Promise<T>): Promise<T> {
    return retryOnLockConflict(async () => {
      const session = await this.sessions.acquire();
      try {
        return await work(session);
      } catch (error) {
        if (!session.died || !READS_ONLY.test(statement.sql)) throw error;
      } finally {
        session.release();
      }
      const second = await this.sessions.acquire();
      try {
        return await work(second);
      } finally {
        second.release();
      }
    });
  }
}
