import { readFileSync } from 'node:fs';
import mysql from 'mysql2';
import type { ConnectionOptions } from 'mysql2';
import type { Database } from '../../database.js';
import type { DatabaseOptions } from '../../database-options.js';
import type { MysqlLocation } from '../../parse-database-url.js';
import { MysqlDatabase } from './mysql-database.js';
import { mysqlDialect } from './mysql-dialect.js';
import { pinSessionSql } from './pin-session.js';
import { isMariadb, probeServer } from './probe-server.js';
import { SessionPool } from './session-pool.js';

/** Why above the server's own limit: it stops the statement first where it can, and then the connection survives. */
const ANSWER_GRACE_MS = 3_000;
const KEEP_ALIVE_MS = 10_000;
const PREPARED_STATEMENTS_MAX = 100;

/** Opens a pool on MySQL or MariaDB. Throws `databaseUnavailable` when the server cannot be reached. */
export async function openMysqlDatabase(location: MysqlLocation, options: DatabaseOptions): Promise<Database> {
  const connection = mysqlConnectionOptions(location, options.poolAcquireTimeoutMs);
  const server = await probeServer(connection);
  const pool = mysql.createPool({ ...connection, connectionLimit: options.poolMax, queueLimit: 0 });
  const sessions = new SessionPool(pool, pinSessionSql(server, options), {
    max: options.poolMax,
    acquireTimeoutMs: options.poolAcquireTimeoutMs,
    queueLimit: options.poolQueueLimit,
    answerTimeoutMs: options.statementTimeoutMs + ANSWER_GRACE_MS,
    maxStatementBytes: server.maxAllowedPacket,
    kill: (threadId) => killThread(connection, threadId),
  });
  const features = {
    returning: isMariadb(server, 10, 5),
    tableValues: isMariadb(server, 10, 3),
  };
  return new MysqlDatabase(sessions, mysqlDialect(features));
}

/**
 * Stops a statement that nobody waits for any more, on a connection of its own.
 * Why: MySQL limits the time of reads only, and a write that goes on would store what was answered with a time-out.
 */
function killThread(options: ConnectionOptions, threadId: number): void {
  const connection = mysql.createConnection(options);
  connection.on('error', () => connection.destroy());
  connection.query(`KILL ${threadId}`, () => connection.destroy());
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
