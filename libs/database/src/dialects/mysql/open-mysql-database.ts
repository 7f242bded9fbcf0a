import { readFileSync } from 'node:fs';
import mysql from 'mysql2';
import type { ConnectionOptions } from 'mysql2';
import type { Database } from '../../database.js';
import type { DatabaseOptions } from '../../database-options.js';
import type { MysqlLocation } from '../../parse-database-url.js';
import { MysqlDatabase } from './mysql-database.js';
import { mysqlDialect } from './mysql-dialect.js';
import { pinSessionSql } from './pin-session.js';
import { SessionPool } from './session-pool.js';
import { translateMysqlError } from './translate-mysql-error.js';

/** Why above the server's own limit: it stops the statement first where it can, and then the connection survives. */
const ANSWER_GRACE_MS = 3_000;
const KEEP_ALIVE_MS = 10_000;
const PREPARED_STATEMENTS_MAX = 100;

/** What the server is, as far as it decides how it is talked to. */
export interface MysqlServer {
  readonly mariadb: boolean;
  /** For example 10.11. */
  readonly version: readonly [number, number];
  readonly maxAllowedPacket: number;
}

/** Opens a pool on MySQL or MariaDB. Throws `databaseUnavailable` when the server cannot be reached. */
export async function openMysqlDatabase(location: MysqlLocation, options: DatabaseOptions): Promise<Database> {
  const connection = mysqlConnectionOptions(location, options.poolAcquireTimeoutMs);
  const server = await probeMysqlServer(connection);
  const pool = mysql.createPool({ ...connection, connectionLimit: options.poolMax, queueLimit: 0 });
  const sessions = new SessionPool(pool, pinSessionSql({ ...options, mariadb: server.mariadb }), {
    max: options.poolMax,
    acquireTimeoutMs: options.poolAcquireTimeoutMs,
    queueLimit: options.poolQueueLimit,
    answerTimeoutMs: options.statementTimeoutMs + ANSWER_GRACE_MS,
    maxStatementBytes: server.maxAllowedPacket,
  });
  const [major, minor] = server.version;
  const returning = server.mariadb && (major > 10 || (major === 10 && minor >= 5));
  return new MysqlDatabase(sessions, mysqlDialect({ returning }));
}

/** The driver's options for one connection to `location`. */
export function mysqlConnectionOptions(location: MysqlLocation, connectTimeoutMs: number): ConnectionOptions {
  const { host, port, socketPath, user, password, schema } = location;
  return {
    ...(socketPath === undefined ? { host, port } : { socketPath }),
    user,
    password,
    database: schema,
    charset: 'utf8mb4',
    connectTimeout: connectTimeoutMs,
    enableKeepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_MS,
    multipleStatements: false,
    // Why: affected rows are rows found, also when nothing changed; and a server must not ask for files of ours.
    flags: ['+FOUND_ROWS', '-LOCAL_FILES'],
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
    maxPreparedStatements: PREPARED_STATEMENTS_MAX,
    ...tlsOptions(location),
  };
}

function tlsOptions({ tls, tlsCaFile }: MysqlLocation): Pick<ConnectionOptions, 'ssl'> {
  if (tls === 'off') return {};
  const ca = tlsCaFile === undefined ? {} : { ca: readFileSync(tlsCaFile) };
  return { ssl: { ...ca, rejectUnauthorized: tls === 'verify', verifyIdentity: tls === 'verify' } };
}

/** Asks a server for product, version and limits on a connection of its own. */
export async function probeMysqlServer(options: ConnectionOptions): Promise<MysqlServer> {
  const connection = mysql.createConnection(options);
  try {
    const row = await new Promise<unknown>((resolve, reject) => {
      connection.on('error', reject);
      connection.query({ sql: 'SELECT VERSION(), @@max_allowed_packet', rowsAsArray: true }, (error, rows) => {
        if (error === null) resolve((rows as unknown[])[0]);
        else reject(error);
      });
    });
    const [version, packet] = row as [string, string | number];
    const match = /^(?:5\.5\.5-)?(\d+)\.(\d+)/.exec(version);
    return {
      mariadb: /mariadb/i.test(version),
      version: [Number(match?.[1] ?? 0), Number(match?.[2] ?? 0)],
      maxAllowedPacket: Number(packet),
    };
  } catch (error) {
    throw translateMysqlError(error);
  } finally {
    connection.destroy();
  }
}
