import { Module } from '@nestjs/common';
import { ConfigurationFilesController } from './configuration-files.controller.js';
import { ConfigurationsController } from './configurations.controller.js';
import { ConfigurationsService } from './configurations.service.js';
import { RevisionsController } from './revisions.controller.js';
import { RevisionsService } from './revisions.service.js';

/** The admin API of entity configurations. */
@Module({
  controllers: [ConfigurationFilesController, ConfigurationsController, RevisionsController],
  providers: [ConfigurationsService, RevisionsService],
})
export class ConfigurationsModule {}
