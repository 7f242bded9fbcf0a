import type { SqlParam } from '@dx/database';
import type { Entity, Field } from '@dx/entity-configuration';
import { CodedException, contractErrors, serverErrors } from '@dx/kernel';
import { parseColumnText } from '../record/parse-column-text.js';
import { DEFAULT_ENGINE_LIMITS } from '../engine-limits.js';
import { parseFilterParameters, type FilterParameter } from './parse-filter-parameters.js';
import type { RawQuery } from './raw-query.js';

/** One condition on a field of an entity; values are of the column's type and ready to be bound. Conditions are ANDed. */
export type Filter =
  | { readonly kind: 'equals'; readonly field: Field; readonly value: SqlParam }
  /** At least one value. */
  | { readonly kind: 'in'; readonly field: Field; readonly values: readonly SqlParam[] }
  /** No row can satisfy it: an empty list, or a value that the column cannot hold. */
  | { readonly kind: 'never'; readonly field: Field };

/** What becomes of a value that is no value of its column: `read` matches nothing, `delete` is refused (1903). */
export type FilterMode = 'read' | 'delete';

/**
 * The filters of a query as conditions on fields of `entity` itself, in order; a path to a related record is unknown here.
 * Throws 011 (a key's form), 1315 (the first unknown field only), 1951 (a list too long) and, in mode `delete`, 1903.
 */
export function parseFilters(
  query: RawQuery,
  entity: Entity,
  mode: FilterMode,
  listMax: number = DEFAULT_ENGINE_LIMITS.filterListMax,
): readonly Filter[] {
  const parameters = parseFilterParameters(query);
  const fields = parameters.map(({ field: name }) => {
    const field = findFilterField(name, entity);
    if (field === undefined) throw unknownFilterField(name, entity);
    return field;
  });
  return parameters.map((parameter, index) => toFilter(parameter, fields[index] as Field, mode, listMax));
}

/** A field by its visible name; `identifier` names the identifier unless a field of that name exists. */
export function findFilterField(name: string, entity: Entity): Field | undefined {
  return entity.fieldsByName.get(name) ?? (name === 'identifier' ? entity.identifier : undefined);
}

/** 1315 for a field, or a path to one, that the endpoint does not have. */
export function unknownFilterField(filterField: string, { alias }: Entity): CodedException {
  return new CodedException(contractErrors.filterFieldNotFound({ filterField, alias }));
}

/** The condition that a parameter sets for a field. Throws 1951 and, in mode `delete`, 1903. */
export function toFilter(
  filter: Pick<FilterParameter, 'parameter' | 'value'>,
  field: Field,
  mode: FilterMode,
  listMax: number,
): Filter {
  if (filter.value.kind === 'equals') {
    const value = toValue(filter.value.text, field, mode);
    return value === undefined ? { kind: 'never', field } : { kind: 'equals', field, value };
  }
  if (filter.value.texts.length > listMax) {
    throw new CodedException(serverErrors.batchTooLarge({ path: filter.parameter, max: listMax }));
  }
  const values: SqlParam[] = [];
  for (const text of filter.value.texts) {
    const value = toValue(text, field, mode);
    if (value !== undefined) values.push(value);
  }
  return values.length === 0 ? { kind: 'never', field } : { kind: 'in', field, values };
}

function toValue(text: string, field: Field, mode: FilterMode): SqlParam | undefined {
  const value = parseColumnText(field.column, text);
  if (value === undefined && mode === 'delete') {
    throw new CodedException(serverErrors.invalidFilterValue({ filterField: field.name }));
  }
  return value;
}
