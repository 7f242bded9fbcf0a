import { COARSE_MS, FINE_MS, KEPT_MS, OTHERS, UsageCounters } from './usage-counters.js';
import type { UsageSample } from './usage-sample.js';

const START = 1_800_000_000_000;
const sample = (changes: Partial<UsageSample> = {}): UsageSample => ({
  alias: 'countries',
  method: 'GET',
  status: 200,
  ms: 3,
  codes: null,
  ...changes,
});
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

describe('UsageCounters', () => {
  it('counts in steps of ten seconds for all endpoints together', () => {
    const counters = new UsageCounters();
    counters.note(sample(), START);
    counters.note(sample({ alias: 'stores', status: 404 }), START + FINE_MS - 1);
    counters.note(sample({ status: 500 }), START + FINE_MS);
    counters.note(sample({ status: 499 }), START + 3 * FINE_MS);
    const buckets = counters.fineBuckets(START, START + 4 * FINE_MS);
    expect(buckets.map(({ outcomes }) => outcomes)).toEqual([
      [1, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 1],
    ]);
    expect(buckets.map(({ histogram }) => sum(histogram))).toEqual([2, 1, 0, 1]);
    expect(counters.total).toBe(4);
  });

  it('counts by endpoint, method and outcome, the busiest first', () => {
    const counters = new UsageCounters();
    counters.note(sample(), START);
    for (const method of ['POST', 'PROPFIND']) counters.note(sample({ alias: 'stores', method }), START + COARSE_MS);
    const [stores, countries] = counters.endpoints(START, START + 2 * COARSE_MS);
    expect([stores?.alias, countries?.alias]).toEqual(['stores', 'countries']);
    expect(stores?.outcomes.map(sum)).toEqual([0, 0, 1, 0, 0, 0, 1]);
    expect(counters.endpoints(START, START + 1).map(({ alias }) => alias)).toEqual(['countries']);
  });

  it('groups errors by code and endpoint', () => {
    const counters = new UsageCounters();
    for (const at of [START, START + COARSE_MS]) counters.note(sample({ status: 400, codes: ['1301', '1306'] }), at);
    counters.note(sample({ status: 400, codes: ['1306'], alias: 'stores' }), START);
    const errors = counters.errors(START, START + 2 * COARSE_MS);
    expect(errors.map(({ code, alias, count }) => [code, alias, count])).toEqual([
      ['1301', 'countries', 2],
      ['1306', 'countries', 2],
      ['1306', 'stores', 1],
    ]);
    expect(errors[0]?.lastAt).toBe(Math.floor((START + COARSE_MS) / COARSE_MS) * COARSE_MS);
  });

  it('forgets what is older than six hours', () => {
    const counters = new UsageCounters();
    counters.note(sample({ codes: ['x'] }), START);
    counters.note(sample({ alias: 'stores' }), START + KEPT_MS);
    expect(sum(counters.fineBuckets(START, START + 1)[0]?.outcomes ?? [])).toBe(0);
    expect(counters.endpoints(0, START + 2 * KEPT_MS).map(({ alias }) => alias)).toEqual(['stores']);
    expect(counters.errors(0, START + 2 * KEPT_MS)).toEqual([]);
  });

  it('does not grow with the number of labels', () => {
    const counters = new UsageCounters();
    for (let number = 0; number < 1000; number += 1) {
      counters.note(sample({ alias: `a${number}`, codes: [`c${number}`] }), START);
    }
    const endpoints = counters.endpoints(START, START + 1);
    expect(endpoints).toHaveLength(201);
    expect(endpoints[0]).toMatchObject({ alias: OTHERS });
    expect(sum(endpoints.flatMap(({ histogram }) => histogram))).toBe(1000);
    const errors = counters.errors(START, START + 1);
    expect(errors).toHaveLength(401);
    expect(sum(errors.map(({ count }) => count))).toBe(1000);
  });
});
