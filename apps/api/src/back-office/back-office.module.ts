import { Module } from '@nestjs/common';
import { AccessAdminModule } from './access/access-admin.module.js';
import { ConfigurationsModule } from './configurations/configurations.module.js';
import { TablesModule } from './tables/tables.module.js';

/** The admin API: everything that the Back Office and the operator's tools can do. */
@Module({ imports: [TablesModule, ConfigurationsModule, AccessAdminModule] })
export class BackOfficeModule {}
