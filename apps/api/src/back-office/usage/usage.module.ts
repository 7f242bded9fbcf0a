import { Module } from '@nestjs/common';
import { HttpModule } from '../../http/http.module.js';
import { UsageController } from './usage.controller.js';
import { UsageRecorder } from './usage.recorder.js';
import { UsageService } from './usage.service.js';

/** What the endpoints are used for. Needs `SLOW_STATEMENTS`, which watches the database. */
@Module({ imports: [HttpModule], controllers: [UsageController], providers: [UsageRecorder, UsageService] })
export class UsageModule {}
