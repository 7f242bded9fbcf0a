import { mkdirSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import Libsql from 'libsql';
import { CodedException, serverErrors } from '@dx/kernel';

/** Why short: while SQLite waits by itself the whole process stands still; longer waits are made by asking again. */
export const BUSY_TIMEOUT_MS = 50;

/** Opens a connection to a file, creating folder and file. Throws `databaseUnavailable` when that is impossible. */
export function openHandle(path: string, mode: 'read' | 'write'): Libsql.Database {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const handle = new Libsql(path, { timeout: 5_000 });
    setPragmas(handle);
    handle.defaultSafeIntegers(true);
    if (mode === 'read') handle.exec('PRAGMA query_only = ON');
    return handle;
  } catch (cause) {
    throw new CodedException(serverErrors.databaseUnavailable(), { cause, retryAfter: 1 });
  }
}

/** The settings of every connection: WAL, so that readers never wait for a writer, and foreign keys checked. */
export function setPragmas(handle: Libsql.Database): void {
  handle.exec('PRAGMA journal_mode = WAL');
  handle.exec('PRAGMA synchronous = NORMAL');
  handle.exec('PRAGMA foreign_keys = ON');
  handle.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
}

/** The canonical path of an existing file. */
export function realPathOf(path: string): string {
  return realpathSync(path);
}
