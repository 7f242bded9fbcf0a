import { setTimeout as pause } from 'node:timers/promises';
import { CodedException, serverErrors } from '@dx/kernel';
import { DataSource } from 'typeorm';
import { fileLockOf } from '../dialects/sqlite/file-lock.js';
import { openHandle, realPathOf, setPragmas } from '../dialects/sqlite/open-handle.js';
import { translateSqliteError } from '../dialects/sqlite/translate-sqlite-error.js';
import type { MetadataStore } from '../metadata-store.js';
import type { SqliteLocation } from '../parse-database-url.js';
import { isLockConflict } from '../transaction/lock-retry.js';
import { MetadataHandle } from './metadata-handle.js';
import { MIGRATIONS_TABLE } from './metadata-setup.js';
import type { MetadataSetup } from './metadata-setup.js';
import { SILENT_LOGGER } from './silent-logger.js';
import { translateMetadataError } from './translate-metadata-error.js';

const POLL_MS = 20;
const MIGRATION_LOCK_MS = 120_000;

const translate = (error: unknown): unknown =>
  translateMetadataError(error, (driverError) => translateSqliteError(driverError, ''));

/**
 * Opens the store of own tables in a SQLite file.
 * Why two connections: TypeORM shares one among all its users, so a reader would find itself inside a writer's open
 * transaction; the reader's connection cannot write.
 */
export async function openSqliteMetadata(location: SqliteLocation, setup: MetadataSetup): Promise<MetadataStore> {
  openHandle(location.path, 'write').close();
  const path = realPathOf(location.path);
  const writer = new Writer(path, setup);
  await writer.open();
  const dataSource = makeDataSource(path, setup, (handle) => handle.exec('PRAGMA query_only = ON'));
  await dataSource.initialize();
  return {
    dataSource,
    sameAsData: setup.sameAsData,
    read: async (work) => {
      try {
        return await work(dataSource.manager);
      } catch (error) {
        throw translate(error);
      }
    },
    write: (work) => writer.write((source) => source.transaction(work), setup.lockTimeoutMs),
    close: async () => {
      await dataSource.destroy();
      await writer.close();
    },
  };
}

function makeDataSource(path: string, setup: MetadataSetup, prepare: (handle: MetadataHandle) => void): DataSource {
  return new DataSource({
    type: 'better-sqlite3',
    database: path,
    driver: MetadataHandle,
    prepareDatabase: (handle: MetadataHandle) => {
      setPragmas(handle);
      prepare(handle);
    },
    entities: [...setup.entities],
    migrations: [...setup.migrations],
    migrationsTableName: MIGRATIONS_TABLE,
    logger: SILENT_LOGGER,
  });
}

/** The one connection that writes, in its turn among all writers of the file. */
class Writer {
  private readonly dataSource: DataSource;
  private handle: MetadataHandle | null = null;

  constructor(
    private readonly path: string,
    setup: MetadataSetup,
  ) {
    this.dataSource = makeDataSource(path, setup, (handle) => (this.handle = handle));
  }

  /** Connects and runs the migrations in one transaction: the list of those that ran is read under the lock. */
  async open(): Promise<void> {
    await this.dataSource.initialize();
    if (this.dataSource.migrations.length === 0) return;
    this.handle?.exec('PRAGMA foreign_keys = OFF');
    await this.write(async (source) => {
      await source.runMigrations({ transaction: 'none' });
      this.handle?.exec('COMMIT');
    }, MIGRATION_LOCK_MS);
    this.handle?.exec('PRAGMA foreign_keys = ON');
  }

  /** Runs `work` with the lock held and a transaction open, which `work` commits; otherwise it is rolled back. */
  async write<T>(work: (source: DataSource) => Promise<T>, lockTimeoutMs: number): Promise<T> {
    const deadline = Date.now() + lockTimeoutMs;
    const release = await fileLockOf(this.path).acquire(lockTimeoutMs);
    try {
      await this.begin(deadline);
      return await work(this.dataSource);
    } catch (error) {
      throw translate(error);
    } finally {
      if (this.handle?.inTransaction === true) this.handle.exec('ROLLBACK');
      release();
    }
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
  }

  /** Waits for the lock of another process by asking again, because SQLite's own wait stops the process. */
  private async begin(deadline: number): Promise<void> {
    for (;;) {
      try {
        this.handle?.exec('BEGIN IMMEDIATE');
        return;
      } catch (error) {
        const translated = translate(error);
        if (!isLockConflict(translated)) throw translated;
        if (Date.now() >= deadline) {
          throw new CodedException(serverErrors.databaseBusy(), { retryAfter: 1, cause: error });
        }
      }
      await pause(POLL_MS);
    }
  }
}
