import type { Entity, Relation } from '@dx/entity-configuration';
import type { JsonObject, JsonValue } from '@dx/kernel';
import type { WriteTarget } from '../request/parse-write-request.js';

/** What a write does; also the name of the right that it needs. */
export type WriteVerb = 'create' | 'update' | 'replace';

/**
 * What is done to one record of a request: what the request does or, below a junction, `merge` (change it, or create it when
 * it is not there), `link` (leave it as it is) or `unlink` (remove the link).
 */
export type NodeVerb = WriteVerb | 'merge' | 'link' | 'unlink';

/** One record of a request at its place in the tree. */
export interface WriteNode {
  readonly entity: Entity;
  readonly verb: NodeVerb;
  /** E.g. `countries[0].tax-rates[1]`; made anew each time it is asked for. */
  readonly path: string;
  /** Position of its top-level record in the request. */
  readonly item: number;
  /** Position in a walk through the whole request, parents before children. */
  readonly order: number;
  /** How it hangs below its parent; null for a top-level record. */
  readonly relation: Relation | null;
  readonly parent: WriteNode | null;
  /** As sent, or as plugins left it; relations included. */
  readonly input: JsonObject;
  /** What `input` has for the endpoint's fields, each at its column's `position`; undefined = it was not sent. */
  readonly fieldValues: readonly (JsonValue | undefined)[];
  /** Keys of `input` that are neither fields nor relations, in its order. */
  readonly otherKeys: readonly string[];
  /** In the order of the payload; a relation that was sent empty is there with no nodes. */
  readonly children: readonly ChildNodes[];
}

/** The records that were sent for one relation of a record. */
export interface ChildNodes {
  readonly relation: Relation;
  readonly nodes: readonly WriteNode[];
}

/** A write resolved against a snapshot: trees of records whose keys are fields and relations (unknown fields stay in `input`). */
export interface WritePlan {
  readonly verb: WriteVerb;
  readonly target: WriteTarget;
  readonly entity: Entity;
  /** One per item of the request, in order. */
  readonly roots: readonly WriteNode[];
  /** Every entity that is touched, root first, then in order of appearance. */
  readonly entities: readonly Entity[];
}

/** Calls `visit` for a record and everything below it, parents before children. */
export function walkNodes(node: WriteNode, visit: (node: WriteNode) => void): void {
  visit(node);
  for (const { nodes } of node.children) for (const child of nodes) walkNodes(child, visit);
}

/** All records of one relation path of a batch. */
export interface WriteLevel {
  readonly entity: Entity;
  readonly relation: Relation | null;
  readonly nodes: readonly WriteNode[];
  /** Levels below, in order of appearance. */
  readonly children: readonly WriteLevel[];
}

/** Groups trees by relation path; the root level, or undefined for no roots. */
export function groupLevels(roots: readonly WriteNode[]): WriteLevel | undefined {
  const [first] = roots;
  return first === undefined ? undefined : groupLevel(first.entity, null, roots);
}

function groupLevel(entity: Entity, relation: Relation | null, nodes: readonly WriteNode[]): WriteLevel {
  const below = new Map<Relation, WriteNode[]>();
  for (const node of nodes) {
    for (const { relation: link, nodes: children } of node.children) {
      const group = below.get(link);
      if (group === undefined) below.set(link, [...children]);
      else for (const child of children) group.push(child);
    }
  }
  const children = [...below].map(([link, group]) => groupLevel(link.child, link, group));
  return { entity, relation, nodes, children };
}

/** A level and all levels below it, breadth first: parents always stand before their children. */
export function listLevels(root: WriteLevel): readonly WriteLevel[] {
  const levels: WriteLevel[] = [root];
  for (const level of levels) levels.push(...level.children);
  return levels;
}
