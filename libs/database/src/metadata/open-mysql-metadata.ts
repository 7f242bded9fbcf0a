import { createHash } from 'node:crypto';
import mysql from 'mysql2';
import type { ConnectionOptions, PoolOptions } from 'mysql2';
import { CodedException, serverErrors } from '@dx/kernel';
import { DataSource } from 'typeorm';
import { mysqlConnectionOptions } from '../dialects/mysql/open-mysql-database.js';
import { pinConnection, pinSessionSql } from '../dialects/mysql/pin-session.js';
import { probeServer } from '../dialects/mysql/probe-server.js';
import type { MysqlServer } from '../dialects/mysql/probe-server.js';
import { translateMysqlError } from '../dialects/mysql/translate-mysql-error.js';
import type { MetadataStore } from '../metadata-store.js';
import type { MysqlLocation } from '../parse-database-url.js';
import { MIGRATIONS_TABLE } from './metadata-setup.js';
import type { MetadataSetup } from './metadata-setup.js';
import { SILENT_LOGGER } from './silent-logger.js';
import { translateMetadataError } from './translate-metadata-error.js';

const POOL_MAX = 4;
const MIGRATION_LOCK_SECONDS = 120;
/** Own tables keep time in UTC, whatever the time zone of the data. */
const TIME_ZONE = '+00:00';

/** Opens the store of own tables on MySQL or MariaDB. */
export async function openMysqlMetadata(location: MysqlLocation, setup: MetadataSetup): Promise<MetadataStore> {
  const connection = mysqlConnectionOptions(location, setup.lockTimeoutMs);
  const server = await probeServer(connection);
  const dataSource = makeDataSource(connection, server, setup);
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await inTime(work(), setup.statementTimeoutMs + setup.lockTimeoutMs);
    } catch (error) {
      throw translateMetadataError(error, translateMysqlError);
    }
  };
  try {
    await dataSource.initialize();
    if (setup.migrations.length > 0) await migrateUnderLock(dataSource, connection);
  } catch (error) {
    if (dataSource.isInitialized) await dataSource.destroy();
    throw translateMetadataError(error, translateMysqlError);
  }
  return {
    dataSource,
    sameAsData: setup.sameAsData,
    read: (work) => guarded(() => work(dataSource.manager)),
    write: (work) => guarded(() => dataSource.transaction(work)),
    close: () => dataSource.destroy(),
  };
}

function makeDataSource(connection: ConnectionOptions, server: MysqlServer, setup: MetadataSetup): DataSource {
  return new DataSource({
    type: server.mariadb ? 'mariadb' : 'mysql',
    database: connection.database as string,
    charset: 'utf8mb4',
    supportBigNumbers: true,
    bigNumberStrings: true,
    // Why Date objects for times: they are read in the zone in which they are written, also when the process has another.
    dateStrings: ['DATE'],
    timezone: 'Z',
    poolSize: POOL_MAX,
    extra: { ...connection, dateStrings: ['DATE'] },
    driver: pinningDriver(pinSessionSql(server, { ...setup, timeZone: TIME_ZONE })),
    entities: [...setup.entities],
    migrations: [...setup.migrations],
    migrationsTableName: MIGRATIONS_TABLE,
    logger: SILENT_LOGGER,
  });
}

/** The driver with pools whose connections are pinned before TypeORM uses them. */
function pinningDriver(pinSql: string): object {
  const createPool = (options: PoolOptions): mysql.Pool => {
    const pool = mysql.createPool(options);
    pool.on('connection', (connection) => {
      connection.on('error', () => undefined);
      pinConnection(connection, pinSql, (refused) => {
        if (refused !== null) connection.destroy();
      });
    });
    return pool;
  };
  return Object.create(mysql, { createPool: { value: createPool } }) as object;
}

/**
 * Runs the migrations that have not run, while a lock of the server keeps other instances waiting.
 * Why without transactions: MySQL commits at each statement that changes a structure, so they would promise what they
 * cannot hold; migrations are idempotent instead.
 */
async function migrateUnderLock(dataSource: DataSource, options: ConnectionOptions): Promise<void> {
  const name = `dx_migrations_${createHash('sha256').update(String(options.database)).digest('hex').slice(0, 32)}`;
  const keeper = mysql.createConnection(options);
  keeper.on('error', () => undefined);
  const ask = (sql: string, values: unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      keeper.query({ sql, rowsAsArray: true, values }, (error, rows) => {
        if (error === null) resolve((rows as unknown[][])[0]?.[0]);
        else reject(error);
      });
    });
  try {
    const got = await ask('SELECT GET_LOCK(?, ?)', [name, MIGRATION_LOCK_SECONDS]);
    if (Number(got) !== 1) throw new CodedException(serverErrors.databaseBusy(), { cause: new Error(`lock ${name}`) });
    await dataSource.runMigrations({ transaction: 'none' });
  } finally {
    // The lock ends with its connection.
    keeper.destroy();
  }
}

/** Why: a connection that died without a word would let its user wait for many minutes. */
function inTime<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      const cause = new Error(`no answer of the metadata database within ${timeoutMs} ms`);
      reject(new CodedException(serverErrors.databaseUnavailable(), { cause, retryAfter: 1 }));
    }, timeoutMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
