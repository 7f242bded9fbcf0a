import { AUTH_ENTITIES, AUTH_MIGRATIONS, AuthModule, CallerGuard } from '@dx/auth';
import { BUILTIN_PLUGIN_DATA_MIGRATIONS, BuiltinPluginsModule } from '@dx/builtin-plugins';
import { DatabaseModule } from '@dx/database';
import {
  ENTITY_CONFIGURATION_ENTITIES,
  ENTITY_CONFIGURATION_MIGRATIONS,
  EntityConfigurationModule,
} from '@dx/entity-configuration';
import { PluginRegistryModule } from '@dx/plugin-registry';
import { QueryEngineModule } from '@dx/query-engine';
import { SchemaCatalogueModule } from '@dx/schema-catalogue';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { BACK_OFFICE_MIGRATIONS } from './back-office/layout/create-layout-table.migration.js';
import { SlowStatements } from './back-office/usage/slow-statements.js';
import { SLOW_STATEMENTS } from './back-office/usage/slow-statements.token.js';
import { watchStatements } from './back-office/usage/watch-statements.js';
import { BackOfficeModule } from './back-office/back-office.module.js';
import { DocsModule } from './docs/docs.module.js';
import { TokenModule } from './token/token.module.js';
import { DynamicEntityModule } from './dynamic-entity/dynamic-entity.module.js';
import { RequestFormatGuard } from './dynamic-entity/request-format.guard.js';
import { HealthModule } from './health/health.module.js';
import { BodyGuard } from './http/body.guard.js';
import { HttpModule } from './http/http.module.js';
import { LOG, makeLog } from './http/log.js';
import type { PluginModule } from './plugins/load-plugins.js';
import { SETTINGS, type Settings } from './settings/settings.js';

/** The settings and the log, for everybody. */
@Global()
@Module({})
class FoundationModule {
  static forSettings(settings: Settings, slowStatements: SlowStatements): DynamicModule {
    return {
      module: FoundationModule,
      providers: [
        { provide: SETTINGS, useValue: settings },
        { provide: LOG, useFactory: () => makeLog(settings.log) },
        { provide: SLOW_STATEMENTS, useValue: slowStatements },
      ],
      exports: [SETTINGS, LOG, SLOW_STATEMENTS],
    };
  }
}

/** The whole server. */
@Module({})
export class AppModule {
  /** `plugins`: modules from outside, see `loadPlugins`. */
  static register(settings: Settings, plugins: readonly PluginModule[] = []): DynamicModule {
    const slowStatements = new SlowStatements(settings.usage.slowStatementMs);
    return {
      module: AppModule,
      imports: [
        FoundationModule.forSettings(settings, slowStatements),
        DatabaseModule.forRoot({
          ...settings.database,
          wrap: (database) => watchStatements(database, slowStatements),
          metadataUrl: settings.database.metadataUrl ?? settings.database.url,
          entities: [...ENTITY_CONFIGURATION_ENTITIES, ...AUTH_ENTITIES],
          migrations: [...ENTITY_CONFIGURATION_MIGRATIONS, ...AUTH_MIGRATIONS, ...BACK_OFFICE_MIGRATIONS],
          dataMigrations: BUILTIN_PLUGIN_DATA_MIGRATIONS,
        }),
        SchemaCatalogueModule,
        EntityConfigurationModule.forRoot({
          deny: settings.endpoints.tablesDeny,
          allow: settings.endpoints.tablesAllow,
          pollIntervalMs: settings.endpoints.pollMs,
        }),
        PluginRegistryModule,
        BuiltinPluginsModule.forRoot(settings),
        ...plugins,
        QueryEngineModule.forRoot(settings.limits),
        AuthModule.forRoot(settings.auth),
        HttpModule,
        HealthModule,
        TokenModule,
        DocsModule,
        BackOfficeModule,
        DynamicEntityModule.forPrefix(settings.http.routePrefix),
      ],
      // The order is the contract's: form of the request, credentials, body.
      providers: [
        { provide: APP_GUARD, useClass: RequestFormatGuard },
        { provide: APP_GUARD, useExisting: CallerGuard },
        { provide: APP_GUARD, useExisting: BodyGuard },
      ],
    };
  }
}
