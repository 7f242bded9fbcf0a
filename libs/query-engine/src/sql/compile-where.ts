import type { SqlParam } from '@dx/database';
import type { Column } from '@dx/schema-catalogue';
import type { Filter } from '../request/parse-filters.js';
import { placeholderOf } from './placeholder-of.js';

/** A part of a statement: SQL text with `?` placeholders and what is bound to them. */
export interface SqlFragment {
  readonly sql: string;
  readonly params: readonly SqlParam[];
}

/**
 * The condition that all filters hold, without the word WHERE; an empty text for no filters. Names come from the
 * snapshot, values are bound only.
 * @param qualifier what stands before the names of columns: nothing, or a table's name and a dot
 */
export function compileWhere(filters: readonly Filter[], qualifier = ''): SqlFragment {
  const params: SqlParam[] = [];
  const conditions = filters.map((filter) => compileFilter(filter, qualifier, params));
  return { sql: conditions.join(' AND '), params };
}

/** One condition; pushes what it binds. */
export function compileFilter(filter: Filter, qualifier: string, params: SqlParam[]): string {
  switch (filter.kind) {
    case 'equals':
      params.push(filter.value);
      return `${qualifier}${filter.field.quoted} = ${placeholderOf(filter.field.column)}`;
    case 'in':
      return compileIn(qualifier + filter.field.quoted, filter.field.column, filter.values, params);
    case 'never':
      return '1 = 0';
  }
}

/** `column IN (?, …)`; pushes the values. `values` must not be empty. */
export function compileIn(quoted: string, column: Column, values: readonly SqlParam[], params: SqlParam[]): string {
  for (const value of values) params.push(value);
  const placeholder = placeholderOf(column);
  return `${quoted} IN (${placeholder}${`, ${placeholder}`.repeat(values.length - 1)})`;
}
