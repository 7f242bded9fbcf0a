import type { DataSource, EntityManager, EntitySchema, MigrationInterface } from 'typeorm';

/** Entities of own tables, as the libraries export them. */
export type EntityList = readonly (EntitySchema | (new () => object))[];

/** Migrations of own tables, oldest first; each idempotent and able to run on MariaDB, MySQL and SQLite. */
export type MigrationList = readonly (new () => MigrationInterface)[];

/**
 * Where the server keeps its own tables (TypeORM entities and migrations). It may be the data database or another one.
 * Failures are `CodedException`s or `DatabaseError`s, as those of `Database`.
 * On SQLite all writers of one file take turns, those of the data database too: `write` called inside another `write`, or
 * inside a data transaction on the same file, waits in vain and fails. Pass the manager on instead.
 */
export interface MetadataStore {
  /** For reading only; what writes goes through `write`. */
  readonly dataSource: DataSource;
  /** Whether the own tables lie in the data database (the same schema or file). */
  readonly sameAsData: boolean;
  /** Runs reads. */
  read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
  /** Runs `work` in one transaction; rolled back when it throws. */
  write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
  /** Ends its connections. */
  close(): Promise<void>;
}
