import { Module } from '@nestjs/common';
import { TablesController } from './tables.controller.js';
import { TablesService } from './tables.service.js';

/** The admin API of the shop's tables. */
@Module({ controllers: [TablesController], providers: [TablesService], exports: [TablesService] })
export class TablesModule {}
