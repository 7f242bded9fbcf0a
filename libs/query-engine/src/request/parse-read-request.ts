import type { EngineLimits } from '../engine-limits.js';
import { parseFilterParameters } from './parse-filter-parameters.js';
import { parseInclude } from './parse-include.js';
import { parseIncludeFilters } from './parse-include-filters.js';
import { parsePage } from './parse-page.js';
import type { RawQuery } from './raw-query.js';
import type { ReadRequest } from './read-request.js';

/**
 * Reads a GET's query: filters (011), page (1901, 1902), include (1950), in this order. Parameters of other names are
 * ignored, as are `filter`, `page` and their like without brackets.
 */
export function parseReadRequest(query: RawQuery, limits: EngineLimits): ReadRequest {
  const filters = parseFilterParameters(query);
  const page = parsePage(query, limits);
  return { filters, page, include: parseInclude(query, limits), includeFilters: parseIncludeFilters(query) };
}
