import type { AddressInfo } from 'node:net';
import { UserService } from '@dx/auth';
import { SnapshotService } from '@dx/entity-configuration';
import { SchemaCatalogue } from '@dx/schema-catalogue';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../app.module.js';
import { APP_OPTIONS, configureApp, makeHttpAdapter } from '../configure-app.js';
import { loadPlugins } from '../plugins/load-plugins.js';
import type { Settings } from '../settings/settings.js';
import { placeOf } from './describe-start-error.js';
import { fillSampleShop } from './fill-sample-shop.js';
import { writeBanner } from './write-banner.js';

/** Tables that the server makes itself. */
const OWN_TABLE = /^(dx_|spy_dynamic_entity_configuration)/;

/** A server that listens. */
export interface RunningServer {
  readonly app: NestFastifyApplication;
  /** What to tell the operator. */
  readonly banner: string;
}

/**
 * Starts the server: own tables, sample shop when the embedded database is new, first administrator, then the port.
 * When a step fails, what was opened is closed again and the step's error is thrown.
 */
export async function startServer(settings: Settings): Promise<RunningServer> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.register(settings, await loadPlugins(settings.plugins.dir)),
    makeHttpAdapter(settings),
    APP_OPTIONS,
  );
  try {
    configureApp(app, settings);
    await app.init();
    const sampleShopLoaded = await fillSampleShop(app, settings);
    const { email, password } = settings.admin;
    const admin = await app.get(UserService).ensureFirstAdmin({ email, password });
    await app.listen(settings.http.port, settings.http.host);
    return { app, banner: await makeBanner(app, settings, { sampleShopLoaded, admin }) };
  } catch (error) {
    await app.close().catch(() => undefined);
    throw error;
  }
}

async function makeBanner(
  app: NestFastifyApplication,
  settings: Settings,
  facts: Pick<Parameters<typeof writeBanner>[0], 'sampleShopLoaded' | 'admin'>,
): Promise<string> {
  const snapshots = app.get(SnapshotService);
  const aliases = [...snapshots.current().entities.keys()].sort();
  const { tables } = await app.get(SchemaCatalogue).current();
  return writeBanner({
    ...facts,
    passwordGrant: !settings.auth.strict,
    url: urlOf(app, settings),
    routePrefix: settings.http.routePrefix,
    database: placeOf(settings.database.url),
    tables: [...tables.keys()].filter((name) => !OWN_TABLE.test(name)).length,
    endpoints: aliases.length,
    exampleAlias: aliases.includes('countries') ? 'countries' : (aliases[0] ?? null),
    inactive: snapshots.health().inactive.map(({ alias, reasons }) => ({ alias, reason: reasons[0] ?? 'see the log' })),
  });
}

/** An address that works when it is pasted into a browser of this machine. */
function urlOf(app: NestFastifyApplication, { http }: Settings): string {
  const { port } = app.getHttpServer().address() as AddressInfo;
  const host = ['0.0.0.0', '::'].includes(http.host) ? '127.0.0.1' : http.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
