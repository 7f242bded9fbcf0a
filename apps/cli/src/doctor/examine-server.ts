import type { ServerDescription } from '@dx/database';
import { examineGrants } from './examine-grants.js';
import { fail, type Finding, ok, warn } from './finding.js';

/** What the server needs of its database. */
export interface Needs {
  /** Largest request body in bytes. */
  readonly bodyLimit: number;
  /** Whether the own tables lie in this database. */
  readonly ownTablesHere: boolean;
}

const OLDEST: Readonly<Record<ServerDescription['product'], readonly [number, number]>> = {
  MariaDB: [10, 6],
  MySQL: [8, 0],
  SQLite: [3, 38],
};

/** Judges what a database server says of itself. */
export function examineServer(server: ServerDescription, needs: Needs): readonly Finding[] {
  if (server.product === 'SQLite') return [examineVersion(server), examineWriting(server)];
  return [
    examineVersion(server),
    examineWriting(server),
    ...examineGrants(server, needs.ownTablesHere),
    examineSqlMode(server),
    examineCharset(server),
    examineTimeZone(server),
    examinePacket(server, needs.bodyLimit),
    ...examineReplication(server),
  ];
}

function examineVersion({ product, version, database }: ServerDescription): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldMajor, oldMinor] = OLDEST[product];
  const text = `${product} ${version}, ${database}`;
  return major > oldMajor || (major === oldMajor && minor >= oldMinor)
    ? ok('database', text)
    : warn('database', text, `Use ${product} ${oldMajor}.${oldMinor} or newer; nothing older is tested.`);
}

function examineWriting({ readOnly }: ServerDescription): Finding {
  return readOnly
    ? fail('writing', 'the database is read-only', 'Point DATABASE_URL at the primary, or end read_only there.')
    : ok('writing', 'the database takes writes');
}

/** Why only a warning: our own sessions pin their mode; other programs that write the shop's tables do not. */
function examineSqlMode({ globalSqlMode }: ServerDescription): Finding {
  const strict = /STRICT_(?:TRANS|ALL)_TABLES/.test(globalSqlMode);
  return strict
    ? ok('sql_mode', 'strict for everybody')
    : warn(
        'sql_mode',
        'not strict: other programs may store cut or changed values (this server never does)',
        "SET GLOBAL sql_mode = CONCAT(@@GLOBAL.sql_mode, ',STRICT_TRANS_TABLES'), and the same in the server's configuration.",
      );
}

function examineCharset({ charset, collation, database }: ServerDescription): Finding {
  return charset === 'utf8mb4'
    ? ok('character set', `${charset}, ${collation}`)
    : warn(
        'character set',
        `new tables get ${charset} (${collation}), which cannot hold every character`,
        `ALTER DATABASE \`${database}\` CHARACTER SET utf8mb4; existing tables: ALTER TABLE … CONVERT TO CHARACTER SET utf8mb4.`,
      );
}

function examineTimeZone({ globalTimeZone, sessionTimeZone }: ServerDescription): Finding {
  const same = offsetOf(globalTimeZone) === offsetOf(sessionTimeZone);
  return same
    ? ok('time zone', `${sessionTimeZone}, the same as other programs get`)
    : warn(
        'time zone',
        `sessions here use ${sessionTimeZone}, other programs ${globalTimeZone}: TIMESTAMP columns read differently`,
        'Set DB_TIME_ZONE to what the shop uses.',
      );
}

/** Names of UTC as an offset; other names stay as they are. */
function offsetOf(zone: string): string {
  return /^(?:UTC|GMT|Z|Etc\/UTC)$/i.test(zone) ? '+00:00' : zone;
}

function examinePacket({ maxStatementBytes }: ServerDescription, bodyLimit: number): Finding {
  if (maxStatementBytes === null || maxStatementBytes >= bodyLimit) {
    return ok('packet size', maxStatementBytes === null ? 'no limit' : `${megabytes(maxStatementBytes)}`);
  }
  return warn(
    'packet size',
    `max_allowed_packet is ${megabytes(maxStatementBytes)}, but a body may have ${megabytes(bodyLimit)}`,
    `SET GLOBAL max_allowed_packet = ${bodyLimit * 2}, or lower BODY_LIMIT.`,
  );
}

/** Why nothing when all is well: most servers do not replicate by statements, and few operators know the word. */
function examineReplication({ statementBinlog, sessionIsolation }: ServerDescription): readonly Finding[] {
  if (!statementBinlog) return [];
  const fix =
    "SET GLOBAL binlog_format = 'ROW' (or 'MIXED'), the same in the server's configuration, then restart this server.";
  return /^READ-(?:UN)?COMMITTED$/.test(sessionIsolation)
    ? [
        fail(
          'replication',
          `binlog_format is STATEMENT: InnoDB refuses every write of ${sessionIsolation} sessions`,
          fix,
        ),
      ]
    : [
        warn(
          'replication',
          `binlog_format is STATEMENT: sessions here run ${sessionIsolation}, so parallel batches wait for each other; a server that was started with another format cannot write`,
          fix,
        ),
      ];
}

function megabytes(bytes: number): string {
  return `${Math.round((bytes / 1024 / 1024) * 10) / 10} MB`;
}
