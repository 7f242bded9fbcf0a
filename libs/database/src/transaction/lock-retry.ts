import { setTimeout as pause } from 'node:timers/promises';
import { CodedException, serverErrors } from '@dx/kernel';

/** How often work is repeated after a deadlock or a lock wait, unless told otherwise. */
export const DEFAULT_LOCK_RETRIES = 3;

const LOCK_CONFLICT = serverErrors.lockConflict().code;
const FIRST_PAUSE_MS = 10;

/** Whether an error says that a deadlock or a lock wait undid the work, so that it may be repeated. */
export function isLockConflict(error: unknown): boolean {
  return error instanceof CodedException && error.errors[0].code === LOCK_CONFLICT;
}

/** Runs `work` again, after a random and growing pause, as long as it fails by a lock conflict, `retries` times at most. */
export async function retryOnLockConflict<T>(
  work: () => Promise<T>,
  retries: number = DEFAULT_LOCK_RETRIES,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= retries || !isLockConflict(error)) throw error;
    }
    await pause(Math.random() * FIRST_PAUSE_MS * 2 ** attempt);
  }
}
