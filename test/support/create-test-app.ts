import type { AddressInfo } from 'node:net';
import { DATABASE, openDatabase, type Database } from '@dx/database';
import { ConfigurationStore, SnapshotService } from '@dx/entity-configuration';
import { OAuthService } from '@dx/auth';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../apps/api/src/app.module.js';
import { APP_OPTIONS, configureApp, makeHttpAdapter } from '../../apps/api/src/configure-app.js';
import { UserService } from '@dx/auth';
import { readSettings, type Environment } from '../../apps/api/src/settings/read-settings.js';
import type { Settings } from '../../apps/api/src/settings/settings.js';
import { createTestDatabase, type DatabaseKind, type TestDatabase } from './test-database.js';

/** Credentials of the administrator of every test server. */
export const TEST_ADMIN = { email: 'admin@example.com', password: 'correct-horse-battery-staple' } as const;

export interface TestAppOptions {
  readonly kind: DatabaseKind;
  /** Variables of the environment, beyond what a test server needs. */
  readonly env?: Environment;
  /** Statements that make the shop's tables before the server starts. */
  readonly setUpSql?: readonly string[];
  /** Installer entries that are imported before the app is handed out. */
  readonly configurations?: readonly unknown[];
  /** A database that exists already: the server is one more instance on it, and does not drop it. */
  readonly database?: TestDatabase;
}

/** A real server in this process, listening on a free port, with a database of its own. */
export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly settings: Settings;
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly port: number;
  /** A bearer token of the administrator. */
  readonly adminToken: string;
  /** The shop database, for set-up and checks. */
  readonly database: Database;
  readonly testDatabase: TestDatabase;
  /** Ends the server and removes its database. */
  close(): Promise<void>;
}

/** Boots the whole server as `main.ts` does, on an empty database of the given kind. */
export async function createTestApp(options: TestAppOptions): Promise<TestApp> {
  const testDatabase = options.database ?? (await createTestDatabase(options.kind));
  try {
    await runSql(testDatabase.url, options.setUpSql ?? []);
    return await boot(options, testDatabase);
  } catch (error) {
    if (options.database === undefined) await testDatabase.drop();
    throw error;
  }
}

async function boot(options: TestAppOptions, testDatabase: TestDatabase): Promise<TestApp> {
  const settings = readSettings({
    HOST: '127.0.0.1',
    PORT: '0',
    DATABASE_URL: testDatabase.url,
    LOG_LEVEL: 'silent',
    CONFIG_POLL_MS: '100',
    DB_POOL_MAX: '4',
    SAMPLE_SHOP: 'false',
    ...options.env,
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.register(settings),
    makeHttpAdapter(settings),
    { ...APP_OPTIONS, logger: ['error', 'fatal'] },
  );
  configureApp(app, settings);
  await app.listen(settings.http.port, settings.http.host);
  const { port } = app.getHttpServer().address() as AddressInfo;
  if (options.configurations !== undefined) await importAll(app, options.configurations);
  return {
    app,
    settings,
    url: `http://127.0.0.1:${port}`,
    port,
    adminToken: await issueAdminToken(app),
    database: app.get<Database>(DATABASE),
    testDatabase,
    close: async () => {
      await app.close();
      if (options.database === undefined) await testDatabase.drop();
    },
  };
}

/** Runs statements one by one on a database that nothing else is connected to. */
export async function runSql(url: string, statements: readonly string[]): Promise<void> {
  if (statements.length === 0) return;
  const database = await openDatabase({ url });
  try {
    for (const sql of statements) await database.run({ sql, params: [] });
  } finally {
    await database.close();
  }
}

/** The statements of a SQL script; a semicolon at the end of a line ends one. */
export function splitSql(script: string): string[] {
  return script
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

async function importAll(app: NestFastifyApplication, configurations: readonly unknown[]): Promise<void> {
  await app.get(SnapshotService).refresh({ catalogue: true });
  const { problems } = await app.get(ConfigurationStore).importAll(configurations);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(`the test's configuration is wrong: ${JSON.stringify(errors, null, 2)}`);
}

async function issueAdminToken(app: NestFastifyApplication): Promise<string> {
  await app.get(UserService).ensureFirstAdmin(TEST_ADMIN);
  const answer = await app.get(OAuthService).token({
    body: { grant_type: 'password', username: TEST_ADMIN.email, password: TEST_ADMIN.password },
    authorization: undefined,
    ip: '127.0.0.1',
  });
  return String(answer.body?.['access_token']);
}
