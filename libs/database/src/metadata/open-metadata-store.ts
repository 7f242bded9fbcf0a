import type { DatabaseOptions } from '../database-options.js';
import { DATABASE_DEFAULTS } from '../database-options.js';
import type { EntityList, MetadataStore, MigrationList } from '../metadata-store.js';
import { parseDatabaseUrl } from '../parse-database-url.js';
import type { DatabaseLocation } from '../parse-database-url.js';
import { openMysqlMetadata } from './open-mysql-metadata.js';
import { openSqliteMetadata } from './open-sqlite-metadata.js';

/** What `openMetadataStore` needs: where own tables live, and what they are. */
export interface MetadataStoreOptions extends Partial<
  Pick<DatabaseOptions, 'poolAcquireTimeoutMs' | 'statementTimeoutMs'>
> {
  readonly url: string;
  /** URL of the data database, to tell whether it is the same; default: it is. */
  readonly dataUrl?: string;
  readonly entities: EntityList;
  readonly migrations: MigrationList;
  /** Migrations of own tables that must lie beside the data, because they are written in its transactions. */
  readonly dataMigrations?: MigrationList;
}

/**
 * Opens the store of own tables and brings them up to date; safe when several instances start at once. The caller closes
 * it. Throws `serverErrors.databaseUnavailable` when the server cannot be reached.
 */
export async function openMetadataStore(options: MetadataStoreOptions): Promise<MetadataStore> {
  const location = parseDatabaseUrl(options.url);
  const dataLocation = parseDatabaseUrl(options.dataUrl ?? options.url);
  const sameAsData = placeOf(location) === placeOf(dataLocation);
  const setup = {
    sameAsData,
    entities: options.entities,
    migrations: sameAsData ? [...options.migrations, ...(options.dataMigrations ?? [])] : options.migrations,
    lockTimeoutMs: options.poolAcquireTimeoutMs ?? DATABASE_DEFAULTS.poolAcquireTimeoutMs,
    statementTimeoutMs: options.statementTimeoutMs ?? DATABASE_DEFAULTS.statementTimeoutMs,
  };
  return location.kind === 'mysql' ? openMysqlMetadata(location, setup) : openSqliteMetadata(location, setup);
}

function placeOf(location: DatabaseLocation): string {
  if (location.kind === 'sqlite') return location.path;
  return JSON.stringify([location.socketPath ?? `${location.host}:${location.port}`, location.schema]);
}
