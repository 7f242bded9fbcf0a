import * as parse from './parse-setting.js';
import type { SettingParser } from './parse-setting.js';

/** One variable of the environment. */
export interface SettingDefinition<T> {
  readonly group: string;
  readonly description: string;
  /** The default as one would write it into `.env`; null = not set. */
  readonly default: string | null;
  /** Never printed; may also be given as the name of a file in `<NAME>_FILE`. */
  readonly secret: boolean;
  readonly parse: SettingParser<T>;
}

/** A setting that always has a value. */
function setting<T>(group: string, byDefault: string, parser: SettingParser<T>, description: string) {
  return { group, description, default: byDefault, secret: false, parse: parser } satisfies SettingDefinition<T>;
}

/** A setting that may be absent and is never shown. */
function secret<T>(group: string, parser: SettingParser<T>, description: string) {
  return { group, description, default: null, secret: true, parse: parser } satisfies SettingDefinition<T>;
}

const HTTP = 'HTTP';
const DATABASE = 'Database';
const LIMITS = 'Limits of a request';
const ENDPOINTS = 'Endpoints';
const ACCESS = 'Access';
const PLUGINS = 'Plugins';
const OPERATION = 'Operation';

const MINUTE = 60_000;
const MONTH_SECONDS = 31 * 24 * 3600;

/** Every setting of the server, in the order in which `.env.example` and the README list them. */
export const SETTING_DEFINITIONS = {
  HOST: setting(HTTP, '127.0.0.1', parse.text, 'Address to listen on; `0.0.0.0` for all.'),
  PORT: setting(HTTP, '3000', parse.integer(0, 65535), 'Port to listen on; 0 takes a free one.'),
  ROUTE_PREFIX: setting(HTTP, 'dynamic-entity', parse.pathPrefix, 'First part of the path of every endpoint.'),
  TRUST_PROXY: setting(
    HTTP,
    'false',
    parse.trustedProxies,
    'Proxies whose `X-Forwarded-*` headers are believed: `false`, or their addresses (`10.0.0.0/8`, `loopback`).',
  ),
  CORS_ORIGINS: setting(
    HTTP,
    '',
    parse.origins,
    'Exact origins, separated by commas, whose pages may call the API from a browser; empty: none.',
  ),
  REQUEST_TIMEOUT_MS: setting(
    HTTP,
    '30000',
    parse.integer(100, 10 * MINUTE),
    'A request that takes longer is answered with 504.',
  ),
  SHUTDOWN_TIMEOUT_MS: setting(
    HTTP,
    '10000',
    parse.integer(0, 10 * MINUTE),
    'How long running requests may go on after SIGTERM.',
  ),

  DATABASE_URL: {
    ...setting(
      DATABASE,
      'sqlite:./var/shop.sqlite',
      parse.databaseUrl,
      'The shop: `mysql://user:password@host:3306/schema`, `mariadb://…` or `sqlite:./file`.',
    ),
    secret: true,
  },
  METADATA_DATABASE_URL: secret(
    DATABASE,
    parse.databaseUrl,
    'Where the own tables live; not set: in the shop database. Audit and webhook tables always lie in the shop database, because they are written in the same transaction.',
  ),
  DB_POOL_MAX: setting(DATABASE, '10', parse.integer(1, 1000), 'Most connections to the shop database.'),
  POOL_ACQUIRE_TIMEOUT_MS: setting(
    DATABASE,
    '2000',
    parse.integer(1, MINUTE),
    'A request that gets no connection for so long is answered with 503.',
  ),
  POOL_QUEUE_LIMIT: setting(
    DATABASE,
    '1000',
    parse.integer(1, 100_000),
    'Most requests that wait for a connection; more are answered with 503 at once.',
  ),
  STATEMENT_TIMEOUT_MS: setting(
    DATABASE,
    '20000',
    parse.integer(100, 10 * MINUTE),
    'A statement that takes longer is stopped by the database; the request is answered with 504.',
  ),
  DB_TIME_ZONE: setting(DATABASE, '+00:00', parse.timeZone, 'Time zone of the database sessions.'),

  BODY_LIMIT: setting(LIMITS, '10mb', parse.bytes(1024, 512 * 1024 * 1024), 'Largest request body.'),
  JSON_DEPTH_MAX: setting(LIMITS, '20', parse.integer(3, 200), 'Deepest nesting of a request body.'),
  PAGE_LIMIT_DEFAULT: setting(LIMITS, '1000', parse.integer(1, 1_000_000), 'Records of a page without `page[limit]`.'),
  PAGE_LIMIT_MAX: setting(LIMITS, '10000', parse.integer(1, 1_000_000), 'Greatest `page[limit]`.'),
  BATCH_MAX: setting(LIMITS, '1000', parse.integer(1, 100_000), 'Most records in the `data` of one write.'),
  FILTER_LIST_MAX: setting(LIMITS, '1000', parse.integer(1, 100_000), 'Most values of an `in` filter.'),
  INCLUDE_DEPTH_MAX: setting(LIMITS, '5', parse.integer(1, 20), 'Most relations in one chain of `include`.'),
  INCLUDE_TOTAL_MAX: setting(LIMITS, '20', parse.integer(1, 200), 'Most relations in all chains of `include`.'),
  CHILD_ROWS_MAX: setting(
    LIMITS,
    '10000',
    parse.integer(1, 1_000_000),
    'Most child records that one relation of a read may bring in.',
  ),

  TABLES_DENY: setting(
    ENDPOINTS,
    '',
    parse.list,
    'Tables that may never be endpoints, added to the built-in list; `*` stands for any text.',
  ),
  TABLES_ALLOW: setting(
    ENDPOINTS,
    '',
    parse.list,
    'Tables of the built-in list that may be endpoints after all; never own, system or credential tables.',
  ),
  CONFIG_POLL_MS: setting(
    ENDPOINTS,
    '500',
    parse.integer(50, MINUTE),
    'How often changes made by others to the configuration tables are looked for.',
  ),
  SAMPLE_SHOP: setting(
    ENDPOINTS,
    'true',
    parse.flag,
    'Whether a new embedded database (SQLite) is filled with the sample shop.',
  ),

  ADMIN_EMAIL: setting(
    ACCESS,
    'admin@example.com',
    parse.email,
    'The first administrator, made when there is no user.',
  ),
  ADMIN_PASSWORD: secret(
    ACCESS,
    parse.text,
    "The first administrator's password; not set: a random one, printed once at the first start.",
  ),
  ACCESS_TOKEN_TTL_S: setting(ACCESS, '28800', parse.integer(60, MONTH_SECONDS), 'Life of an access token in seconds.'),
  REFRESH_TOKEN_TTL_S: setting(
    ACCESS,
    '2592000',
    parse.integer(60, 12 * MONTH_SECONDS),
    'Life of a refresh token in seconds.',
  ),
  SESSION_IDLE_S: setting(
    ACCESS,
    '28800',
    parse.integer(60, MONTH_SECONDS),
    'A Back Office session ends when it is not used for so many seconds.',
  ),
  SESSION_LIFETIME_S: setting(
    ACCESS,
    '86400',
    parse.integer(60, MONTH_SECONDS),
    'A Back Office session ends so many seconds after its login, however much it is used.',
  ),
  OAUTH_STRICT: setting(ACCESS, 'false', parse.flag, 'Refuses the password grant of `POST /token` altogether.'),
  JWT_PRIVATE_KEY: secret(
    ACCESS,
    parse.text,
    'PEM of the key that signs access tokens (RSA of 2048 bits or more, or EC P-256); not set: made once and kept in an own table.',
  ),
  JWT_ISSUER: setting(
    ACCESS,
    'data-exchange-api',
    parse.text,
    '`iss` of access tokens; the public URL of the server when clients use the OAuth discovery document.',
  ),
  JWT_AUDIENCE: setting(ACCESS, 'data-exchange-api', parse.text, '`aud` of access tokens.'),
  API_KEY_IN_QUERY: setting(
    ACCESS,
    'false',
    parse.flag,
    'Also takes API keys from the query parameter `api_key`; such keys end up in the logs of proxies.',
  ),

  PLUGINS_DIR: setting(
    PLUGINS,
    '',
    parse.text,
    'Folder with plugins of your own (ES modules, `.mjs` or `.js`) that are loaded at the start; empty: none.',
  ),
  AUDIT_RETENTION_DAYS: setting(
    PLUGINS,
    '365',
    parse.integer(0, 36_500),
    'Days after which entries of the audit log are removed; 0 keeps them for ever.',
  ),
  WEBHOOK_TIMEOUT_MS: setting(
    PLUGINS,
    '15000',
    parse.integer(100, MINUTE),
    'How long a receiver of webhooks may take to answer.',
  ),
  WEBHOOK_POLL_MS: setting(
    PLUGINS,
    '1000',
    parse.integer(50, MINUTE),
    'How often webhooks that are due, for example retries, are looked for.',
  ),
  WEBHOOK_RETENTION_DAYS: setting(
    PLUGINS,
    '30',
    parse.integer(0, 36_500),
    'Days for which delivered and given up webhooks stay in the delivery log; 0 keeps them for ever.',
  ),
  WEBHOOK_ALLOW_HOSTS: setting(
    PLUGINS,
    '',
    parse.list,
    'Hosts, addresses and networks (`10.1.0.0/16`), separated by commas, that webhooks may go to though they are private.',
  ),
  WEBHOOK_ALLOW_PRIVATE: setting(
    PLUGINS,
    'false',
    parse.flag,
    'Whether webhooks may go to every private address; only where nobody can reach more by that.',
  ),

  LOG_LEVEL: setting(
    OPERATION,
    'info',
    parse.choice(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']),
    'Least level that is logged; each request is one line at `info`.',
  ),
  SLOW_STATEMENT_MS: setting(
    OPERATION,
    '10',
    parse.integer(0, MINUTE),
    'Statements that take so long are listed among the slowest in the Back Office, without their values.',
  ),
  METRICS_ENABLED: setting(OPERATION, 'true', parse.flag, 'Whether `/metrics` exists.'),
  METRICS_PUBLIC: setting(OPERATION, 'false', parse.flag, 'Whether `/metrics` answers without credentials.'),
  METRICS_TOKEN: secret(
    OPERATION,
    parse.text,
    'A bearer token for `/metrics`; without it and without `METRICS_PUBLIC`, a back-office user is needed.',
  ),
} as const;

/** The name of a setting: the variable in the environment. */
export type SettingName = keyof typeof SETTING_DEFINITIONS;
