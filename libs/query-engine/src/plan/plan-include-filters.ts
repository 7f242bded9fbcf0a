import type { Entity, Field, Relation } from '@dx/entity-configuration';
import { CodedException, serverErrors } from '@dx/kernel';
import type { EngineLimits } from '../engine-limits.js';
import { findFilterField, toFilter, unknownFilterField } from '../request/parse-filters.js';
import type { Filter } from '../request/parse-filters.js';
import type { IncludeFilterParameter } from '../request/parse-include-filters.js';
import type { IncludeTree } from '../request/read-request.js';

/** Filters on the records of the included relations of one level, and of those below, by the relation's name. */
export type IncludeFilterTree = ReadonlyMap<string, IncludeFilters>;

/** Filters on the records of one included relation. */
export interface IncludeFilters {
  readonly filters: readonly Filter[];
  readonly below: IncludeFilterTree;
}

type GrowingTree = Map<string, { readonly filters: Filter[]; readonly below: GrowingTree }>;

/** No filter anywhere. */
export const NO_INCLUDE_FILTERS: IncludeFilterTree = new Map();

/**
 * Resolves the filters on included records. Throws 1315 for a path that leads to no field of a relation (the first one,
 * whole), 1953 for a relation that is not included, and 1951 for a list too long, in this order.
 */
export function planIncludeFilters(
  parameters: readonly IncludeFilterParameter[],
  entity: Entity,
  include: IncludeTree,
  limits: EngineLimits,
): IncludeFilterTree {
  if (parameters.length === 0) return NO_INCLUDE_FILTERS;
  const tree: GrowingTree = new Map();
  const targets = parameters.map(({ path, text }) => findTarget(path, text, entity));
  for (const { chain } of targets) checkIncluded(chain, include);
  for (const [index, { chain, field }] of targets.entries()) {
    const filter = toFilter(parameters[index] as IncludeFilterParameter, field, 'read', limits.filterListMax);
    filtersAt(tree, chain).push(filter);
  }
  return tree;
}

interface Target {
  readonly chain: readonly string[];
  readonly field: Field;
}

function findTarget(path: readonly string[], text: string, entity: Entity): Target {
  const chain = path.slice(0, -1);
  let at: Entity | undefined = chain.length === 0 ? undefined : entity;
  for (const name of chain) {
    const relation: Relation | undefined = at?.relations.get(name);
    at = relation?.child;
  }
  const field = at === undefined ? undefined : findFilterField(path.at(-1) as string, at);
  if (field === undefined) throw unknownFilterField(text, entity);
  return { chain, field };
}

function checkIncluded(chain: readonly string[], include: IncludeTree): void {
  let level: IncludeTree | undefined = include;
  for (const name of chain) level = level?.get(name);
  if (level !== undefined) return;
  throw new CodedException(serverErrors.filterNotIncluded({ chain: chain.join('.') }));
}

function filtersAt(tree: GrowingTree, [name, ...further]: readonly string[]): Filter[] {
  if (name === undefined) throw new TypeError('a filter on included records needs a relation');
  let entry = tree.get(name);
  if (entry === undefined) tree.set(name, (entry = { filters: [], below: new Map() }));
  return further.length === 0 ? entry.filters : filtersAt(entry.below, further);
}
