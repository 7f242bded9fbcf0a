import type { CodedError } from '@dx/kernel';

/**
 * What the engine answers; the HTTP layer turns it into bytes.
 * - `records`: `data` is the JSON of the `data` member (an array, or an object on by-id routes); status 200, or 201 for POST
 * - `per-item`: the answer of a write with `X-Is-Transactional: false`; `data` as above (`[]` for a failed by-id write),
 *   `stored` whether at least one item was stored
 * - `deleted`: 204, no body
 * Failures of a whole request are thrown as `CodedException`.
 */
export type EngineAnswer =
  | { readonly kind: 'records'; readonly data: Buffer }
  | {
      readonly kind: 'per-item';
      readonly data: Buffer;
      readonly errors: readonly CodedError[];
      readonly stored: boolean;
    }
  | { readonly kind: 'deleted' };
