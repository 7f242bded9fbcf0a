import { BINS, quantileOf } from './latency-histogram.js';
import { FINE_MS, type EndpointUsage, type ErrorUsage, type FineBucket } from './usage-counters.js';
import { OUTCOMES, USAGE_METHODS } from './usage-sample.js';
import type {
  EndpointUsageAnswer,
  ErrorUsageAnswer,
  LoadAnswer,
  OutcomesAnswer,
  UsagePoint,
  UsageTotals,
} from './usage.dto.js';

/** Most intervals of a series. */
const POINTS_MAX = 360;

/** Adds neighbouring buckets so that a series has a readable number of intervals. */
export function toSeries(buckets: readonly FineBucket[]): { readonly stepMs: number; readonly series: UsagePoint[] } {
  const each = Math.max(1, Math.ceil(buckets.length / POINTS_MAX));
  const series: UsagePoint[] = [];
  for (let start = 0; start < buckets.length; start += each) {
    const part = buckets.slice(start, start + each);
    series.push({ at: new Date((part[0] as FineBucket).at), ...toLoad(part) });
  }
  return { stepMs: each * FINE_MS, series };
}

/** All requests of some buckets, which cover `seconds`. */
export function toTotals(buckets: readonly FineBucket[], seconds: number): UsageTotals {
  const load = toLoad(buckets);
  return { ...load, requestsPerSecond: Math.round((load.requests / Math.max(1, seconds)) * 100) / 100 };
}

/** An endpoint's requests; only the methods that there were. */
export function toEndpointAnswer({ alias, outcomes, histogram }: EndpointUsage): EndpointUsageAnswer {
  const methods = USAGE_METHODS.map((method, place) => ({ method, ...toOutcomes(outcomes[place] ?? []) }));
  return {
    alias,
    ...toLoad(outcomes.map((counts, place) => ({ outcomes: counts, histogram: place === 0 ? histogram : [] }))),
    methods: methods.filter(({ requests }) => requests > 0),
  };
}

/** A group of errors. */
export function toErrorAnswer({ code, alias, count, lastAt }: ErrorUsage): ErrorUsageAnswer {
  return { code, alias, count, lastAt: new Date(lastAt) };
}

function toLoad(parts: readonly Pick<FineBucket, 'outcomes' | 'histogram'>[]): LoadAnswer {
  const histogram = addUp(
    parts.map((part) => part.histogram),
    BINS,
  );
  return {
    ...toOutcomes(
      addUp(
        parts.map((part) => part.outcomes),
        OUTCOMES.length,
      ),
    ),
    p50: quantileOf(histogram, 0.5),
    p95: quantileOf(histogram, 0.95),
    p99: quantileOf(histogram, 0.99),
  };
}

function toOutcomes([ok = 0, clientErrors = 0, serverErrors = 0, abandoned = 0]: readonly number[]): OutcomesAnswer {
  return { requests: ok + clientErrors + serverErrors + abandoned, ok, clientErrors, serverErrors, abandoned };
}

function addUp(lists: readonly (readonly number[])[], width: number): number[] {
  const sums = Array<number>(width).fill(0);
  for (const list of lists) list.forEach((count, place) => (sums[place] = (sums[place] ?? 0) + count));
  return sums;
}
