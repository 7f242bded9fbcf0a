import type { UsageAnswer } from '../api/admin-api';

/** A point of the curves: requests per second by how they ended, and times in milliseconds. */
export interface ChartPoint {
  readonly at: string;
  readonly ok: number;
  readonly clientErrors: number;
  readonly serverErrors: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

/** The curves, and their highest points for readers who do not see them. */
export interface Charts {
  readonly points: readonly ChartPoint[];
  readonly peakRate: number;
  readonly worstTime: number;
}

/** Makes curves of what was counted; requests whose client went away count as the client's errors. */
export function toCharts({ series, stepSeconds }: Pick<UsageAnswer, 'series' | 'stepSeconds'>): Charts {
  const rate = (count: number): number => round(count / stepSeconds);
  const points = series.map((point) => ({
    at: point.at,
    ok: rate(point.ok),
    clientErrors: rate(point.clientErrors + point.abandoned),
    serverErrors: rate(point.serverErrors),
    p50: point.p50,
    p95: point.p95,
    p99: point.p99,
  }));
  return {
    points,
    peakRate: rate(Math.max(0, ...series.map(({ requests }) => requests))),
    worstTime: round(Math.max(0, ...series.map(({ p99 }) => p99 ?? 0))),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
