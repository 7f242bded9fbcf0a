import { Module } from '@nestjs/common';
import { ConfigurationFilesController } from './configuration-files.controller.js';
import { ConfigurationsController } from './configurations.controller.js';
import { ConfigurationsService } from './configurations.service.js';

/** The admin API of entity configurations. */
@Module({
  controllers: [ConfigurationFilesController, ConfigurationsController],
  providers: [ConfigurationsService],
})
export class ConfigurationsModule {}
