import type { PoolFigures } from '@dx/database';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { RequestTracker } from '../http/request-tracker.js';
import type { ApiRequest } from '../http/api-request.js';

const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** Methods of their own line; whatever else a client makes up is counted together. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS']);

const POOL_GAUGES: readonly (readonly [name: string, help: string, read: (figures: PoolFigures) => number])[] = [
  ['dx_db_pool_max', 'Connections to the data database that there may be.', ({ max }) => max],
  ['dx_db_pool_in_use', 'Connections at work.', ({ inUse }) => inUse],
  ['dx_db_pool_idle', 'Open connections without work.', ({ idle }) => idle],
  ['dx_db_pool_waiting', 'Requests that wait for a connection.', ({ waiting }) => waiting],
];

/** What the server counts, in Prometheus' form. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly observers = new Map<string, (seconds: number) => void>();
  private readonly durations = new Histogram({
    name: 'dx_http_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its answer.',
    labelNames: ['method', 'route', 'alias', 'status'],
    buckets: BUCKETS,
    registers: [this.registry],
  });

  /** @param isEndpoint whether an alias is an active endpoint, so that made-up aliases get no line of their own */
  constructor(
    tracker: RequestTracker,
    pool: () => PoolFigures | null,
    private readonly isEndpoint: (alias: string) => boolean,
  ) {
    collectDefaultMetrics({ register: this.registry });
    new Gauge({
      name: 'dx_http_requests_in_flight',
      help: 'Requests under way.',
      registers: [this.registry],
      collect() {
        this.set(tracker.size);
      },
    });
    this.addPoolGauges(pool);
    tracker.onFinish(({ request, startedAt }, status) => {
      this.observerOf(request, status)((performance.now() - startedAt) / 1000);
    });
  }

  /** Nothing where there is no pool, so that no chart shows a database without connections. */
  private addPoolGauges(pool: () => PoolFigures | null): void {
    if (pool() === null) return;
    for (const [name, help, read] of POOL_GAUGES) {
      new Gauge({
        name,
        help,
        registers: [this.registry],
        collect() {
          const figures = pool();
          if (figures !== null) this.set(read(figures));
        },
      });
    }
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** The current figures as text. */
  print(): Promise<string> {
    return this.registry.metrics();
  }

  /** Why cached: finding the child of a set of labels costs more than counting. */
  private observerOf(request: ApiRequest, status: number): (seconds: number) => void {
    const route = request.routeOptions.url ?? 'none';
    const alias = (request.params as { alias?: string } | null)?.alias ?? '';
    const known = alias === '' || this.isEndpoint(alias) ? alias : 'unknown';
    const method = METHODS.has(request.method) ? request.method : 'other';
    const key = `${method} ${status} ${known} ${route}`;
    let observe = this.observers.get(key);
    if (observe === undefined) {
      const child = this.durations.labels(method, route, known, String(status));
      observe = (seconds) => child.observe(seconds);
      this.observers.set(key, observe);
    }
    return observe;
  }
}
