import type { Transaction } from '@dx/database';
import { keyColumnsOf, shapeOf } from '../plan/row-shape.js';
import type { WriteLevel } from '../plan/write-plan.js';
import { fieldsOfRow } from './read-written-rows.js';
import { readRowsByKeys } from './read-rows-by-keys.js';
import type { RowStates, WriteRun } from './write-run.js';

/** Remembers the rows of a level as they are before they are changed, where a plugin of the endpoint wants to know. */
export async function readRowsBefore(
  tx: Transaction,
  { parts }: WriteRun,
  { entity, nodes }: WriteLevel,
  states: RowStates,
): Promise<void> {
  if (!parts.plugins.hooksOf(entity).needsBefore) return;
  const existing = nodes.flatMap((node) => {
    const state = states.get(node);
    return state?.existing === true && state.key !== null ? [{ state, key: state.key }] : [];
  });
  const shape = shapeOf(entity, keyColumnsOf(entity));
  const { rows, rowOf } = await readRowsByKeys(
    tx,
    shape,
    existing.map(({ key }) => key),
  );
  for (const [index, { state }] of existing.entries()) {
    const row = rowOf[index] ?? -1;
    if (row >= 0) state.before = fieldsOfRow(entity, rows, row);
  }
}
