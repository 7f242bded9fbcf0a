import { Module } from '@nestjs/common';
import { AccessAdminModule } from './access/access-admin.module.js';
import { ConfigurationsModule } from './configurations/configurations.module.js';
import { SessionModule } from './session/session.module.js';
import { TablesModule } from './tables/tables.module.js';
import { TryModule } from './try/try.module.js';
import { WebModule } from './web/web.module.js';

/** The admin API: everything that the Back Office and the operator's tools can do. */
@Module({ imports: [TablesModule, ConfigurationsModule, AccessAdminModule, SessionModule, TryModule, WebModule] })
export class BackOfficeModule {}
