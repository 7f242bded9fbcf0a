import { toCharts } from './to-charts';

describe('toCharts', () => {
  it('gives rates, and the highest points', () => {
    const point = {
      at: '2026-01-01T00:00:00.000Z',
      requests: 40,
      ok: 30,
      clientErrors: 6,
      serverErrors: 3,
      abandoned: 1,
      p50: 1,
      p95: 2,
      p99: 12.345,
    };
    const idle = {
      ...point,
      requests: 0,
      ok: 0,
      clientErrors: 0,
      serverErrors: 0,
      abandoned: 0,
      p50: null,
      p95: null,
      p99: null,
    };
    expect(toCharts({ series: [point, idle], stepSeconds: 10 })).toEqual({
      points: [
        { at: point.at, ok: 3, clientErrors: 0.7, serverErrors: 0.3, p50: 1, p95: 2, p99: 12.345 },
        { at: point.at, ok: 0, clientErrors: 0, serverErrors: 0, p50: null, p95: null, p99: null },
      ],
      peakRate: 4,
      worstTime: 12.35,
    });
  });

  it('has nothing to say about no time', () => {
    expect(toCharts({ series: [], stepSeconds: 10 })).toEqual({ points: [], peakRate: 0, worstTime: 0 });
  });
});
