import type { EntityList, MigrationList } from '../metadata-store.js';

/** The options with all defaults, for the dialects. */
export interface MetadataSetup {
  readonly sameAsData: boolean;
  readonly entities: EntityList;
  readonly migrations: MigrationList;
  readonly lockTimeoutMs: number;
  readonly statementTimeoutMs: number;
}

/** Name of the table in which run migrations are noted. */
export const MIGRATIONS_TABLE = 'dx_migrations';
