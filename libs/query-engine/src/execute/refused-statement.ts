import { DatabaseError } from '@dx/database';
import type { Entity } from '@dx/entity-configuration';
import type { EngineParts } from '../engine-parts.js';
import type { WriteNode } from '../plan/write-plan.js';
import type { ColumnValues } from '../record/column-values.js';
import { failureOf } from './report-drift.js';

/** A record and what its row would have got. */
export interface RefusedRow {
  readonly node: WriteNode;
  readonly values: ColumnValues;
}

/** A statement that the database refused because of the rows in it; which of them is for the catcher to find out. */
export class RefusedStatement extends Error {
  constructor(
    readonly error: DatabaseError,
    /** What the statement would have written. */
    readonly rows: readonly RefusedRow[],
    /** Whether those are the records' own rows, or rows that link them to their parents. */
    readonly what: 'record' | 'link' = 'record',
  ) {
    super(error.message, { cause: error });
    this.name = 'RefusedStatement';
  }
}

/**
 * Runs a statement that writes `rows`. Throws `RefusedStatement` when the rows are to blame, 1970 when the
 * table is no longer what it was, and everything else as it is.
 */
export async function runStatement<T>(
  parts: Pick<EngineParts, 'snapshots'>,
  entity: Entity,
  rows: readonly RefusedRow[],
  statement: () => Promise<T>,
  what: RefusedStatement['what'] = 'record',
): Promise<T> {
  try {
    return await statement();
  } catch (error) {
    if (error instanceof DatabaseError && error.kind !== 'schema' && error.kind !== 'other') {
      throw new RefusedStatement(error, rows, what);
    }
    throw failureOf(error, entity.alias, parts.snapshots);
  }
}
