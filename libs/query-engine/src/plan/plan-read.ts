import type { Entity, KeyBinding, Relation } from '@dx/entity-configuration';
import { CodedException, contractErrors, type RequestContext } from '@dx/kernel';
import type { EngineLimits } from '../engine-limits.js';
import { parseColumnText } from '../record/parse-column-text.js';
import { resolveFilters } from '../request/parse-filters.js';
import type { IncludeTree, ReadRequest } from '../request/read-request.js';
import type { BindingAt, ReadNode, ReadPlan, ReadTarget, RelationNode } from './read-plan.js';
import { shapeOf, type KeyColumn } from './row-shape.js';

/**
 * Resolves a read of `entity` against the snapshot that the entity belongs to: names become columns and relations.
 * Throws, in this order: 1315 and 1951 (filters), 1313 (the failing link's name), 403 (a relation's endpoint that the
 * caller may not read). The caller's right to read `entity` itself was checked before.
 * @param id the identifier of a by-id path; undefined = a page
 */
export function planRead(
  ctx: RequestContext,
  entity: Entity,
  id: string | undefined,
  request: ReadRequest,
  limits: EngineLimits,
): ReadPlan {
  const filters = resolveFilters(request.filters, entity, 'read', limits.filterListMax);
  const root = planTree(entity, request.include);
  for (const relation of root.relations) checkScope(ctx, relation);
  return { root, filters, target: targetOf(entity, id, request) };
}

/** The tree of what is read of `entity` and of the relations named in `include`; throws 1313. */
export function planTree(entity: Entity, include: IncludeTree): ReadNode {
  if (include.size === 0) return { entity, shape: shapeOf(entity), relations: NO_RELATIONS };
  return planNode(entity, include, []);
}

const NO_RELATIONS: readonly RelationNode[] = [];

function targetOf(entity: Entity, id: string | undefined, request: ReadRequest): ReadTarget {
  return id === undefined
    ? { kind: 'page', page: request.page }
    : { kind: 'one', value: parseColumnText(entity.identifier.column, id) };
}

/** @param incoming the bindings that tie the entity's rows to their parents' */
function planNode(entity: Entity, include: IncludeTree, incoming: readonly KeyBinding[]): ReadNode {
  const relations = [...include].map(([name, below]) => ({ relation: relationOf(entity, name), below }));
  const keys: KeyColumn[] = [];
  for (const { child, childQuoted } of incoming) addKey(keys, child, childQuoted);
  for (const { relation } of relations) {
    for (const { parent, parentQuoted } of relation.bindings) addKey(keys, parent, parentQuoted);
  }
  return {
    entity,
    shape: shapeOf(entity, keys),
    relations: relations.map(({ relation, below }) => planRelation(relation, below, keys)),
  };
}

function planRelation(relation: Relation, below: IncludeTree, parentKeys: readonly KeyColumn[]): RelationNode {
  const node = planNode(relation.child, below, relation.bindings);
  const bindings = relation.bindings.map((binding): BindingAt => ({
    binding,
    parentKey: parentKeys.findIndex(({ column }) => column.name === binding.parent.name),
    childKey: node.shape.keys.findIndex(({ column }) => column.name === binding.child.name),
  }));
  return { relation, bindings, node };
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
  if (!ctx.caller.grants.allows(relation.child.alias, 'read')) throw new CodedException(contractErrors.forbidden());
  for (const below of node.relations) checkScope(ctx, below);
}
