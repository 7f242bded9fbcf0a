import type { Database } from './database.js';
import type { DatabaseOptions } from './database-options.js';
import { DATABASE_DEFAULTS } from './database-options.js';
import { openMysqlDatabase } from './dialects/mysql/open-mysql-database.js';
import { openSqliteDatabase } from './dialects/sqlite/open-sqlite-database.js';
import { parseDatabaseUrl } from './parse-database-url.js';

/** What `openDatabase` needs; everything but the URL has a default. */
export type OpenDatabaseOptions = Pick<DatabaseOptions, 'url'> & Partial<DatabaseOptions>;

/**
 * Opens the data database of a URL. The caller closes it.
 * Throws `serverErrors.databaseUnavailable` when the server cannot be reached.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const complete = { ...DATABASE_DEFAULTS, ...options };
  const location = parseDatabaseUrl(complete.url);
  return location.kind === 'mysql' ? openMysqlDatabase(location, complete) : openSqliteDatabase(location, complete);
}
