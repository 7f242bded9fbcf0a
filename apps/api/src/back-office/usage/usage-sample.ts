/** Methods that are counted by name. */
export const USAGE_METHODS = ['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE', 'other'] as const;
export type UsageMethod = (typeof USAGE_METHODS)[number];

/** How requests ended: 2xx and 3xx, 4xx, 5xx, and those whose client went away. */
export const OUTCOMES = ['ok', 'clientErrors', 'serverErrors', 'abandoned'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** One finished request of an endpoint. */
export interface UsageSample {
  /** One of a bounded set: made-up aliases are counted together. */
  readonly alias: string;
  readonly method: string;
  readonly status: number;
  readonly ms: number;
  /** The codes of the errors in its answer; null when there was none. */
  readonly codes: readonly string[] | null;
}

/** The place of a method in {@link USAGE_METHODS}. */
export function placeOfMethod(method: string): number {
  const place = USAGE_METHODS.indexOf(method as UsageMethod);
  return place === -1 ? USAGE_METHODS.length - 1 : place;
}

/** The place of an outcome in {@link OUTCOMES}. */
export function placeOfOutcome(status: number): number {
  if (status === 499) return 3;
  if (status >= 500) return 2;
  return status >= 400 ? 1 : 0;
}
