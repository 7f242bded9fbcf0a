import { Module } from '@nestjs/common';
import { AccessAdminModule } from './access/access-admin.module.js';
import { AuditAdminModule } from './audit/audit-admin.module.js';
import { ConfigurationsModule } from './configurations/configurations.module.js';
import { DriftModule } from './drift/drift.module.js';
import { PluginsAdminModule } from './plugins/plugins-admin.module.js';
import { LayoutModule } from './layout/layout.module.js';
import { SessionModule } from './session/session.module.js';
import { TablesModule } from './tables/tables.module.js';
import { TryModule } from './try/try.module.js';
import { UsageModule } from './usage/usage.module.js';
import { WebhooksAdminModule } from './webhooks/webhooks-admin.module.js';
import { WebModule } from './web/web.module.js';

/** The admin API: everything that the Back Office and the operator's tools can do. */
@Module({
  imports: [
    TablesModule,
    ConfigurationsModule,
    AccessAdminModule,
    DriftModule,
    LayoutModule,
    SessionModule,
    TryModule,
    UsageModule,
    WebModule,
    PluginsAdminModule,
    AuditAdminModule,
    WebhooksAdminModule,
  ],
})
export class BackOfficeModule {}
