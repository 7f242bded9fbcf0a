import { CodedException, serverErrors } from '@dx/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { toEndpointAnswer, toErrorAnswer, toSeries, toTotals } from './present-usage.js';
import { SLOW_STATEMENTS } from './slow-statements.token.js';
import type { SlowStatements } from './slow-statements.js';
import { COARSE_MS, FINE_MS, KEPT_MS } from './usage-counters.js';
import type { LiveUsageAnswer, SlowStatementAnswer, UsageAnswer, UsageQueryDto } from './usage.dto.js';
import { UsageRecorder } from './usage.recorder.js';

const HOUR_MS = 3600 * 1000;
const LIVE_POINTS = 30;
const SLOWEST_MAX = 20;

/** What this instance answered lately, and how quickly. */
@Injectable()
export class UsageService {
  constructor(
    private readonly recorder: UsageRecorder,
    @Inject(SLOW_STATEMENTS) private readonly slow: SlowStatements,
  ) {}

  /** Changes with every counted request and every interval. */
  get tag(): string {
    return `"${this.recorder.counters.total}-${this.recorder.inFlight}-${Math.floor(Date.now() / FINE_MS)}"`;
  }

  /** The requests of some time within the last six hours; statements for owners only. */
  read(query: UsageQueryDto, withStatements: boolean): UsageAnswer {
    const { from, to } = readPeriod(query, Date.now());
    const { counters, startedAt } = this.recorder;
    const buckets = counters.fineBuckets(from, to);
    const { stepMs, series } = toSeries(buckets);
    const since = Math.max(from, startedAt.getTime());
    return {
      from: new Date(from),
      to: new Date(to),
      startedAt,
      stepSeconds: stepMs / 1000,
      series,
      totals: toTotals(buckets, (to - since) / 1000),
      endpoints: counters.endpoints(from, to).map(toEndpointAnswer),
      errors: counters.errors(from, to).map(toErrorAnswer),
      slowStatements: withStatements ? this.slowest(from) : null,
      slowStatementMs: this.slow.thresholdMs,
    };
  }

  /** The last minutes. */
  live(): LiveUsageAnswer {
    const at = Date.now();
    const { counters, inFlight } = this.recorder;
    const end = (Math.floor(at / FINE_MS) + 1) * FINE_MS;
    const buckets = counters.fineBuckets(end - LIVE_POINTS * FINE_MS, end);
    const seconds = (at - (end - 2 * FINE_MS)) / 1000;
    return {
      at: new Date(at),
      inFlight,
      now: toTotals(buckets.slice(-2), seconds),
      series: toSeries(buckets).series,
      endpoints: counters.endpoints(at - COARSE_MS, at + 1).map(toEndpointAnswer),
      errors: counters.errors(at - 4 * COARSE_MS, at + 1).map(toErrorAnswer),
    };
  }

  private slowest(from: number): readonly SlowStatementAnswer[] {
    return this.slow.slowest(from, SLOWEST_MAX).map(({ sql, count, totalMs, maxMs, lastAt }) => ({
      sql,
      count,
      averageMs: round(totalMs / count),
      maxMs: round(maxMs),
      lastAt: new Date(lastAt),
    }));
  }
}

function readPeriod(query: UsageQueryDto, now: number): { readonly from: number; readonly to: number } {
  const to = query.to === undefined ? now : Math.min(now, Date.parse(query.to));
  const wanted = query.from === undefined ? to - HOUR_MS : Date.parse(query.from);
  const from = Math.max(wanted, now - KEPT_MS + FINE_MS);
  if (from < to) return { from, to };
  const reason = 'It must lie before `to`, and `to` within the last six hours.';
  throw new CodedException(serverErrors.invalidInput({ path: 'from', reason }));
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}
