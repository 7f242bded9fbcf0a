import type { Entity, Relation } from '@dx/entity-configuration';
import { CodedException, contractErrors, isJsonObject, itemPath } from '@dx/kernel';
import type { JsonObject, JsonValue, RequestContext, Verb } from '@dx/kernel';
import type { WriteTarget } from '../request/parse-write-request.js';
import { chooseVerb, isNested, rightsFor } from './choose-verb.js';
import { transformInputs } from './transform-inputs.js';
import type { InputTransformer } from './transform-inputs.js';
import type { NodeVerb, WriteNode, WritePlan, WriteVerb } from './write-plan.js';

/**
 * A record that is being planned; becomes the plan's own, once plugins are done with it and its place is known.
 * Why a class: a batch has thousands of records, and few of their paths are ever asked for.
 */
class Draft implements WriteNode {
  fieldValues: readonly (JsonValue | undefined)[] = NONE;
  otherKeys: readonly string[] = NONE;
  children: { readonly relation: Relation; readonly nodes: readonly Draft[] }[] = NO_CHILDREN;
  item = 0;
  order = 0;

  constructor(
    readonly entity: Entity,
    public verb: NodeVerb,
    public input: JsonObject,
    /** Its place in the list that it was sent in. */
    private readonly index: number,
    readonly relation: Relation | null = null,
    readonly parent: Draft | null = null,
  ) {}

  get path(): string {
    return itemPath(this.entity.alias, this.index, this.parent?.path);
  }
}

const NONE: readonly never[] = [];
const NO_CHILDREN: never[] = [];

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
  const roots = items.map((input, index) => new Draft(entity, verb, input, index));
  const entities = new Set([entity]);
  const rights = new Map<string, readonly [alias: string, right: Verb]>();
  for (let level: readonly Draft[] = roots; level.length > 0; level = draftsBelow(level)) {
    await transformInputs(level, transform);
    for (const draft of level) {
      if (draft.parent !== null) draft.verb = chooseVerb(draft, draft.parent.verb, verb);
      readInput(draft, entities, verb);
      if (draft.verb === verb) continue;
      const { alias } = draft.entity;
      for (const right of rightsFor(draft.verb, verb)) rights.set(`${alias} ${right}`, [alias, right]);
    }
  }
  for (const { alias } of entities) rights.set(`${alias} ${verb}`, [alias, verb]);
  for (const [alias, right] of rights.values()) {
    if (!ctx.caller.grants.allows(alias, right)) throw new CodedException(contractErrors.forbidden());
  }
  number(roots);
  return { verb, target, entity, roots, entities: [...entities] };
}

const NO_TRANSFORMER: InputTransformer = () => undefined;

function draftsBelow(level: readonly Draft[]): readonly Draft[] {
  const below: Draft[] = [];
  for (const { children } of level) for (const { nodes } of children) for (const node of nodes) below.push(node);
  return below;
}

/** Sorts a record's keys into values of fields, records below, and others. */
function readInput(draft: Draft, entities: Set<Entity>, verb: WriteVerb): void {
  const { entity, input } = draft;
  const fieldValues: (JsonValue | undefined)[] = new Array<JsonValue | undefined>(entity.table.columns.length + 1);
  const otherKeys: string[] = [];
  for (const key of Object.keys(input)) {
    const value = input[key];
    const field = entity.fieldsByName.get(key);
    if (field !== undefined) fieldValues[field.column.position] = value;
    if (isNested(value) && field?.type !== 'json') addChildren(draft, key, value, entities, verb);
    else if (field === undefined) otherKeys.push(key);
  }
  draft.fieldValues = fieldValues;
  if (otherKeys.length > 0) draft.otherKeys = otherKeys;
}

function addChildren(
  draft: Draft,
  key: string,
  value: JsonValue | undefined,
  entities: Set<Entity>,
  verb: WriteVerb,
): void {
  const relation = draft.entity.relations.get(key);
  if (relation === undefined) throw new CodedException(contractErrors.relationNotFound({ relation: key }));
  const { child } = relation;
  entities.add(child);
  const nodes = listOfObjects(value).map((item, index) => new Draft(child, verb, item, index, relation, draft));
  if (draft.children === NO_CHILDREN) draft.children = [];
  draft.children.push({ relation, nodes });
}

function listOfObjects(value: JsonValue | undefined): readonly JsonObject[] {
  if (Array.isArray(value) && (value as readonly JsonValue[]).every(isJsonObject))
    return value as readonly JsonObject[];
  throw new CodedException(contractErrors.invalidDataFormat());
}

/** Tells finished drafts their place in the request. */
function number(roots: readonly Draft[]): void {
  let order = 0;
  const visit = (draft: Draft, item: number): void => {
    draft.item = item;
    draft.order = order++;
    for (const { nodes } of draft.children) for (const node of nodes) visit(node, item);
  };
  for (const [item, root] of roots.entries()) visit(root, item);
}
