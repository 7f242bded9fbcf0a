import { DATABASE, type Database } from '@dx/database';
import { SnapshotService } from '@dx/entity-configuration';
import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http.module.js';
import { RequestTracker } from '../http/request-tracker.js';
import { HealthController } from './health.controller.js';
import { Metrics } from './metrics.js';
import { MetricsController } from './metrics.controller.js';
import { ReadinessProbe } from './readiness.probe.js';

/** Probes and figures for operators. */
@Module({
  imports: [HttpModule],
  controllers: [HealthController, MetricsController],
  providers: [
    ReadinessProbe,
    {
      provide: Metrics,
      inject: [RequestTracker, DATABASE, SnapshotService],
      useFactory: (tracker: RequestTracker, database: Database, snapshots: SnapshotService) =>
        new Metrics(
          tracker,
          () => database.pool(),
          (alias) => snapshots.current().entities.has(alias),
        ),
    },
  ],
})
export class HealthModule {}
