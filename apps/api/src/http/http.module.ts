import { Module } from '@nestjs/common';
import { SETTINGS, type Settings } from '../settings/settings.js';
import { BodyGuard } from './body.guard.js';
import { CodedExceptionFilter } from './coded-exception.filter.js';
import { RequestTracker } from './request-tracker.js';

/** What every route of the server shares. */
@Module({
  providers: [
    {
      provide: RequestTracker,
      inject: [SETTINGS],
      useFactory: (settings: Settings) => new RequestTracker(settings.http.requestTimeoutMs),
    },
    BodyGuard,
    CodedExceptionFilter,
  ],
  exports: [RequestTracker, BodyGuard, CodedExceptionFilter],
})
export class HttpModule {}
