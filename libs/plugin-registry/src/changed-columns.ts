import { ExactNumber } from '@dx/kernel';
import type { JsonValue } from '@dx/kernel';
import type { WrittenRow } from './contract.js';

/**
 * The columns whose value a write changed, in the order of the row: all that are not null for a new row, those that differ
 * for a row that was there. Needs `needsBefore`; without it a row counts as new.
 */
export function changedColumns({ fields, before }: WrittenRow): readonly string[] {
  if (before === undefined || before === null) return Object.keys(fields).filter((name) => fields[name] !== null);
  return Object.keys(fields).filter((name) => !isSame(fields[name], before[name]));
}

/** Whether two values of a record are the same to a client. */
function isSame(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (left === right) return true;
  if (left instanceof ExactNumber || right instanceof ExactNumber) return digitsOf(left) === digitsOf(right);
  return typeof left === 'object' && typeof right === 'object' && JSON.stringify(left) === JSON.stringify(right);
}

function digitsOf(value: JsonValue | undefined): string | null {
  if (value instanceof ExactNumber) return value.text;
  return typeof value === 'number' ? String(value) : null;
}
