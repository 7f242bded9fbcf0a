import type { Entity, Field, Relation } from '@dx/entity-configuration';
import { CodedException, serverErrors } from '@dx/kernel';
import type { EngineLimits } from '../engine-limits.js';
import type { FilterParameter } from '../request/parse-filter-parameters.js';
import { findFilterField, toFilter, unknownFilterField } from '../request/parse-filters.js';
import type { Filter } from '../request/parse-filters.js';
import type { RelatedCondition } from './read-plan.js';

/** The filters of a read: on the root's own fields, and on related records. */
export interface PlannedFilters {
  readonly filters: readonly Filter[];
  readonly related: readonly RelatedCondition[];
}

const NO_FILTERS: PlannedFilters = { filters: [], related: [] };

/**
 * Resolves the filters of a read. A name that is no field but a relation leads to the related record's fields; all filters
 * of one relation path are about one and the same related record. Throws 1315 (the first unknown one; inside a related
 * record with its whole path), 1950 (more or longer paths than allowed) and 1951 (a list too long), in this order.
 */
export function planFilters(
  parameters: readonly FilterParameter[],
  entity: Entity,
  limits: EngineLimits,
): PlannedFilters {
  if (parameters.length === 0) return NO_FILTERS;
  const targets = parameters.map(({ path }) => findTarget(path, entity));
  const filters: Filter[] = [];
  const related: GrowingConditions = new Map();
  for (const { chain } of targets) checkDepth(chain, limits);
  for (const [index, { chain, field }] of targets.entries()) {
    const filter = toFilter(parameters[index] as FilterParameter, field, 'read', limits.filterListMax);
    (chain.length === 0 ? filters : filtersAt(related, chain)).push(filter);
  }
  const conditions = finish(related);
  if (countConditions(conditions) > limits.includeTotalMax) {
    throw tooLarge(`Filters must not lead to more than ${limits.includeTotalMax} relations.`);
  }
  return { filters, related: conditions };
}

/** Every endpoint that the conditions look into. */
export function entitiesOf(conditions: readonly RelatedCondition[]): readonly Entity[] {
  return conditions.flatMap(({ relation, below }) => [relation.child, ...entitiesOf(below)]);
}

interface Target {
  /** From the root to the record that has the field; empty for the root's own. */
  readonly chain: readonly Relation[];
  readonly field: Field;
}

function findTarget(path: readonly string[], entity: Entity): Target {
  const [first = ''] = path;
  // Why the field comes first: a further dot behind a field means nothing, as the contract says.
  const own = findFilterField(first, entity);
  if (own !== undefined) return { chain: [], field: own };
  if (path.length === 1 || !entity.relations.has(first)) throw unknownFilterField(first, entity);
  const chain: Relation[] = [];
  let at = entity;
  for (const name of path.slice(0, -1)) {
    const relation = at.relations.get(name);
    if (relation === undefined) throw unknownFilterField(path.join('.'), entity);
    chain.push(relation);
    at = relation.child;
  }
  const field = findFilterField(path.at(-1) as string, at);
  if (field === undefined) throw unknownFilterField(path.join('.'), entity);
  return { chain, field };
}

function checkDepth(chain: readonly Relation[], { includeDepthMax }: EngineLimits): void {
  if (chain.length <= includeDepthMax) return;
  throw tooLarge(`A filter must not lead over more than ${includeDepthMax} relations.`);
}

/** Conditions by relation while filters are still being added. */
type GrowingConditions = Map<Relation, { readonly filters: Filter[]; readonly below: GrowingConditions }>;

function filtersAt(conditions: GrowingConditions, [relation, ...further]: readonly Relation[]): Filter[] {
  if (relation === undefined) throw new TypeError('a filter on a related record needs a relation');
  let condition = conditions.get(relation);
  if (condition === undefined) conditions.set(relation, (condition = { filters: [], below: new Map() }));
  return further.length === 0 ? condition.filters : filtersAt(condition.below, further);
}

function finish(conditions: GrowingConditions): readonly RelatedCondition[] {
  return [...conditions].map(([relation, { filters, below }]) => ({ relation, filters, below: finish(below) }));
}

function countConditions(conditions: readonly RelatedCondition[]): number {
  return conditions.reduce((count, { below }) => count + 1 + countConditions(below), 0);
}

function tooLarge(reason: string): CodedException {
  return new CodedException(serverErrors.includeTooLarge({ reason }));
}
