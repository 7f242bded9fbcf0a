import { performance } from 'node:perf_hooks';
import { SnapshotService } from '@dx/entity-configuration';
import { Inject, Injectable } from '@nestjs/common';
import type { ApiRequest } from '../../http/api-request.js';
import { isInternal, RequestTracker } from '../../http/request-tracker.js';
import { SETTINGS, type Settings } from '../../settings/settings.js';
import { UsageCounters } from './usage-counters.js';

/** The label of aliases that are no endpoints: clients may make up any number of them. */
const UNKNOWN = '(unknown)';

/** Counts every request to an endpoint when its answer is out; not those that admins try out. */
@Injectable()
export class UsageRecorder {
  readonly counters = new UsageCounters();
  readonly startedAt = new Date();
  private readonly routes: string;

  constructor(
    private readonly tracker: RequestTracker,
    private readonly snapshots: SnapshotService,
    @Inject(SETTINGS) { http }: Settings,
  ) {
    this.routes = `/${http.routePrefix}/`;
    tracker.onFinish(({ request, reply, startedAt, errorCodes }, status) => {
      if (!(request.routeOptions.url ?? '').startsWith(this.routes) || isInternal(reply.raw)) return;
      const ms = performance.now() - startedAt;
      const { method } = request;
      this.counters.note({ alias: this.labelOf(request), method, status, ms, codes: errorCodes }, Date.now());
    });
  }

  /** Requests under way. */
  get inFlight(): number {
    return this.tracker.size;
  }

  private labelOf(request: ApiRequest): string {
    const { alias } = request.params;
    return alias !== undefined && this.snapshots.current().entities.has(alias) ? alias : UNKNOWN;
  }
}
