import type { Entity, Junction, KeyBinding, Relation } from '@dx/entity-configuration';
import { CodedException, contractErrors, type RequestContext } from '@dx/kernel';
import type { EngineLimits } from '../engine-limits.js';
import { parseColumnText } from '../record/parse-column-text.js';
import type { IncludeTree, ReadRequest } from '../request/read-request.js';
import { entitiesOf, planFilters } from './plan-filters.js';
import { NO_INCLUDE_FILTERS, planIncludeFilters } from './plan-include-filters.js';
import type { IncludeFilters, IncludeFilterTree } from './plan-include-filters.js';
import type { BindingAt, ReadNode, ReadPlan, ReadTarget, RelationNode } from './read-plan.js';
import { keyColumnsOf, shapeOf, throughShapeOf, type KeyColumn, type RowShape } from './row-shape.js';

/**
 * Resolves a read of `entity` against the snapshot that the entity belongs to: names become columns and relations.
 * Throws, in this order: 1315, 1950 and 1951 (filters), 1315, 1953 and 1951 (filters on included records), 1313 (the
 * failing link's name), 403 (a relation's endpoint that the caller may not read, also one that only a filter looks into).
 * The caller's right to read `entity` itself was checked before.
 * @param id the identifier of a by-id path; undefined = a page
 */
export function planRead(
  ctx: RequestContext,
  entity: Entity,
  id: string | undefined,
  request: ReadRequest,
  limits: EngineLimits,
): ReadPlan {
  const { filters, related } = planFilters(request.filters, entity, limits);
  const includeFilters = planIncludeFilters(request.includeFilters, entity, request.include, limits);
  const root = planTree(entity, request.include, includeFilters);
  for (const relation of root.relations) checkScope(ctx, relation);
  for (const touched of entitiesOf(related)) checkMayRead(ctx, touched);
  return { root, filters, related, target: targetOf(entity, id, request) };
}

/** The tree of what is read of `entity` and of the relations named in `include`; throws 1313. */
export function planTree(
  entity: Entity,
  include: IncludeTree,
  filters: IncludeFilterTree = NO_INCLUDE_FILTERS,
): ReadNode {
  if (include.size === 0) return { entity, shape: shapeOf(entity), relations: NO_RELATIONS };
  const keys = keysForRelations(entity, include);
  return planNode(entity, { include, filters, shape: shapeOf(entity, keys), keys, keysBefore: 0 });
}

const NO_RELATIONS: readonly RelationNode[] = [];
const NO_FILTERS: RelationNode['filters'] = [];
const NO_PLACES: readonly number[] = [];

function targetOf(entity: Entity, id: string | undefined, request: ReadRequest): ReadTarget {
  return id === undefined
    ? { kind: 'page', page: request.page }
    : { kind: 'one', value: parseColumnText(entity.identifier.column, id) };
}

/** The columns of an entity that the requested relations are bound to. */
function keysForRelations(entity: Entity, include: IncludeTree, keys: KeyColumn[] = []): KeyColumn[] {
  for (const name of include.keys()) {
    for (const { parent, parentQuoted } of parentBindings(relationOf(entity, name))) addKey(keys, parent, parentQuoted);
  }
  return keys;
}

interface NodePlan {
  readonly include: IncludeTree;
  readonly filters: IncludeFilterTree;
  readonly shape: RowShape;
  /** The entity's own key columns. */
  readonly keys: readonly KeyColumn[];
  /** How many key columns of the shape stand before them. */
  readonly keysBefore: number;
}

function planNode(entity: Entity, { include, filters, shape, keys, keysBefore }: NodePlan): ReadNode {
  const placeOf = ({ parent }: KeyBinding): number =>
    keysBefore + keys.findIndex(({ column }) => column.name === parent.name);
  return {
    entity,
    shape,
    relations: [...include].map(([name, below]) => {
      const own = filters.get(name);
      const relation = relationOf(entity, name);
      return relation.through === null
        ? planRelation(relation, below, own, placeOf)
        : planThrough(relation, relation.through, below, { own, placeOf });
    }),
  };
}

function planRelation(
  relation: Relation,
  include: IncludeTree,
  own: IncludeFilters | undefined,
  placeOf: (binding: KeyBinding) => number,
): RelationNode {
  const { child, bindings } = relation;
  const keys: KeyColumn[] = [];
  for (const binding of bindings) addKey(keys, binding.child, binding.childQuoted);
  keysForRelations(child, include, keys);
  const shape = shapeOf(child, keys);
  return {
    relation,
    bindings: bindings.map((binding): BindingAt => ({
      binding,
      parentKey: placeOf(binding),
      childKey: keys.findIndex(({ column }) => column.name === binding.child.name),
    })),
    filters: own?.filters ?? NO_FILTERS,
    distinctBy: NO_PLACES,
    node: planNode(child, { include, filters: own?.below ?? NO_INCLUDE_FILTERS, shape, keys, keysBefore: 0 }),
  };
}

/** The same over a junction: its columns take the place of the child's in the bindings, in front of the child's own keys. */
function planThrough(
  relation: Relation,
  { toParent, linksOnce }: Junction,
  include: IncludeTree,
  { own, placeOf }: { readonly own: IncludeFilters | undefined; readonly placeOf: (binding: KeyBinding) => number },
): RelationNode {
  const { child } = relation;
  const keys = keysForRelations(child, include);
  const distinct = linksOnce ? [] : rowKeyOf(child);
  for (const { column, quoted } of distinct) addKey(keys, column, quoted);
  const shape = throughShapeOf(relation, keys);
  const keysBefore = toParent.length;
  return {
    relation,
    bindings: toParent.map((binding, index): BindingAt => ({ binding, parentKey: placeOf(binding), childKey: index })),
    filters: own?.filters ?? NO_FILTERS,
    distinctBy: distinct.map(({ column }) => keysBefore + keys.findIndex((key) => key.column.name === column.name)),
    node: planNode(child, { include, filters: own?.below ?? NO_INCLUDE_FILTERS, shape, keys, keysBefore }),
  };
}

/** What tells one row of an entity from another, as far as it can be told. */
function rowKeyOf(entity: Entity): readonly KeyColumn[] {
  const { column, quoted } = entity.identifier;
  return entity.keyColumns.length === 0 ? [{ column, quoted }] : keyColumnsOf(entity);
}

/** The bindings that look for a relation's rows by values of its parent. */
function parentBindings({ bindings, through }: Relation): readonly KeyBinding[] {
  return through === null ? bindings : through.toParent;
}

function relationOf(entity: Entity, name: string): Relation {
  const relation = entity.relations.get(name);
  if (relation === undefined) throw new CodedException(contractErrors.relationNotFound({ relation: name }));
  return relation;
}

function addKey(keys: KeyColumn[], column: KeyColumn['column'], quoted: string): void {
  if (!keys.some((key) => key.column.name === column.name)) keys.push({ column, quoted });
}

function checkScope(ctx: RequestContext, { relation, node }: RelationNode): void {
  checkMayRead(ctx, relation.child);
  for (const below of node.relations) checkScope(ctx, below);
}

function checkMayRead(ctx: RequestContext, { alias }: Entity): void {
  if (!ctx.caller.grants.allows(alias, 'read')) throw new CodedException(contractErrors.forbidden());
}
