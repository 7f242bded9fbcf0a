import type { SETTING_DEFINITIONS, SettingDefinition, SettingName } from './setting-definitions.js';

/** Injection token of the server's settings. */
export const SETTINGS = Symbol('SETTINGS');

type Definitions = typeof SETTING_DEFINITIONS;
type ValueOf<D> = D extends { readonly default: infer Default; readonly parse: SettingDefinition<infer T>['parse'] }
  ? Default extends string
    ? T
    : T | null
  : never;

/** All settings by the name of their variable, parsed. */
export type SettingValues = { readonly [Name in SettingName]: ValueOf<Definitions[Name]> };

/** The server's settings: read once at the start, complete, checked, frozen. */
export type Settings = ReturnType<typeof groupSettings>;

/** Arranges parsed values by the part of the server that needs them. */
export function groupSettings(values: SettingValues) {
  return {
    http: {
      host: values.HOST,
      port: values.PORT,
      routePrefix: values.ROUTE_PREFIX,
      trustProxy: values.TRUST_PROXY,
      corsOrigins: values.CORS_ORIGINS,
      requestTimeoutMs: values.REQUEST_TIMEOUT_MS,
      shutdownTimeoutMs: values.SHUTDOWN_TIMEOUT_MS,
      bodyLimit: values.BODY_LIMIT,
      jsonDepthMax: values.JSON_DEPTH_MAX,
    },
    database: {
      url: values.DATABASE_URL,
      metadataUrl: values.METADATA_DATABASE_URL,
      poolMax: values.DB_POOL_MAX,
      poolAcquireTimeoutMs: values.POOL_ACQUIRE_TIMEOUT_MS,
      poolQueueLimit: values.POOL_QUEUE_LIMIT,
      statementTimeoutMs: values.STATEMENT_TIMEOUT_MS,
      timeZone: values.DB_TIME_ZONE,
    },
    limits: {
      pageLimitDefault: values.PAGE_LIMIT_DEFAULT,
      pageLimitMax: values.PAGE_LIMIT_MAX,
      batchMax: values.BATCH_MAX,
      filterListMax: values.FILTER_LIST_MAX,
      includeDepthMax: values.INCLUDE_DEPTH_MAX,
      includeTotalMax: values.INCLUDE_TOTAL_MAX,
      childRowsMax: values.CHILD_ROWS_MAX,
    },
    endpoints: {
      tablesDeny: values.TABLES_DENY,
      tablesAllow: values.TABLES_ALLOW,
      pollMs: values.CONFIG_POLL_MS,
      sampleShop: values.SAMPLE_SHOP,
    },
    admin: { email: values.ADMIN_EMAIL, password: values.ADMIN_PASSWORD },
    auth: groupAccess(values),
    plugins: { dir: values.PLUGINS_DIR },
    audit: { retentionDays: values.AUDIT_RETENTION_DAYS },
    webhooks: {
      allowPrivate: values.WEBHOOK_ALLOW_PRIVATE,
      allowHosts: values.WEBHOOK_ALLOW_HOSTS,
      timeoutMs: values.WEBHOOK_TIMEOUT_MS,
      pollMs: values.WEBHOOK_POLL_MS,
      retentionDays: values.WEBHOOK_RETENTION_DAYS,
    },
    log: { level: values.LOG_LEVEL },
    usage: { slowStatementMs: values.SLOW_STATEMENT_MS },
    metrics: { enabled: values.METRICS_ENABLED, public: values.METRICS_PUBLIC, token: values.METRICS_TOKEN },
  } as const;
}

function groupAccess(values: SettingValues) {
  return {
    accessTokenTtlSeconds: values.ACCESS_TOKEN_TTL_S,
    refreshTokenTtlSeconds: values.REFRESH_TOKEN_TTL_S,
    sessionIdleSeconds: values.SESSION_IDLE_S,
    sessionLifetimeSeconds: values.SESSION_LIFETIME_S,
    strict: values.OAUTH_STRICT,
    jwtPrivateKey: values.JWT_PRIVATE_KEY,
    jwtIssuer: values.JWT_ISSUER,
    jwtAudience: values.JWT_AUDIENCE,
    apiKeyInQuery: values.API_KEY_IN_QUERY,
  } as const;
}
