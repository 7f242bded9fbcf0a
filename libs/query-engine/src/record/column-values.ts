import type { SqlParam } from '@dx/database';
import type { Column } from '@dx/schema-catalogue';

/**
 * Values of one row of a table, ready to be bound, each at its column's `position`; undefined = the column is not set.
 * Why no Map by name: a batch has tens of thousands of rows, and a Map for each of them costs more than all that is done
 * with it.
 */
export type ColumnValues = readonly (SqlParam | undefined)[];

/** {@link ColumnValues} while they are put together. */
export type ColumnValuesDraft = (SqlParam | undefined)[];

/** A column's value, null for one that is not set. */
export function valueAt(values: ColumnValues, { position }: Column): SqlParam {
  return values[position] ?? null;
}

/** Whether no column is set. */
export function isEmpty(values: ColumnValues): boolean {
  for (const value of values) if (value !== undefined) return false;
  return true;
}

/** Whether both set the same columns. */
export function setsAlike(left: ColumnValues, right: ColumnValues): boolean {
  for (let place = Math.max(left.length, right.length) - 1; place >= 0; place -= 1) {
    if ((left[place] === undefined) !== (right[place] === undefined)) return false;
  }
  return true;
}

/** Whether both set the same columns to the same values. */
export function isSameRow(left: ColumnValues, right: ColumnValues): boolean {
  for (let place = Math.max(left.length, right.length) - 1; place >= 0; place -= 1) {
    const [own, other] = [left[place], right[place]];
    if (own !== other && !(Buffer.isBuffer(own) && Buffer.isBuffer(other) && own.equals(other))) return false;
  }
  return true;
}
