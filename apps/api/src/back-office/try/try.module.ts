import { Module } from '@nestjs/common';
import { TrialsModule } from '../../dynamic-entity/trials.module.js';
import { TryController } from './try.controller.js';
import { TryService } from './try.service.js';

/** Requests that admins try out. */
@Module({ imports: [TrialsModule], controllers: [TryController], providers: [TryService] })
export class TryModule {}
