import type { SqlParam } from '@dx/database';
import type { KeyBinding } from '@dx/entity-configuration';
import type { Column } from '@dx/schema-catalogue';
import { parseColumnText } from '../record/parse-column-text.js';
import type { WriteLevel, WriteNode } from '../plan/write-plan.js';
import type { RowStates, WriteRun } from './write-run.js';

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
 * What a record's columns get from its parent's row, in the order of the relation's bindings; nothing for a top-level
 * record, null when the parent's row has no value (yet).
 */
export function boundValues(
  { relation, parent }: WriteNode,
  { sent }: Pick<WriteRun, 'sent'>,
  states: RowStates,
): readonly SqlParam[] | null {
  if (relation === null || parent === null || relation.bindings.length === 0) return NO_BINDINGS;
  const known = states.get(parent)?.known;
  const parentSent = sent[parent.order]?.values;
  const values: SqlParam[] = [];
  const { bindings } = relation;
  for (let place = 0; place < bindings.length; place += 1) {
    const { parent: column, child } = bindings[place] as KeyBinding;
    // Why what was sent comes second: a row that is there keeps its children until it is changed itself.
    const value = known?.[column.position] ?? parentSent?.[column.position] ?? null;
    if (value === null) return null;
    values.push(asChildValue(column, child, value));
  }
  return values;
}

/** What a top-level record gets from above. */
export const NO_BINDINGS: readonly SqlParam[] = [];

/** A parent's value as a value of the child's column, where the types differ and it has one. */
export function asChildValue(parent: Column, child: Column, value: SqlParam): SqlParam {
  if (parent.type.kind === child.type.kind || typeof value !== 'string') return value;
  return parseColumnText(child, value) ?? value;
}
