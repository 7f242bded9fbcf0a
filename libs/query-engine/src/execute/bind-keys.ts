import type { SqlParam } from '@dx/database';
import type { Column } from '@dx/schema-catalogue';
import { parseColumnText } from '../record/parse-column-text.js';
import type { WriteLevel, WriteNode } from '../plan/write-plan.js';
import type { RowState, WriteRun } from './write-run.js';

/** The columns of a level's rows that records below, or links to and from them, are bound to. */
export function columnsForBindings(level: WriteLevel): readonly Column[] {
  const columns = new Map<string, Column>();
  for (const { relation } of level.children) {
    for (const { parent } of relation?.through?.toParent ?? relation?.bindings ?? []) columns.set(parent.name, parent);
  }
  for (const { parent } of level.relation?.through?.toChild ?? []) columns.set(parent.name, parent);
  return [...columns.values()];
}

/**
 * What a record's columns get from its parent's row, by column name, in the order of the bindings; an empty map for a
 * top-level record, null when the parent's row has no value (yet).
 */
export function boundValues(
  node: WriteNode,
  { sent }: Pick<WriteRun, 'sent'>,
  states: ReadonlyMap<WriteNode, RowState>,
): ReadonlyMap<string, SqlParam> | null {
  const values = new Map<string, SqlParam>();
  const { parent } = node;
  if (node.relation === null || parent === null) return values;
  const state = states.get(parent);
  for (const { parent: column, child } of node.relation.bindings) {
    // Why what was sent comes second: a row that is there keeps its children until it is changed itself.
    const value = state?.known.get(column.name) ?? sent[parent.order]?.values.get(column.name);
    if (value === undefined || value === null) return null;
    values.set(child.name, asChildValue(column, child, value));
  }
  return values;
}

/** A parent's value as a value of the child's column, where the types differ and it has one. */
export function asChildValue(parent: Column, child: Column, value: SqlParam): SqlParam {
  if (parent.type.kind === child.type.kind || typeof value !== 'string') return value;
  return parseColumnText(child, value) ?? value;
}
