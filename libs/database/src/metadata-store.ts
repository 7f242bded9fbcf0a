import type { DataSource, EntityManager } from 'typeorm';

/**
 * Where the server keeps its own tables (TypeORM entities and migrations). It may be the data database or another one.
 * On SQLite, reads and writes of one file take turns, so neither may be called inside the other: pass the manager on.
 */
export interface MetadataStore {
  readonly dataSource: DataSource;
  /** Whether the own tables lie in the data database (the same schema or file). */
  readonly sameAsData: boolean;
  /** Runs reads. */
  read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
  /** Runs `work` in one transaction; rolled back when it throws. */
  write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
}
