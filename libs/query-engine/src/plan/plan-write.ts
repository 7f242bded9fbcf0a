import type { Entity, Relation } from '@dx/entity-configuration';
import { CodedException, contractErrors, isJsonObject, itemPath } from '@dx/kernel';
import type { JsonObject, JsonValue, RequestContext, Verb } from '@dx/kernel';
import type { WriteTarget } from '../request/parse-write-request.js';
import { chooseVerb, isNested, rightsFor } from './choose-verb.js';
import { transformInputs } from './transform-inputs.js';
import type { InputTransformer } from './transform-inputs.js';
import type { ChildNodes, NodeVerb, WriteNode, WritePlan, WriteVerb } from './write-plan.js';

/** A record that is being planned. */
interface Draft {
  readonly entity: Entity;
  readonly path: string;
  readonly relation: Relation | null;
  readonly parent: Draft | null;
  /** Known when plugins are done with the input. */
  verb: NodeVerb;
  input: JsonObject;
  readonly children: { readonly relation: Relation; readonly drafts: readonly Draft[] }[];
}

/**
 * Resolves the items of a write of `entity`: every key whose value is a list or an object is a relation (unless a field of
 * type `json` has that name) and becomes a level of the tree. Plugins may change each level before it is looked at.
 * Throws 1313 for an unknown relation, 1301 for a relation that is no list of objects, 403 for an endpoint that the caller
 * may not write. The caller's right to write `entity` itself was checked before.
 */
export async function planWrite(
  ctx: RequestContext,
  verb: WriteVerb,
  entity: Entity,
  target: WriteTarget,
  items: readonly JsonObject[],
  transform: InputTransformer = NO_TRANSFORMER,
): Promise<WritePlan> {
  const place = { entity, relation: null, parent: null };
  const roots = items.map((input, index) => makeDraft(place, itemPath(entity.alias, index), input, verb));
  const entities = new Set([entity]);
  const rights = new Map<string, readonly [alias: string, right: Verb]>();
  for (let level: readonly Draft[] = roots; level.length > 0; level = level.flatMap(draftsBelow)) {
    await transformInputs(level, transform);
    for (const draft of level) {
      if (draft.parent !== null) draft.verb = chooseVerb(draft, draft.parent.verb, verb);
      addChildren(draft, entities, verb);
      if (draft.verb === verb) continue;
      const { alias } = draft.entity;
      for (const right of rightsFor(draft.verb, verb)) rights.set(`${alias} ${right}`, [alias, right]);
    }
  }
  for (const { alias } of entities) rights.set(`${alias} ${verb}`, [alias, verb]);
  for (const [alias, right] of rights.values()) {
    if (!ctx.caller.grants.allows(alias, right)) throw new CodedException(contractErrors.forbidden());
  }
  return { verb, target, entity, roots: number(roots), entities: [...entities] };
}

const NO_TRANSFORMER: InputTransformer = () => undefined;

function makeDraft(
  place: Pick<Draft, 'entity' | 'relation' | 'parent'>,
  path: string,
  input: JsonObject,
  verb: NodeVerb,
): Draft {
  return { ...place, path, input, verb, children: [] };
}

function draftsBelow(draft: Draft): readonly Draft[] {
  return draft.children.flatMap(({ drafts }) => drafts);
}

function addChildren(draft: Draft, entities: Set<Entity>, verb: WriteVerb): void {
  const { entity, input, path } = draft;
  for (const key of Object.keys(input)) {
    const value = input[key];
    if (!isNested(value) || entity.fieldsByName.get(key)?.type === 'json') continue;
    const relation = entity.relations.get(key);
    if (relation === undefined) throw new CodedException(contractErrors.relationNotFound({ relation: key }));
    entities.add(relation.child);
    const inputs = listOfObjects(value);
    const place = { entity: relation.child, relation, parent: draft };
    const drafts = inputs.map((child, index) =>
      makeDraft(place, itemPath(relation.child.alias, index, path), child, verb),
    );
    draft.children.push({ relation, drafts });
  }
}

function listOfObjects(value: JsonValue | undefined): readonly JsonObject[] {
  if (Array.isArray(value) && (value as readonly JsonValue[]).every(isJsonObject))
    return value as readonly JsonObject[];
  throw new CodedException(contractErrors.invalidDataFormat());
}

/** Turns finished drafts into nodes that know their place in the request. */
function number(drafts: readonly Draft[]): readonly WriteNode[] {
  let order = 0;
  const toNode = (draft: Draft, item: number, parent: WriteNode | null): WriteNode => {
    const children: ChildNodes[] = [];
    const { entity, verb, path, relation, input } = draft;
    const node: WriteNode = { entity, verb, path, item, order: order++, relation, parent, input, children };
    for (const below of draft.children) {
      children.push({ relation: below.relation, nodes: below.drafts.map((child) => toNode(child, item, node)) });
    }
    return node;
  };
  return drafts.map((draft, item) => toNode(draft, item, null));
}
