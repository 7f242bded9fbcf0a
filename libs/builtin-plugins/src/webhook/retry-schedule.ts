const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits before each attempt, as Standard Webhooks recommends; after the last one a message is given up. */
export const RETRY_DELAYS_MS: readonly number[] = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

const RETRY_AFTER_MAX_MS = 24 * HOUR;
const JITTER = 0.2;

/**
 * Milliseconds until the next attempt after `attempts` failed ones; null when it is time to give up. Up to a fifth is added
 * by `random` (0 to 1), so that many messages do not come back at once; a receiver that asks for more time gets it.
 */
export function nextDelay(attempts: number, retryAfterMs: number | null, random: number): number | null {
  const delay = RETRY_DELAYS_MS[attempts];
  if (delay === undefined) return null;
  const jittered = Math.round(delay * (1 + JITTER * random));
  return Math.max(jittered, Math.min(retryAfterMs ?? 0, RETRY_AFTER_MAX_MS));
}

/** Milliseconds that a `Retry-After` header asks for: seconds or a date; null when it says neither. */
export function parseRetryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * SECOND;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
