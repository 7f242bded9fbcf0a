import { Module } from '@nestjs/common';
import { PluginsController } from './plugins.controller.js';

/** The admin API of the plugins. */
@Module({ controllers: [PluginsController] })
export class PluginsAdminModule {}
