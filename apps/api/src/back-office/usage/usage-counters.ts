import { BINS, binOf } from './latency-histogram.js';
import { OUTCOMES, placeOfMethod, placeOfOutcome, USAGE_METHODS, type UsageSample } from './usage-sample.js';

/** Width of the buckets for all endpoints together. */
export const FINE_MS = 10_000;
/** Width of the buckets by endpoint. */
export const COARSE_MS = 60_000;
/** How far back is remembered. */
export const KEPT_MS = 6 * 3600 * 1000;

const FINE_SLOTS = KEPT_MS / FINE_MS;
const COARSE_SLOTS = KEPT_MS / COARSE_MS;
/** Numbers of a bucket for all endpoints: outcomes, then the histogram. */
const FINE_WIDTH = OUTCOMES.length + BINS;
/** Numbers of an endpoint's bucket: outcomes by method, then the histogram. */
const BY_METHOD = USAGE_METHODS.length * OUTCOMES.length;
const COARSE_WIDTH = BY_METHOD + BINS;
/** Most endpoints, and most pairs of code and endpoint, in one bucket; the others are counted together. */
const LABELS_MAX = 200;
/** The label of whatever is counted together. */
export const OTHERS = '(others)';

/** What was counted in one interval for all endpoints. */
export interface FineBucket {
  readonly at: number;
  readonly outcomes: readonly number[];
  readonly histogram: readonly number[];
}

/** What was counted for one endpoint. */
export interface EndpointUsage {
  readonly alias: string;
  /** By method, then outcome. */
  readonly outcomes: readonly (readonly number[])[];
  readonly histogram: readonly number[];
}

/** How often an endpoint answered an error. */
export interface ErrorUsage {
  readonly code: string;
  readonly alias: string;
  readonly count: number;
  /** The minute of the last one. */
  readonly lastAt: number;
}

interface Minute {
  number: number;
  endpoints: Map<string, Uint32Array>;
  errors: Map<string, { readonly code: string; readonly alias: string; count: number }>;
}

/**
 * Counts requests of the last six hours in a memory that does not grow: in steps of ten seconds for all endpoints
 * together, in minutes by endpoint, method, outcome and code. Why two widths: ten seconds for each of many endpoints would
 * take a hundred times the memory and nobody looks at them. A request costs well under a microsecond.
 */
export class UsageCounters {
  private readonly fineNumbers = new Float64Array(FINE_SLOTS).fill(-1);
  private readonly fine = new Uint32Array(FINE_SLOTS * FINE_WIDTH);
  private readonly minutes: (Minute | undefined)[] = Array<undefined>(COARSE_SLOTS).fill(undefined);
  private counted = 0;

  /** Grows with each request. */
  get total(): number {
    return this.counted;
  }

  /** Counts a request that ended at `now` (epoch milliseconds). */
  note({ alias, method, status, ms, codes }: UsageSample, now: number): void {
    const outcome = placeOfOutcome(status);
    const bin = binOf(ms);
    const start = this.fineStart(now);
    increment(this.fine, start + outcome);
    increment(this.fine, start + OUTCOMES.length + bin);
    const minute = this.minuteAt(now);
    const cell = endpointCell(minute, alias);
    increment(cell, placeOfMethod(method) * OUTCOMES.length + outcome);
    increment(cell, BY_METHOD + bin);
    if (codes !== null) for (const code of codes) noteError(minute, code, alias);
    this.counted += 1;
  }

  /** The buckets from `from` to before `to`, also the empty ones, in steps of `FINE_MS`. */
  fineBuckets(from: number, to: number): readonly FineBucket[] {
    const buckets: FineBucket[] = [];
    for (let number = Math.floor(from / FINE_MS); number * FINE_MS < to; number += 1) {
      const slot = number % FINE_SLOTS;
      const known = this.fineNumbers[slot] === number;
      const start = slot * FINE_WIDTH;
      const numbers = known ? [...this.fine.subarray(start, start + FINE_WIDTH)] : Array<number>(FINE_WIDTH).fill(0);
      buckets.push({
        at: number * FINE_MS,
        outcomes: numbers.slice(0, OUTCOMES.length),
        histogram: numbers.slice(OUTCOMES.length),
      });
    }
    return buckets;
  }

  /** What each endpoint did in the minutes that lie between the two times, wholly or in part; the busiest first. */
  endpoints(from: number, to: number): readonly EndpointUsage[] {
    const sums = new Map<string, Float64Array>();
    for (const { endpoints } of this.minutesBetween(from, to)) {
      for (const [alias, cell] of endpoints) {
        let sum = sums.get(alias);
        if (sum === undefined) sums.set(alias, (sum = new Float64Array(COARSE_WIDTH)));
        for (let place = 0; place < COARSE_WIDTH; place += 1) {
          sum[place] = (sum[place] as number) + (cell[place] as number);
        }
      }
    }
    return [...sums]
      .map(([alias, sum]) => toEndpointUsage(alias, [...sum]))
      .sort((left, right) => requestsOf(right) - requestsOf(left));
  }

  /** The errors in the minutes that lie between the two times, wholly or in part; the most frequent first. */
  errors(from: number, to: number): readonly ErrorUsage[] {
    const sums = new Map<string, ErrorUsage>();
    for (const { number, errors } of this.minutesBetween(from, to)) {
      for (const [key, { code, alias, count }] of errors) {
        const known = sums.get(key);
        sums.set(key, { code, alias, count: count + (known?.count ?? 0), lastAt: number * COARSE_MS });
      }
    }
    return [...sums.values()].sort((left, right) => right.count - left.count);
  }

  private fineStart(now: number): number {
    const number = Math.floor(now / FINE_MS);
    const slot = number % FINE_SLOTS;
    const start = slot * FINE_WIDTH;
    if (this.fineNumbers[slot] !== number) {
      this.fine.fill(0, start, start + FINE_WIDTH);
      this.fineNumbers[slot] = number;
    }
    return start;
  }

  private minuteAt(now: number): Minute {
    const number = Math.floor(now / COARSE_MS);
    const slot = number % COARSE_SLOTS;
    let minute = this.minutes[slot];
    if (minute?.number !== number) {
      this.minutes[slot] = minute = { number, endpoints: new Map(), errors: new Map() };
    }
    return minute;
  }

  /** In order of time. */
  private minutesBetween(from: number, to: number): readonly Minute[] {
    const first = Math.floor(from / COARSE_MS);
    return this.minutes
      .filter((minute) => minute !== undefined)
      .filter(({ number }) => number >= first && number * COARSE_MS < to)
      .sort((left, right) => left.number - right.number);
  }
}

function increment(numbers: Uint32Array, place: number): void {
  numbers[place] = (numbers[place] as number) + 1;
}

function endpointCell(minute: Minute, alias: string): Uint32Array {
  const { endpoints } = minute;
  const known = endpoints.get(alias);
  if (known !== undefined) return known;
  if (endpoints.size >= LABELS_MAX && alias !== OTHERS) return endpointCell(minute, OTHERS);
  const made = new Uint32Array(COARSE_WIDTH);
  endpoints.set(alias, made);
  return made;
}

function noteError({ errors }: Minute, code: string, alias: string): void {
  const known = errors.get(`${code} ${alias}`);
  if (known !== undefined) known.count += 1;
  else if (errors.size < LABELS_MAX) errors.set(`${code} ${alias}`, { code, alias, count: 1 });
  else countTogether(errors, errors.size < 2 * LABELS_MAX ? code : OTHERS);
}

function countTogether(errors: Minute['errors'], code: string): void {
  const key = `${code} ${OTHERS}`;
  const known = errors.get(key);
  if (known !== undefined) known.count += 1;
  else errors.set(key, { code, alias: OTHERS, count: 1 });
}

function toEndpointUsage(alias: string, sums: readonly number[]): EndpointUsage {
  const outcomes = USAGE_METHODS.map((_method, place) =>
    sums.slice(place * OUTCOMES.length, (place + 1) * OUTCOMES.length),
  );
  return { alias, outcomes, histogram: sums.slice(BY_METHOD) };
}

function requestsOf({ histogram }: EndpointUsage): number {
  return histogram.reduce((sum, count) => sum + count, 0);
}
