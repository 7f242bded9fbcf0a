import type { Entity, KeyBinding, Relation } from '@dx/entity-configuration';
import type { SqlParam } from '@dx/database';
import type { Filter } from '../request/parse-filters.js';
import type { Page } from '../request/read-request.js';
import type { RowShape } from './row-shape.js';

/** What is read of one entity, and of the relations below it. */
export interface ReadNode {
  readonly entity: Entity;
  readonly shape: RowShape;
  readonly relations: readonly RelationNode[];
}

/** One included relation: how its rows are found from their parents', and what is read of them. */
export interface RelationNode {
  readonly relation: Relation;
  /** To the columns that hold the parents' keys: the child's own or, through a junction, the junction's. */
  readonly bindings: readonly BindingAt[];
  /** Which of the related rows are wanted; parents are not touched by it. */
  readonly filters: readonly Filter[];
  /** Places, among the key columns, of what tells a row that is linked twice; empty = no row can be. */
  readonly distinctBy: readonly number[];
  readonly node: ReadNode;
}

/** A condition of a root row: that there is one related record which satisfies all of this. */
export interface RelatedCondition {
  readonly relation: Relation;
  readonly filters: readonly Filter[];
  readonly below: readonly RelatedCondition[];
}

/** A key binding with the places of its two columns among the key columns of the parent's and the child's shape. */
export interface BindingAt {
  readonly binding: KeyBinding;
  readonly parentKey: number;
  readonly childKey: number;
}

/** A read, resolved against one snapshot. */
export interface ReadPlan {
  readonly root: ReadNode;
  readonly filters: readonly Filter[];
  readonly related: readonly RelatedCondition[];
  readonly target: ReadTarget;
}

/** Which rows of the root are asked for: a page of all that the filters leave, or the one with this identifier. */
export type ReadTarget =
  | { readonly kind: 'page'; readonly page: Page }
  /** `value` undefined: no row can have that identifier. */
  | { readonly kind: 'one'; readonly value: SqlParam | undefined };
