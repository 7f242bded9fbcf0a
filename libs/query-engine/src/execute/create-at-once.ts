import type { CodedError } from '@dx/kernel';
import { groupLevels } from '../plan/write-plan.js';
import type { WriteNode } from '../plan/write-plan.js';
import type { WrittenLevel } from './read-written-tree.js';
import type { WriteOptions } from '../request/write-options.js';
import { NO_BINDINGS } from './bind-keys.js';
import { cutRows } from './insert-rows.js';
import { RefusedStatement, runStatement } from './refused-statement.js';
import { valuesOfNewRow } from './row-values.js';
import { hasHook } from './run-write-hooks.js';
import type { WriteRun } from './write-run.js';

/**
 * Creates flat records with a single INSERT … RETURNING, without a transaction around it: one statement is all or nothing
 * by itself, and what it hands back is the answer. Few rows may share the statement with those of other requests.
 * Undefined when the write is not that plain, or when the database refused it (nothing is stored then), so that the batch
 * must be written the long way.
 */
export async function createAtOnce(
  run: WriteRun,
  invalid: ReadonlyMap<number, readonly CodedError[]>,
  options: WriteOptions,
): Promise<WrittenLevel | undefined> {
  const { parts, plan, ctx } = run;
  const roots = plan.roots.filter(({ item }) => !invalid.has(item));
  const level = groupLevels(roots);
  if (level === undefined || !isPlain(run, roots) || options.dryRun === true) return undefined;
  if ((options.atomic && invalid.size > 0) || ctx.signal?.aborted === true) return undefined;
  const rows = roots.map((node) => ({ node, values: valuesOfNewRow(node, sentOf(run, node), NO_BINDINGS, ctx.now) }));
  const values = rows.map((row) => row.values);
  const [piece, ...others] = cutRows(parts.database.dialect, level.entity, values);
  if (piece === undefined || others.length > 0) return undefined;
  try {
    const stored = await runStatement(parts, level.entity, rows, () =>
      parts.insertions.insert(level.entity, piece.columns, values),
    );
    return { level, nodes: roots, tree: { rows: stored, relations: [] }, children: [] };
  } catch (error) {
    if (error instanceof RefusedStatement) return undefined;
    throw error;
  }
}

function isPlain({ parts, plan }: WriteRun, roots: readonly WriteNode[]): boolean {
  const { dialect } = parts.database;
  if (plan.verb !== 'create' || !dialect.returning || !dialect.returningIsFinal) return false;
  return roots.every(({ children }) => children.length === 0) && !hasHook(parts.plugins, plan.entities, 'afterWrite');
}

function sentOf({ sent }: WriteRun, node: WriteNode): WriteRun['sent'][number] {
  return sent[node.order] as WriteRun['sent'][number];
}
