import type { Transaction } from '@dx/database';
import { groupLevels, listLevels } from '../plan/write-plan.js';
import type { WriteLevel, WriteNode } from '../plan/write-plan.js';
import { assumeRows } from './assume-rows.js';
import { explainRefusal } from './explain-refusal.js';
import { RefusedStatement } from './refused-statement.js';
import { readRowsBefore } from './read-rows-before.js';
import { resolveLevel } from './resolve-rows.js';
import { writeLevel } from './write-level.js';
import { Failures, RowStates } from './write-run.js';
import type { WriteRun } from './write-run.js';

/** What came of trying some top-level records. An item with a failure was not written at all, or must be undone. */
export interface Attempt {
  readonly states: RowStates;
  readonly failures: Failures;
  /** Whether rows were taken for granted; reading them back tells which are not there. */
  readonly assumed: boolean;
}

/** Rows of an item were written before it turned out that it cannot be written completely: undo and try in smaller parts. */
class IncompleteAttempt extends Error {}

/** Whether an attempt failed because of its records, so that trying them in smaller parts leads on. */
export function isRefusal(error: unknown): boolean {
  return error instanceof RefusedStatement || error instanceof IncompleteAttempt;
}

/**
 * Writes top-level records and everything below them level by level, in statements of many rows. Records that mean no row
 * are left out, with their whole item, and answered as failures; any refusal by the database is thrown.
 * @param mayAssume whether the caller finds out by itself which rows are not there, where that can be left to it
 */
export async function attemptWrite(
  tx: Transaction,
  run: WriteRun,
  roots: readonly WriteNode[],
  { mayAssume = false }: { readonly mayAssume?: boolean } = {},
): Promise<Attempt> {
  const { attempt, levels } = (mayAssume ? assume(run, roots) : undefined) ?? (await resolve(tx, run, roots));
  const { states, failures } = attempt;
  const resolved = failures.count;
  for (const level of levels) {
    const nodes = level.nodes.filter((node) => !failures.hasItem(node.item));
    await writeLevel(tx, run, level, nodes, states, failures);
    if (failures.count > resolved) throw new IncompleteAttempt();
  }
  return attempt;
}

/**
 * The same for one top-level record of which it is known that it cannot be written: goes on beside every refused row and
 * so finds all of them. The caller undoes what was written when there is a failure.
 */
export async function attemptCarefully(tx: Transaction, run: WriteRun, root: WriteNode): Promise<Attempt> {
  const { attempt, levels } = await resolve(tx, run, [root]);
  if (attempt.failures.any) return attempt;
  for (const level of levels) await writeApart(tx, run, level, level.nodes, attempt);
  return attempt;
}

/** Finds and locks the rows that the records mean; returns nothing, because each attempt asks anew. */
export async function lockRows(tx: Transaction, run: WriteRun, roots: readonly WriteNode[]): Promise<void> {
  await resolve(tx, run, roots);
}

/** Records whose rows are known, as far as they must be. */
interface Resolved {
  readonly attempt: Attempt;
  readonly levels: readonly WriteLevel[];
}

function assume(run: WriteRun, roots: readonly WriteNode[]): Resolved | undefined {
  const root = groupLevels(roots);
  const attempt: Attempt = { states: new RowStates(run.sent.length), failures: new Failures(), assumed: true };
  const level = root === undefined ? undefined : assumeRows(run, root, attempt.states);
  return level === undefined ? undefined : { attempt, levels: [level] };
}

async function resolve(tx: Transaction, run: WriteRun, roots: readonly WriteNode[]): Promise<Resolved> {
  const attempt: Attempt = { states: new RowStates(run.sent.length), failures: new Failures(), assumed: false };
  const root = groupLevels(roots);
  const levels = root === undefined ? [] : listLevels(root);
  for (const level of levels) {
    // Why not always: new records mean no row, so that nothing has to be asked.
    if (run.plan.verb === 'create' && level.nodes.every(({ verb }) => verb === 'create')) continue;
    await resolveLevel(tx, run, level, attempt.states, attempt.failures);
    await readRowsBefore(tx, run, level, attempt.states);
  }
  return { attempt, levels };
}

async function writeApart(
  tx: Transaction,
  run: WriteRun,
  level: WriteLevel,
  nodes: readonly WriteNode[],
  attempt: Attempt,
): Promise<void> {
  const { states, failures } = attempt;
  const open = nodes.filter((node) => !failures.covers(node));
  const [first] = open;
  if (first === undefined) return;
  try {
    await tx.savepoint(() => writeLevel(tx, run, level, open, states, failures));
  } catch (error) {
    if (!(error instanceof RefusedStatement)) throw error;
    if (open.length === 1) {
      failures.add(first, await explainRefusal(tx, error, first));
      return;
    }
    const middle = Math.ceil(open.length / 2);
    await writeApart(tx, run, level, open.slice(0, middle), attempt);
    await writeApart(tx, run, level, open.slice(middle), attempt);
  }
}
