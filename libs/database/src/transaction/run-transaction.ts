import type { Transaction, TransactionOptions } from '../database.js';
import type { Dialect } from '../dialect.js';
import type { Session } from '../session.js';
import { retryOnLockConflict } from './lock-retry.js';
import { SessionTransaction } from './session-transaction.js';
import { throwWhenAborted } from './throw-when-aborted.js';

/** Runs `work` in a transaction on a session from `acquire`; see `Database.transaction`. */
export function runTransaction<T>(
  acquire: () => Promise<Session>,
  dialect: Dialect,
  work: (tx: Transaction) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  return retryOnLockConflict(async () => {
    throwWhenAborted(options.signal);
    const session = await acquireBegun(acquire);
    try {
      return await runOnce(session, dialect, work, options);
    } finally {
      session.release();
    }
  }, options.retries);
}

async function runOnce<T>(
  session: Session,
  dialect: Dialect,
  work: (tx: Transaction) => Promise<T>,
  { signal, dryRun }: TransactionOptions,
): Promise<T> {
  const tx = new SessionTransaction(session, dialect, signal);
  try {
    const result = await work(tx);
    tx.end();
    if (tx.doom !== null) throw tx.doom;
    throwWhenAborted(signal);
    await session.run({ sql: dryRun === true ? 'ROLLBACK' : 'COMMIT', params: [] });
    return result;
  } catch (error) {
    tx.end();
    await rollBack(session);
    // Why the first failure: a deadlock must be retried even when `work` wrapped it into an error of its own.
    throw tx.doom ?? error;
  }
}

/**
 * A session with an open transaction.
 * Why a second try: a connection may have died while it lay idle, and before BEGIN nothing is lost by taking another.
 */
async function acquireBegun(acquire: () => Promise<Session>): Promise<Session> {
  for (let attempt = 0; ; attempt++) {
    const session = await acquire();
    try {
      await session.begin();
      return session;
    } catch (error) {
      const died = session.lost;
      session.discard();
      session.release();
      if (!died || attempt > 0) throw error;
    }
  }
}

/** Leaves no open transaction behind: where a rollback is impossible, the connection goes. */
async function rollBack(session: Session): Promise<void> {
  if (session.lost) return;
  try {
    await session.run({ sql: 'ROLLBACK', params: [] });
  } catch {
    session.discard();
  }
}
