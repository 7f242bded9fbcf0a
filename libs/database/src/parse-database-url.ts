import { resolve } from 'node:path';

/** Where a database is, by its protocol. */
export type DatabaseLocation = MysqlLocation | SqliteLocation;

/** A MySQL or MariaDB schema. */
export interface MysqlLocation {
  readonly kind: 'mysql';
  readonly host: string;
  readonly port: number;
  /** A Unix socket; wins over host and port. */
  readonly socketPath: string | undefined;
  readonly user: string;
  readonly password: string;
  readonly schema: string;
  /** `off`: plain text; `require`: encrypted; `verify`: encrypted and the server's certificate is checked. */
  readonly tls: 'off' | 'require' | 'verify';
  /** File with the certificate authority to trust instead of the system's. */
  readonly tlsCaFile: string | undefined;
}

/** A SQLite file. */
export interface SqliteLocation {
  readonly kind: 'sqlite';
  /** Absolute path. */
  readonly path: string;
}

const TLS_MODES = ['off', 'require', 'verify'] as const;

/**
 * Reads a database URL: `mysql://user:pass@host:3306/schema`, `mariadb://…` (the same) or `sqlite:./relative/or/absolute`.
 * Query parameters of the first two: `tls=off|require|verify` (default `off`), `tls-ca=FILE`, `socket=PATH`.
 * Throws an `Error` whose message says what is wrong and never repeats the password.
 */
export function parseDatabaseUrl(url: string, workingDirectory: string = process.cwd()): DatabaseLocation {
  if (url.startsWith('sqlite:')) return parseSqliteUrl(url.slice('sqlite:'.length), workingDirectory);
  const parsed = parseStandardUrl(url);
  if (parsed.protocol !== 'mysql:' && parsed.protocol !== 'mariadb:') {
    throw new Error(`a database URL starts with mysql://, mariadb:// or sqlite:, not with ${parsed.protocol}`);
  }
  const schema = decodeURIComponent(parsed.pathname.slice(1));
  if (schema === '' || schema.includes('/')) throw new Error('the database URL must end with /schema');
  return {
    kind: 'mysql',
    host: parsed.hostname.replace(/^\[(.*)\]$/, '$1') || '127.0.0.1',
    port: parsed.port === '' ? 3306 : Number(parsed.port),
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    schema,
    ...parseParameters(parsed.searchParams),
  };
}

function parseSqliteUrl(rest: string, workingDirectory: string): SqliteLocation {
  const path = rest.replace(/^\/\/(?=\/|\.)/, '');
  if (path === '' || path === ':memory:') throw new Error('a SQLite URL names a file: sqlite:./var/shop.sqlite');
  return { kind: 'sqlite', path: resolve(workingDirectory, path) };
}

function parseStandardUrl(url: string): URL {
  try {
    return new URL(url);
  } catch {
    throw new Error('the database URL cannot be read; it looks like mysql://user:password@host:3306/schema');
  }
}

function parseParameters(parameters: URLSearchParams): Pick<MysqlLocation, 'socketPath' | 'tls' | 'tlsCaFile'> {
  for (const name of parameters.keys()) {
    if (!['tls', 'tls-ca', 'socket'].includes(name)) throw new Error(`unknown database URL parameter ${name}`);
  }
  const tls = TLS_MODES.find((mode) => mode === (parameters.get('tls') ?? 'off'));
  if (tls === undefined) throw new Error(`the database URL parameter tls is one of ${TLS_MODES.join(', ')}`);
  return {
    socketPath: parameters.get('socket') ?? undefined,
    tls,
    tlsCaFile: parameters.get('tls-ca') ?? undefined,
  };
}
