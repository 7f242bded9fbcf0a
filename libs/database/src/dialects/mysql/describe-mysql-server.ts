import type { SqlRunner } from '../../database.js';
import type { ServerDescription } from '../../server-description.js';
import type { SqlValue } from '../../statement.js';
import { isStatementBinlog } from './probe-server.js';

const SQL = `SELECT VERSION(), DATABASE(), @@character_set_database, @@collation_database, @@GLOBAL.sql_mode,
  IF(@@GLOBAL.time_zone = 'SYSTEM', @@system_time_zone, @@GLOBAL.time_zone), @@SESSION.time_zone, @@GLOBAL.read_only,
  @@max_allowed_packet`;

/** Why SHOW VARIABLES: of these, each version has others. */
const VARIABLES = `SHOW VARIABLES WHERE Variable_name IN
  ('log_bin', 'binlog_format', 'tx_isolation', 'transaction_isolation')`;

/** Asks the server what it is; see `ServerDescription`. */
export async function describeMysqlServer(runner: SqlRunner): Promise<ServerDescription> {
  const [row] = await runner.rows({ sql: SQL, params: [] });
  const variables = new Map(
    (await runner.rows({ sql: VARIABLES, params: [] })).map(([name, value]) => [
      text(name ?? null),
      text(value ?? null),
    ]),
  );
  const grants = await runner.rows({ sql: 'SHOW GRANTS', params: [] });
  const [version, database, charset, collation, globalSqlMode, globalTimeZone, sessionTimeZone, readOnly, packet] = (
    row ?? []
  ).map(text);
  return {
    product: /mariadb/i.test(version ?? '') ? 'MariaDB' : 'MySQL',
    version: (version ?? '').replace(/^(\d+\.\d+\.\d+).*$/s, '$1'),
    database: database ?? '',
    charset: charset ?? '',
    collation: collation ?? '',
    globalSqlMode: globalSqlMode ?? '',
    globalTimeZone: globalTimeZone ?? '',
    sessionTimeZone: sessionTimeZone ?? '',
    // Why not a plain comparison: MariaDB ≥ 12 prints OFF, NO_LOCK and the like.
    readOnly: !['0', 'OFF', ''].includes((readOnly ?? '').toUpperCase()),
    statementBinlog: isStatementBinlog(variables),
    sessionIsolation: variables.get('transaction_isolation') ?? variables.get('tx_isolation') ?? '',
    maxStatementBytes: Number(packet),
    grants: grants.map(([grant]) => text(grant ?? null).replace(/ IDENTIFIED (?:BY|VIA) .*$/s, '')),
  };
}

function text(value: SqlValue): string {
  return value === null ? '' : value.toString();
}
