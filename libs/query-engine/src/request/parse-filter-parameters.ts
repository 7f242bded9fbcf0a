import { CodedException, contractErrors } from '@dx/kernel';
import type { RawQuery } from './raw-query.js';
import { parseFilterValue, type FilterValue } from './parse-filter-value.js';

/** One `filter[…]` of a query, its field's name not looked up yet. */
export interface FilterParameter {
  /** The parameter as it was sent, e.g. `filter[countries.iso2_code]`. */
  readonly parameter: string;
  /** The visible name that it asks for; may be empty. */
  readonly field: string;
  /** All names behind the first dot, the first of them is `field`; further ones count when that is a relation. */
  readonly path: readonly string[];
  readonly value: FilterValue;
}

const NO_FILTERS: readonly FilterParameter[] = [];

/** Reads the filters of a query, in order; throws 011 as {@link checkFilterKeys} does. Everything else is ignored. */
export function parseFilterParameters(query: RawQuery): readonly FilterParameter[] {
  if (query.length === 0) return NO_FILTERS;
  const filters: FilterParameter[] = [];
  for (const { name, value } of query) {
    if (!name.startsWith('filter[')) continue;
    const path = filterPathOf(name);
    filters.push({ parameter: name, field: path[0] as string, path, value: parseFilterValue(value) });
  }
  return filters;
}

/**
 * Throws 011 unless every `filter[…]` of the query has the form `filter[resource.property]`: one pair of brackets, a dot
 * inside. A scalar `filter=…` is no filter. The HTTP edge calls it before it asks who the caller is.
 */
export function checkFilterKeys(query: RawQuery): void {
  for (const { name } of query) {
    if (name.startsWith('filter[')) filterPathOf(name);
  }
}

/**
 * The names of `filter[<anything>.<field>.<dropped>]`, or of `filter[<anything>.<relation>.….<field>]`.
 * Why a name with anything behind the bracket is refused as well: a filter that is silently ignored answers, or deletes,
 * more than was asked for.
 */
function filterPathOf(name: string): readonly string[] {
  const end = name.indexOf(']');
  const firstDot = name.indexOf('.');
  if (end !== name.length - 1 || firstDot === -1) throw new CodedException(contractErrors.unsupportedFilter());
  return name.slice(firstDot + 1, end).split('.');
}
