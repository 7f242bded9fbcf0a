import type { FilterParameter } from './parse-filter-parameters.js';
import type { IncludeFilterParameter } from './parse-include-filters.js';

/** Which part of a list is asked for. */
export interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** The requested relations of one level, by name in the order in which they were first named; chains are merged. */
export type IncludeTree = ReadonlyMap<string, IncludeTree>;

/** A GET as the client wrote it: the form is checked, no name is looked up yet. */
export interface ReadRequest {
  readonly page: Page;
  readonly filters: readonly FilterParameter[];
  readonly include: IncludeTree;
  readonly includeFilters: readonly IncludeFilterParameter[];
}
