import type { Database } from '../../database.js';
import type { DatabaseOptions } from '../../database-options.js';
import type { SqliteLocation } from '../../parse-database-url.js';
import { fileLockOf } from './file-lock.js';
import { openHandle, realPathOf } from './open-handle.js';
import { SqliteConnection } from './sqlite-connection.js';
import { SqliteDatabase } from './sqlite-database.js';

/** Opens a SQLite file, which is created with its folder when it does not exist. */
export function openSqliteDatabase(location: SqliteLocation, options: DatabaseOptions): Promise<Database> {
  const writer = new SqliteConnection(openHandle(location.path, 'write'));
  const reader = new SqliteConnection(openHandle(location.path, 'read'));
  const path = realPathOf(location.path);
  const lock = fileLockOf(path);
  return Promise.resolve(new SqliteDatabase(reader, writer, lock, path, options.poolAcquireTimeoutMs));
}
