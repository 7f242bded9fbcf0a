import type { Transaction } from '@dx/database';
import type { CodedError } from '@dx/kernel';
import type { WriteNode } from '../plan/write-plan.js';
import { attemptCarefully, attemptWrite, isRefusal, lockRows } from './attempt-write.js';
import type { Attempt } from './attempt-write.js';
import { findTakenKeys } from './find-taken-keys.js';
import { RefusedStatement } from './refused-statement.js';
import { translateRefusal } from './translate-refusal.js';
import { RowStates } from './write-run.js';
import type { WriteRun } from './write-run.js';

/** Which items were stored, and why the others were not. */
export interface PartsOutcome {
  readonly states: RowStates;
  readonly stored: readonly WriteNode[];
  readonly refused: ReadonlyMap<number, readonly CodedError[]>;
}

/** What grows while parts are tried. */
interface GrowingOutcome {
  readonly states: RowStates;
  readonly stored: WriteNode[];
  readonly refused: Map<number, readonly CodedError[]>;
}

/** Undoes an item, carrying what was found out about it. */
class UndoItem extends Error {
  constructor(readonly attempt: Attempt) {
    super('the item cannot be written');
  }
}

/**
 * Writes items of which it is known that not all can be written: halves are tried, each in a savepoint, down to the single
 * item. The order of the request is kept, so the outcome is that of writing item after item and leaving out the refused
 * ones. Costs about two attempts per refused item and halving.
 */
export async function writeInParts(tx: Transaction, run: WriteRun, roots: readonly WriteNode[]): Promise<PartsOutcome> {
  const outcome: GrowingOutcome = { states: new RowStates(), stored: [], refused: new Map() };
  // Why all at once before: part by part, rows would be locked in another order than other batches lock them.
  await lockRows(tx, run, roots);
  if (roots.length === 1) await tryHalves(tx, run, roots, outcome);
  else await tryPart(tx, run, roots, outcome);
  return outcome;
}

async function tryHalves(
  tx: Transaction,
  run: WriteRun,
  roots: readonly WriteNode[],
  outcome: GrowingOutcome,
): Promise<void> {
  const [first] = roots;
  if (first === undefined) return;
  if (roots.length === 1) {
    await tryOne(tx, run, first, outcome);
    return;
  }
  const middle = Math.ceil(roots.length / 2);
  for (const half of [roots.slice(0, middle), roots.slice(middle)]) {
    if (half.length === 1) await tryHalves(tx, run, half, outcome);
    else await tryPart(tx, run, half, outcome);
  }
}

async function tryPart(
  tx: Transaction,
  run: WriteRun,
  roots: readonly WriteNode[],
  outcome: GrowingOutcome,
): Promise<void> {
  try {
    const attempt = await tx.savepoint(() => attemptWrite(tx, run, roots));
    record(outcome, roots, attempt);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const rest = await withoutTakenKeys(tx, run, roots, { error, outcome });
    if (rest.length === roots.length) await tryHalves(tx, run, roots, outcome);
    else if (rest.length > 1) await tryPart(tx, run, rest, outcome);
    else await tryHalves(tx, run, rest, outcome);
  }
}

/** From how many records on it pays to ask which keys are taken. */
const MANY = 8;

/**
 * Refuses the new records whose keys are taken and answers the others. Why only POST: a PATCH before a record may have freed
 * the key that it takes.
 */
async function withoutTakenKeys(
  tx: Transaction,
  { plan }: WriteRun,
  roots: readonly WriteNode[],
  { error, outcome }: { readonly error: unknown; readonly outcome: GrowingOutcome },
): Promise<readonly WriteNode[]> {
  if (plan.verb !== 'create' || roots.length < MANY || !(error instanceof RefusedStatement)) return roots;
  const taken = new Set(await findTakenKeys(tx, plan.entity, error));
  for (const node of taken) outcome.refused.set(node.item, [translateRefusal(error.error, node)]);
  return roots.filter((root) => !taken.has(root));
}

async function tryOne(tx: Transaction, run: WriteRun, root: WriteNode, outcome: GrowingOutcome): Promise<void> {
  try {
    const attempt = await tx.savepoint(async () => {
      const tried = await attemptCarefully(tx, run, root);
      if (tried.failures.any) throw new UndoItem(tried);
      return tried;
    });
    record(outcome, [root], attempt);
  } catch (error) {
    if (!(error instanceof UndoItem)) throw error;
    record(outcome, [root], error.attempt);
  }
}

function record(outcome: GrowingOutcome, roots: readonly WriteNode[], { states, failures }: Attempt): void {
  outcome.states.add(states);
  for (const [item, errors] of failures.byItem()) outcome.refused.set(item, errors);
  for (const root of roots) if (!failures.hasItem(root.item)) outcome.stored.push(root);
}
