import type { AddressInfo } from 'node:net';
import {
  AUTH_ENTITIES,
  AUTH_MIGRATIONS,
  AuthModule,
  CallerGuard,
  CurrentCaller,
  RequireGrant,
  UserService,
} from '@dx/auth';
import type { AuthOptions } from '@dx/auth';
import { AuditLog, BUILTIN_PLUGIN_DATA_MIGRATIONS } from '@dx/builtin-plugins';
import { DATABASE_DEFAULTS, DatabaseModule } from '@dx/database';
import { VERBS } from '@dx/kernel';
import type { Caller } from '@dx/kernel';
import { Controller, Get, Global, Module, Param, Post } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccessAdminModule } from '../../../apps/api/src/back-office/access/access-admin.module.js';
import { AdminStates } from '../../../apps/api/src/back-office/audit/admin.states.js';
import { APP_OPTIONS, configureApp, makeHttpAdapter } from '../../../apps/api/src/configure-app.js';
import { AdminRoutes } from '../../../apps/api/src/docs/admin.routes.js';
import { BodyGuard } from '../../../apps/api/src/http/body.guard.js';
import { HttpModule } from '../../../apps/api/src/http/http.module.js';
import { LOG, makeLog } from '../../../apps/api/src/http/log.js';
import { readSettings } from '../../../apps/api/src/settings/read-settings.js';
import { SETTINGS } from '../../../apps/api/src/settings/settings.js';
import { TokenModule } from '../../../apps/api/src/token/token.module.js';

/** The first owner of every test server. */
export const OWNER = { email: 'Owner@Example.com', password: 'violet tractor under seven moons' } as const;

/** A server with the access routes and two guarded example routes, on a database that the test owns. */
export interface AccessServer {
  readonly app: NestFastifyApplication;
  readonly url: string;
  close(): Promise<void>;
}

@Controller()
class ExampleController {
  @Get('dynamic-entity/:alias')
  @RequireGrant('read')
  read(@Param('alias') alias: string, @CurrentCaller() caller: Caller): object {
    return { alias, ...describe(caller) };
  }

  @Post('dynamic-entity/:alias')
  @RequireGrant('create')
  create(@CurrentCaller() caller: Caller): object {
    return describe(caller);
  }

  @Get('unmarked')
  unmarked(@CurrentCaller() caller: Caller): object {
    return describe(caller);
  }
}

@Controller('back-office/forgotten')
class ForgottenController {
  @Get()
  read(): object {
    return {};
  }
}

function describe(caller: Caller): object {
  const grants = VERBS.filter((verb) => caller.grants.allows('countries', verb));
  return { kind: caller.kind, name: caller.name, role: caller.role, grants };
}

/** Starts one instance; several on one URL are several instances of one installation. */
export async function bootAccess(url: string, options: Partial<AuthOptions> = {}): Promise<AccessServer> {
  const settings = readSettings({ DATABASE_URL: url, LOG_LEVEL: 'silent', HOST: '127.0.0.1', PORT: '0' });

  @Global()
  @Module({
    providers: [
      { provide: SETTINGS, useValue: settings },
      { provide: LOG, useFactory: () => makeLog(settings.log) },
      AuditLog,
      // Why none: what things were before a change is the business of the audit's own tests.
      { provide: AdminStates, useValue: { read: () => Promise.resolve(null) } },
    ],
    exports: [SETTINGS, LOG, AuditLog, AdminStates],
  })
  class Foundation {}

  @Module({
    imports: [
      Foundation,
      DatabaseModule.forRoot({
        ...DATABASE_DEFAULTS,
        url,
        entities: AUTH_ENTITIES,
        migrations: AUTH_MIGRATIONS,
        dataMigrations: BUILTIN_PLUGIN_DATA_MIGRATIONS,
      }),
      AuthModule.forRoot({ accessPollMs: 100, ...options }),
      HttpModule,
      TokenModule,
      AccessAdminModule,
    ],
    controllers: [ExampleController, ForgottenController],
    providers: [
      AdminRoutes,
      { provide: APP_GUARD, useExisting: CallerGuard },
      { provide: APP_GUARD, useExisting: BodyGuard },
    ],
  })
  class AccessTestModule {}

  const app = await NestFactory.create<NestFastifyApplication>(
    AccessTestModule,
    makeHttpAdapter(settings),
    APP_OPTIONS,
  );
  configureApp(app, settings);
  await app.listen(0, '127.0.0.1');
  await app.get(UserService).ensureFirstAdmin(OWNER);
  const { port } = app.getHttpServer().address() as AddressInfo;
  return { app, url: `http://127.0.0.1:${port}`, close: () => app.close() };
}
