import { CodedException, serverErrors } from '@dx/kernel';
import type { EngineLimits } from '../engine-limits.js';
import type { Page } from './read-request.js';
import type { RawQuery } from './raw-query.js';

const WHOLE_NUMBER = /^\d+$/;
const LIMIT = 'page[limit]';
const OFFSET = 'page[offset]';

/**
 * The page of a query: `page[limit]` and `page[offset]`, each may stand alone, the last of several counts. Throws 1901 for
 * what is no whole number and 1902 for a limit above the setting; other `page` parameters are ignored.
 */
export function parsePage(query: RawQuery, limits: EngineLimits): Page {
  const limit = parseNumber(query, LIMIT) ?? limits.pageLimitDefault;
  const offset = parseNumber(query, OFFSET) ?? 0;
  if (limit > limits.pageLimitMax) {
    throw new CodedException(serverErrors.pageTooLarge({ max: limits.pageLimitMax }));
  }
  return { limit, offset };
}

function parseNumber(query: RawQuery, parameter: string): number | undefined {
  if (query.length === 0) return undefined;
  const text = query.findLast(({ name }) => name === parameter || name.startsWith(`${parameter}[`));
  if (text === undefined) return undefined;
  if (text.name !== parameter || !WHOLE_NUMBER.test(text.value)) {
    throw new CodedException(serverErrors.invalidPage({ parameter }));
  }
  // Why the bound: no table has as many rows, and an exact number is all that may reach a statement's text.
  return Math.min(Number(text.value), Number.MAX_SAFE_INTEGER);
}
