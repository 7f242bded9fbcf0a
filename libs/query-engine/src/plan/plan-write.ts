import type { Entity, Relation } from '@dx/entity-configuration';
import { CodedException, ExactNumber, contractErrors, isJsonObject, itemPath } from '@dx/kernel';
import type { JsonObject, JsonValue, RequestContext } from '@dx/kernel';
import type { WriteTarget } from '../request/parse-write-request.js';
import { transformInputs } from './transform-inputs.js';
import type { InputTransformer } from './transform-inputs.js';
import type { ChildNodes, WriteNode, WritePlan, WriteVerb } from './write-plan.js';

/** A record that is being planned. */
interface Draft {
  readonly entity: Entity;
  readonly path: string;
  readonly relation: Relation | null;
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
  const roots = items.map((input, index) => makeDraft(entity, itemPath(entity.alias, index), null, input));
  const entities = new Set([entity]);
  for (let level: readonly Draft[] = roots; level.length > 0; level = level.flatMap(draftsBelow)) {
    await transformInputs(level, transform);
    for (const draft of level) addChildren(draft, entities);
  }
  for (const touched of entities) {
    if (!ctx.caller.grants.allows(touched.alias, verb)) throw new CodedException(contractErrors.forbidden());
  }
  return { verb, target, entity, roots: number(roots), entities: [...entities] };
}

const NO_TRANSFORMER: InputTransformer = () => undefined;

function makeDraft(entity: Entity, path: string, relation: Relation | null, input: JsonObject): Draft {
  return { entity, path, relation, input, children: [] };
}

function draftsBelow(draft: Draft): readonly Draft[] {
  return draft.children.flatMap(({ drafts }) => drafts);
}

function addChildren(draft: Draft, entities: Set<Entity>): void {
  const { entity, input, path } = draft;
  for (const key of Object.keys(input)) {
    const value = input[key];
    if (!isNested(value) || entity.fieldsByName.get(key)?.type === 'json') continue;
    const relation = entity.relations.get(key);
    if (relation === undefined) throw new CodedException(contractErrors.relationNotFound({ relation: key }));
    entities.add(relation.child);
    const inputs = listOfObjects(value);
    const drafts = inputs.map((child, index) =>
      makeDraft(relation.child, itemPath(relation.child.alias, index, path), relation, child),
    );
    draft.children.push({ relation, drafts });
  }
}

/** Whether a value makes its key a relation: a list or an object. */
export function isNested(value: JsonValue | undefined): boolean {
  return typeof value === 'object' && value !== null && !(value instanceof ExactNumber);
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
    const { entity, path, relation, input } = draft;
    const node: WriteNode = { entity, path, item, order: order++, relation, parent, input, children };
    for (const below of draft.children) {
      children.push({ relation: below.relation, nodes: below.drafts.map((child) => toNode(child, item, node)) });
    }
    return node;
  };
  return drafts.map((draft, item) => toNode(draft, item, null));
}
