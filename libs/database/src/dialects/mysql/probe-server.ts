import mysql from 'mysql2';
import type { ConnectionOptions } from 'mysql2';
import { translateMysqlError } from './translate-mysql-error.js';

/** What the server is, as far as it decides how it is talked to. */
export interface MysqlServer {
  readonly mariadb: boolean;
  /** For example 10.11. */
  readonly version: readonly [number, number];
  readonly maxAllowedPacket: number;
  /** Replication by statements; with it InnoDB refuses writes of a READ COMMITTED transaction. */
  readonly statementBinlog: boolean;
}

const VARIABLES = ['version', 'version_comment', 'max_allowed_packet', 'log_bin', 'binlog_format'];

/**
 * Asks a server what it is, on a connection of its own. Throws `databaseUnavailable` when it cannot be reached.
 * Why SHOW VARIABLES: a variable that a version does not have is simply missing.
 */
export async function probeServer(options: ConnectionOptions): Promise<MysqlServer> {
  const connection = mysql.createConnection(options);
  try {
    const variables = await new Promise<ReadonlyMap<string, string>>((resolve, reject) => {
      connection.on('error', reject);
      const sql = 'SHOW VARIABLES WHERE Variable_name IN (?)';
      connection.query({ sql, values: [VARIABLES], rowsAsArray: true }, (error, rows) => {
        if (error === null) resolve(new Map(rows as unknown as [string, string][]));
        else reject(error);
      });
    });
    return readServer(variables);
  } catch (error) {
    throw translateMysqlError(error);
  } finally {
    connection.destroy();
  }
}

/** Reads the server's variables; unknown ones get the safest value. */
export function readServer(variables: ReadonlyMap<string, string>): MysqlServer {
  const version = variables.get('version') ?? '';
  const match = /^(?:5\.5\.5-)?(\d+)\.(\d+)/.exec(version);
  return {
    mariadb: /mariadb/i.test(`${version} ${variables.get('version_comment') ?? ''}`),
    version: [Number(match?.[1] ?? 0), Number(match?.[2] ?? 0)],
    maxAllowedPacket: Number(variables.get('max_allowed_packet') ?? 4 << 20),
    statementBinlog: isStatementBinlog(variables),
  };
}

/** Whether a server replicates by statements. */
export function isStatementBinlog(variables: ReadonlyMap<string, string>): boolean {
  return variables.get('log_bin') === 'ON' && variables.get('binlog_format') === 'STATEMENT';
}

/** Whether a MariaDB server has at least this version. */
export function isMariadb(server: MysqlServer, major: number, minor: number): boolean {
  return server.mariadb && (server.version[0] > major || (server.version[0] === major && server.version[1] >= minor));
}
