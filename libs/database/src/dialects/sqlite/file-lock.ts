import { CodedException, serverErrors } from '@dx/kernel';

interface Waiter {
  readonly take: () => void;
}

/**
 * Lets the writers of one SQLite file in this process take turns.
 * Why not SQLite's own lock: its wait blocks the whole process, so a transaction that awaits something between two
 * statements could never come to its end while another writer waits.
 */
export class FileLock {
  private held = false;
  private readonly waiters = new Set<Waiter>();

  /**
   * Waits for the turn and hands out the function that ends it. Throws `databaseBusy` after `timeoutMs`; so does
   * somebody who waits inside his own turn.
   */
  acquire(timeoutMs: number): Promise<() => void> {
    if (!this.held) return Promise.resolve(this.take());
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        take: () => {
          clearTimeout(timer);
          this.waiters.delete(waiter);
          resolve(this.take());
        },
      };
      const timer = setTimeout(() => {
        this.waiters.delete(waiter);
        const cause = new Error(`another writer held the file for ${timeoutMs} ms (or this one waits for itself)`);
        reject(new CodedException(serverErrors.databaseBusy(), { retryAfter: 1, cause }));
      }, timeoutMs);
      this.waiters.add(waiter);
    });
  }

  private take(): () => void {
    this.held = true;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      this.held = false;
      const [next] = this.waiters;
      next?.take();
    };
  }
}

const locks = new Map<string, FileLock>();

/** The one lock of a file in this process; `realPath` is the file's canonical path. */
export function fileLockOf(realPath: string): FileLock {
  const known = locks.get(realPath);
  if (known !== undefined) return known;
  const lock = new FileLock();
  locks.set(realPath, lock);
  return lock;
}
