import type { CodedError } from '@dx/kernel';
import { encodingOf, selectListOf } from '../plan/row-shape.js';
import { groupLevels } from '../plan/write-plan.js';
import type { WriteNode } from '../plan/write-plan.js';
import type { WrittenLevel } from './read-written-tree.js';
import type { WriteOptions } from '../request/write-options.js';
import { compilePiece, cutRows } from './insert-rows.js';
import { RefusedStatement, runStatement } from './refused-statement.js';
import { valuesOfNewRow } from './row-values.js';
import type { RowValues } from './row-values.js';
import { hasHook } from './run-write-hooks.js';
import { inKeyOrder } from './write-level.js';
import type { WriteRun } from './write-run.js';

/**
 * Creates flat records with a single INSERT … RETURNING, without a transaction around it: one statement is all or nothing
 * by itself, and what it hands back is the answer. Undefined when the write is not that plain, or when the database refused
 * it (nothing is stored then), so that the batch must be written the long way.
 */
export async function createAtOnce(
  run: WriteRun,
  invalid: ReadonlyMap<number, readonly CodedError[]>,
  options: WriteOptions,
): Promise<WrittenLevel | undefined> {
  const { parts, plan, ctx } = run;
  const { dialect } = parts.database;
  const roots = plan.roots.filter(({ item }) => !invalid.has(item));
  const level = groupLevels(roots);
  if (level === undefined || !isPlain(run, roots) || options.dryRun === true) return undefined;
  if ((options.atomic && invalid.size > 0) || ctx.signal?.aborted === true) return undefined;
  const rows = inKeyOrder(
    level,
    roots.map((node, place) => ({
      node,
      place,
      values: valuesOfNewRow(node, sentOf(run, node), NO_BINDINGS, ctx.now),
    })),
  );
  const [piece, ...others] = cutRows(
    dialect,
    level.entity,
    rows.map(({ values }) => values),
  );
  if (piece === undefined || others.length > 0) return undefined;
  const { columns } = piece;
  const returning = [selectListOf(level.entity)];
  const statement = compilePiece(dialect, level.entity, { columns, rows: rows.map(({ values }) => values) }, returning);
  try {
    const stored = await runStatement(parts, level.entity, rows, () =>
      parts.database.json(statement, encodingOf(level.entity)),
    );
    const places = new Map(rows.map(({ place }, row) => [place, row]));
    const order = roots.map((_, place) => places.get(place) as number);
    const starts = order.map((row) => stored.starts[row] as number);
    const ends = order.map((row) => stored.ends[row] as number);
    return { level, nodes: roots, tree: { rows: { ...stored, starts, ends }, relations: [] }, children: [] };
  } catch (error) {
    if (error instanceof RefusedStatement) return undefined;
    throw error;
  }
}

const NO_BINDINGS: RowValues = new Map();

function isPlain({ parts, plan }: WriteRun, roots: readonly WriteNode[]): boolean {
  const { dialect } = parts.database;
  if (plan.verb !== 'create' || !dialect.returning || !dialect.returningIsFinal) return false;
  return roots.every(({ children }) => children.length === 0) && !hasHook(parts.plugins, plan.entities, 'afterWrite');
}

function sentOf({ sent }: WriteRun, node: WriteNode): WriteRun['sent'][number] {
  return sent[node.order] as WriteRun['sent'][number];
}
