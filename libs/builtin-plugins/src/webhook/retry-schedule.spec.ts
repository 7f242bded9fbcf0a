import { nextDelay, parseRetryAfter } from './retry-schedule.js';

describe('the retry schedule', () => {
  it('waits longer each time, adds up to a fifth, and ends', () => {
    expect([1, 2, 9, 10].map((attempts) => nextDelay(attempts, null, 0))).toEqual([5_000, 300_000, 86_400_000, null]);
    expect(nextDelay(1, null, 1)).toBe(6_000);
  });

  it('gives a receiver the time that it asks for, a day at most', () => {
    expect(nextDelay(1, 60_000, 0)).toBe(60_000);
    expect(nextDelay(2, 60_000, 0)).toBe(300_000);
    expect(nextDelay(1, 1e12, 0)).toBe(86_400_000);
  });

  it('reads both forms of Retry-After', () => {
    const now = Date.UTC(2026, 0, 1);
    expect(parseRetryAfter('120', now)).toBe(120_000);
    expect(parseRetryAfter('Thu, 01 Jan 2026 00:01:00 GMT', now)).toBe(60_000);
    expect(parseRetryAfter('Wed, 31 Dec 2025 00:00:00 GMT', now)).toBe(0);
    expect(parseRetryAfter('soon', now)).toBeNull();
    expect(parseRetryAfter(undefined, now)).toBeNull();
  });
});
