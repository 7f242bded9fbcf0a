import type { Pool, PoolConnection } from 'mysql2';
import { CodedException, serverErrors } from '@dx/kernel';
import type { PoolFigures } from '../../pool-figures.js';
import { MysqlSession } from './mysql-session.js';
import type { SessionLimits } from './mysql-session.js';
import { pinConnection } from './pin-session.js';
import { translateMysqlError } from './translate-mysql-error.js';

/** How many sessions there are and how long one waits for them. */
export interface PoolLimits extends SessionLimits {
  readonly max: number;
  readonly acquireTimeoutMs: number;
  readonly queueLimit: number;
}

const CLOSE_WAIT_MS = 10_000;

/** The driver's pool with what it lacks: a deadline, a bounded queue, and sessions that are pinned before their first use. */
export class SessionPool {
  private readonly pinned = new WeakSet<PoolConnection>();
  private inUse = 0;
  private waiting = 0;
  private closing = false;
  private onIdle: (() => void) | null = null;

  constructor(
    private readonly pool: Pool,
    private readonly pinSql: string,
    private readonly limits: PoolLimits,
  ) {
    // Why: an 'error' event that nobody listens to would end the process; the pool drops the connection itself.
    pool.on('connection', (connection) => connection.on('error', () => undefined));
  }

  /**
   * A pinned session. Throws `databaseBusy` when all are in use until the deadline or too many wait already, and
   * `databaseUnavailable` when the server cannot be reached.
   */
  acquire(): Promise<MysqlSession> {
    const { acquireTimeoutMs, max, queueLimit } = this.limits;
    if (this.closing) return Promise.reject(new CodedException(serverErrors.shuttingDown(), { retryAfter: 1 }));
    if (this.inUse + this.waiting >= max + queueLimit) return Promise.reject(busy());
    this.waiting++;
    return new Promise((resolve, reject) => {
      let settled = false;
      const settle = (): boolean => {
        if (settled) return false;
        settled = true;
        clearTimeout(timer);
        this.waiting--;
        return true;
      };
      const timer = setTimeout(() => {
        if (settle()) reject(this.inUse >= max ? busy() : unreachable());
        this.reportIdle();
      }, acquireTimeoutMs);
      this.connect((error, connection) => {
        if (!settle()) connection?.release();
        else if (connection === null) reject(translateMysqlError(error));
        else resolve(this.open(connection));
        this.reportIdle();
      });
    });
  }

  /** How busy the pool is. Why its private list is read: the driver tells the number of idle connections nowhere else. */
  figures(): PoolFigures {
    const { _freeConnections: free } = this.pool as unknown as {
      readonly _freeConnections?: { readonly length: number };
    };
    return { max: this.limits.max, inUse: this.inUse, idle: free?.length ?? 0, waiting: this.waiting };
  }

  /** Refuses new sessions, waits for the ones in use, and ends all connections. */
  async close(): Promise<void> {
    if (this.closing) return;
    this.closing = true;
    if (this.inUse + this.waiting > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, CLOSE_WAIT_MS);
        this.onIdle = (): void => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    await new Promise<void>((resolve) => this.pool.end(() => resolve()));
  }

  private connect(done: (error: Error | null, connection: PoolConnection | null) => void): void {
    this.pool.getConnection((error, connection) => {
      if (error !== null) return done(error, null);
      if (this.pinned.has(connection)) return done(null, connection);
      pinConnection(connection, this.pinSql, (refused) => {
        if (refused !== null) {
          connection.destroy();
          return done(refused, null);
        }
        this.pinned.add(connection);
        done(null, connection);
      });
    });
  }

  private open(connection: PoolConnection): MysqlSession {
    this.inUse++;
    return new MysqlSession(connection, this.limits, () => {
      this.inUse--;
      this.reportIdle();
    });
  }

  private reportIdle(): void {
    if (this.inUse + this.waiting === 0) this.onIdle?.();
  }
}

function busy(): CodedException {
  return new CodedException(serverErrors.databaseBusy(), { retryAfter: 1 });
}

function unreachable(): CodedException {
  return new CodedException(serverErrors.databaseUnavailable(), { retryAfter: 1 });
}
