import fc from 'fast-check';
import { BINS, binOf, quantileOf } from './latency-histogram.js';

const histogramOf = (values: readonly number[]): number[] => {
  const counts = Array<number>(BINS).fill(0);
  for (const ms of values) counts[binOf(ms)] = (counts[binOf(ms)] ?? 0) + 1;
  return counts;
};

describe('the latency histogram', () => {
  it('knows nothing of nothing', () => expect(quantileOf(histogramOf([]), 0.5)).toBeNull());

  it('takes what is beyond its ends', () => {
    expect(binOf(0)).toBe(0);
    expect(binOf(1e9)).toBe(BINS - 1);
  });

  it('finds quantiles to the width of a bin', () => {
    const duration = fc.double({ min: 0.2, max: 60_000, noNaN: true });
    fc.assert(
      fc.property(fc.array(duration, { minLength: 1, maxLength: 200 }), fc.constantFrom(0.5, 0.95, 0.99), (all, q) => {
        const sorted = [...all].sort((a, b) => a - b);
        const exact = sorted[Math.ceil(q * sorted.length) - 1] as number;
        const found = quantileOf(histogramOf(all), q) as number;
        expect(found / exact).toBeGreaterThan(0.7);
        expect(found / exact).toBeLessThan(1.43);
      }),
    );
  });
});
