import { DatabaseError } from '@dx/database';
import type { Transaction } from '@dx/database';
import type { Entity } from '@dx/entity-configuration';
import { contractErrors } from '@dx/kernel';
import type { CodedError } from '@dx/kernel';
import type { EngineParts } from '../engine-parts.js';
import { compileDelete } from '../sql/compile-delete.js';
import { chunkKeys } from '../sql/compile-select.js';
import { findBlockingTables } from './find-blocking-tables.js';
import type { Blockers } from './find-blocking-tables.js';
import { failureOf } from './report-drift.js';
import type { DoomedRow } from './select-doomed-rows.js';

/** Which rows are gone, and why the others are not. */
export interface DeletedRows {
  readonly deleted: readonly DoomedRow[];
  /** In the order of the rows. */
  readonly errors: readonly CodedError[];
}

/** One run of the deletion. */
interface Progress {
  readonly tx: Transaction;
  readonly parts: EngineParts;
  readonly entity: Entity;
  readonly deleted: Set<DoomedRow>;
  /** Rows that were refused so far, and the error that said so. */
  readonly refused: Map<DoomedRow, CodedError>;
}

/**
 * Deletes rows, 1,000 at a time. When the database refuses a piece, the rows that others point at are looked up in one
 * statement per foreign key, and what is still refused is found by halving. No savepoint is needed: a refused DELETE
 * deletes nothing. Rows of the batch that only other rows of the batch block are deleted after those.
 */
export async function deleteRows(
  tx: Transaction,
  parts: EngineParts,
  entity: Entity,
  rows: readonly DoomedRow[],
): Promise<DeletedRows> {
  const progress: Progress = { tx, parts, entity, deleted: new Set(), refused: new Map() };
  let open = rows;
  for (;;) {
    const before = progress.deleted.size;
    progress.refused.clear();
    for (const piece of chunkKeys(open, entity.keyColumns.length, tx.dialect)) await deletePiece(progress, piece, true);
    open = rows.filter((row) => progress.refused.has(row));
    if (open.length === 0 || progress.deleted.size === before) break;
  }
  return {
    deleted: rows.filter((row) => progress.deleted.has(row)),
    errors: rows.flatMap((row) => progress.refused.get(row) ?? []),
  };
}

/** @param lookUp whether the rows that are pointed at may be looked up; once is enough */
async function deletePiece(progress: Progress, rows: readonly DoomedRow[], lookUp: boolean): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const { tx, parts, entity } = progress;
  try {
    await tx.run(
      compileDelete(
        entity,
        rows.map(({ key }) => key),
      ),
    );
    for (const row of rows) progress.deleted.add(row);
    return;
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.kind === 'schema' || error.kind === 'other') {
      throw failureOf(error, entity.alias, parts.snapshots);
    }
    if (rows.length === 1) {
      progress.refused.set(first, await explain(progress, first, error));
      return;
    }
  }
  await deleteAround(progress, rows, lookUp);
}

async function deleteAround(progress: Progress, rows: readonly DoomedRow[], lookUp: boolean): Promise<void> {
  if (lookUp) {
    const blockers = await blockersOf(progress, rows);
    for (const [row, table] of blockers) progress.refused.set(row, blockedBy(progress.entity, row, table));
    if (blockers.size > 0) {
      const others = rows.filter((row) => !blockers.has(row));
      await deletePiece(progress, others, false);
      return;
    }
  }
  const middle = Math.ceil(rows.length / 2);
  await deletePiece(progress, rows.slice(0, middle), false);
  await deletePiece(progress, rows.slice(middle), false);
}

async function blockersOf({ tx, parts, entity }: Progress, rows: readonly DoomedRow[]): Promise<Blockers> {
  return findBlockingTables(tx, await parts.catalogue.current(), entity, rows);
}

async function explain(progress: Progress, row: DoomedRow, error: DatabaseError): Promise<CodedError> {
  const { entity } = progress;
  if (error.kind !== 'foreign-key-child' && error.kind !== 'foreign-key-parent') {
    const reason = 'A rule of the database refused it.';
    return contractErrors.persistenceFailed({ path: pathOf(entity, row), reason });
  }
  // Why asked: SQLite does not tell which table points at the row.
  const table = error.details.table ?? (await blockersOf(progress, [row])).get(row);
  return blockedBy(entity, row, table ?? '');
}

function blockedBy(entity: Entity, row: DoomedRow, child: string): CodedError {
  return contractErrors.hasChildEntity({ path: pathOf(entity, row), child });
}

function pathOf({ alias, identifier }: Entity, row: DoomedRow): string {
  return `${alias}.${identifier.name} = ${row.identifier}`;
}
