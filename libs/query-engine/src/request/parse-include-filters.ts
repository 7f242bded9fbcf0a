import { parseFilterValue, type FilterValue } from './parse-filter-value.js';
import type { RawQuery } from './raw-query.js';

/** One `includeFilter[relation.field]` of a query, its names not looked up yet. */
export interface IncludeFilterParameter {
  /** The parameter as it was sent. */
  readonly parameter: string;
  /** What stands in the brackets, for messages; everything behind the word when the form is wrong. */
  readonly text: string;
  /** A relation chain and, last, a field; a single name when the form is wrong. */
  readonly path: readonly string[];
  readonly value: FilterValue;
}

const NONE: readonly IncludeFilterParameter[] = [];
const WORD = 'includeFilter[';

/**
 * Reads the filters on included records, in order. Why a word of its own: in `filter[…]` everything before the dot may be
 * any text, so no mark inside it could tell these filters from the contract's.
 */
export function parseIncludeFilters(query: RawQuery): readonly IncludeFilterParameter[] {
  if (query.length === 0) return NONE;
  const filters: IncludeFilterParameter[] = [];
  for (const { name, value } of query) {
    if (!name.startsWith(WORD)) continue;
    const whole = name.indexOf(']') === name.length - 1;
    const text = name.slice(WORD.length, whole ? -1 : undefined);
    filters.push({ parameter: name, text, path: whole ? text.split('.') : [text], value: parseFilterValue(value) });
  }
  return filters;
}
