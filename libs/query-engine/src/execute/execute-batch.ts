import type { Transaction } from '@dx/database';
import { CodedException, contractErrors } from '@dx/kernel';
import type { CodedError } from '@dx/kernel';
import { groupLevels } from '../plan/write-plan.js';
import type { WriteNode } from '../plan/write-plan.js';
import { assembleList, assembleObject } from '../record/assemble-json.js';
import { readNodeOf, readWrittenTree } from './read-written-tree.js';
import type { WrittenLevel } from './read-written-tree.js';
import { readWrittenRows } from './read-written-rows.js';
import type { WrittenRows } from './read-written-rows.js';
import type { WriteOptions } from '../request/write-options.js';
import { attemptWrite, isRefusal } from './attempt-write.js';
import { createAtOnce } from './create-at-once.js';
import { RejectedByPlugin, groupViolations } from './group-violations.js';
import { RefusedStatement } from './refused-statement.js';
import { hasHook, runRowHooks } from './run-write-hooks.js';
import { columnsOfKey } from './translate-refusal.js';
import { hasRecordHooks, transformRecords } from './transform-records.js';
import { RowStates } from './write-run.js';
import type { WriteRun } from './write-run.js';
import { writeInParts } from './write-in-parts.js';
import type { PartsOutcome } from './write-in-parts.js';

/** What a batch did. */
export interface BatchOutcome {
  /** The stored records' JSON: a list, or an object on a by-id route; `[]` when nothing was stored. */
  readonly data: Buffer;
  /** Per item, in order; always empty for an atomic batch, which throws instead. */
  readonly errors: readonly CodedError[];
  readonly stored: boolean;
  /** For plugins that are told after the commit; empty when there is none. */
  readonly written: readonly WrittenRows[];
}

/** Items that were refused so far, by their position in the request, and refusals that belong to no item. */
interface Refused {
  readonly items: ReadonlyMap<number, readonly CodedError[]>;
  readonly general: readonly CodedError[];
}

/**
 * Stores the items of a write that broke no rule, in one transaction. Atomic: any refused item undoes everything and all
 * errors are thrown. Per item: a refused item leaves no trace and the others are stored.
 *
 * Why one transaction in both modes: an item is as good as written alone when the batch is written without it, and a
 * thousand commits cost a hundred times as much. First all items are written together; only when the database refuses
 * something, the transaction is repeated in halves, with savepoints, until each refused item is known.
 */
export async function executeBatch(
  run: WriteRun,
  invalid: ReadonlyMap<number, readonly CodedError[]>,
  options: WriteOptions,
): Promise<BatchOutcome> {
  const atOnce = await createAtOnce(run, invalid, options);
  if (atOnce !== undefined) return answerOf(run, atOnce, inOrder(invalid));
  let refused: Refused = { items: invalid, general: [] };
  let inParts = false;
  let overtaken = 0;
  for (;;) {
    const roots = run.plan.roots.filter(({ item }) => !refused.items.has(item));
    if (roots.length === 0) return conclude(refused, options);
    const known = refused;
    try {
      const { signal } = run.ctx;
      return await run.parts.database.transaction((tx) => performBatch(tx, run, roots, { known, inParts, options }), {
        ...(inParts || run.plan.verb === 'replace' ? { retries: RETRIES_MANY } : {}),
        ...(signal === undefined ? {} : { signal }),
        ...(options.dryRun === undefined ? {} : { dryRun: options.dryRun }),
      });
    } catch (error) {
      if (isRefusal(error) && !inParts) inParts = !(wasOvertaken(run, error) && overtaken++ < RESTARTS_MAX);
      else if (error instanceof RejectedByPlugin) refused = withRejected(refused, error, roots);
      else throw error;
    }
  }
}

/**
 * Why more than usual: a refused duplicate keeps a lock on the row that it met, and a PUT one on the place where it found no
 * row, so that they deadlock more easily.
 */
const RETRIES_MANY = 6;

/** How often a PUT starts anew because others created its rows meanwhile. */
const RESTARTS_MAX = 5;

/**
 * Whether a PUT met a row that was not there when it looked. Why it starts anew instead of going on in parts: the row is
 * found then, and all locks that others wait for are given back in between.
 */
function wasOvertaken({ plan }: WriteRun, error: unknown): boolean {
  if (plan.verb !== 'replace' || !(error instanceof RefusedStatement)) return false;
  if (error.error.kind !== 'duplicate' || error.what === 'link') return false;
  const entity = error.rows[0]?.node.entity ?? plan.entity;
  return columnsOfKey(error.error, entity).includes(entity.identifier.column.name);
}

/** The answer when no item is left to write. */
function conclude({ items, general }: Refused, { atomic }: WriteOptions): BatchOutcome {
  const errors = [...inOrder(items), ...general];
  if (atomic) throw new CodedException(errors);
  return { data: EMPTY_LIST, errors, stored: false, written: [] };
}

const EMPTY_LIST = Buffer.from('[]');

interface Mode {
  readonly known: Refused;
  readonly inParts: boolean;
  readonly options: WriteOptions;
}

async function performBatch(
  tx: Transaction,
  run: WriteRun,
  roots: readonly WriteNode[],
  { known, inParts, options }: Mode,
): Promise<BatchOutcome> {
  const { plugins } = run.parts;
  const outcome: BatchParts = inParts ? await writeInParts(tx, run, roots) : await writeTogether(tx, run, roots);
  const hooked = hasHook(plugins, run.plan.entities, 'afterWrite');
  const isDoomed = options.atomic && (known.items.size > 0 || known.general.length > 0 || outcome.refused.size > 0);
  let level = isDoomed && !hooked ? undefined : await readBack(tx, outcome);
  const refused = new Map([...known.items, ...outcome.refused, ...missingRows(outcome, level)]);
  const errors = [...inOrder(refused), ...known.general];
  if (level !== undefined && hooked) {
    const operation = run.plan.verb;
    const violations = await runRowHooks(run.ctx, run.parts, writtenRowsOf(run, level, outcome.states), {
      hook: 'afterWrite',
      operation,
      tx,
    });
    if (violations.length > 0 && !options.atomic) throw new RejectedByPlugin(violations);
    errors.push(...violations);
    // Why once more: a plugin may have changed the rows, and the answer shows what is stored.
    if (errors.length === 0 || !options.atomic) level = await readBack(tx, withoutHandedBack(outcome));
  }
  if (options.atomic && errors.length > 0) throw new CodedException(errors);
  if (level === undefined || level.nodes.length === 0) return { data: EMPTY_LIST, errors, stored: false, written: [] };
  return answerOf(run, level, errors, outcome.states);
}

async function answerOf(
  run: WriteRun,
  level: WrittenLevel,
  errors: readonly CodedError[],
  states: RowStates = new RowStates(),
): Promise<BatchOutcome> {
  const told = hasHook(run.parts.plugins, run.plan.entities, 'afterCommit');
  const data = await toJson(run, level);
  return { data, errors, stored: true, written: told ? writtenRowsOf(run, level, states) : [] };
}

/** What a batch did, and whether it took rows for granted. */
interface BatchParts extends PartsOutcome {
  readonly assumed?: boolean;
}

async function writeTogether(tx: Transaction, run: WriteRun, roots: readonly WriteNode[]): Promise<BatchParts> {
  const { states, failures, assumed } = await attemptWrite(tx, run, roots, { mayAssume: true });
  return { states, stored: roots.filter(({ item }) => !failures.hasItem(item)), refused: failures.byItem(), assumed };
}

/** 1303 for the records whose rows were taken for granted and are not there, so that nothing was changed for them. */
function missingRows(
  { assumed, stored }: BatchParts,
  level: WrittenLevel | undefined,
): readonly (readonly [number, readonly CodedError[]])[] {
  if (assumed !== true || level === undefined || level.nodes.length === stored.length) return [];
  const found = new Set(level.nodes);
  return stored
    .filter((node) => !found.has(node))
    .map(({ item, path }) => [item, [contractErrors.entityNotFound({ path })]]);
}

function writtenRowsOf({ parts }: WriteRun, level: WrittenLevel, states: RowStates): readonly WrittenRows[] {
  return readWrittenRows(
    level,
    (node) => (parts.plugins.hooksOf(node.entity).needsBefore ? (states.get(node)?.before ?? null) : undefined),
    (node) => node.verb !== 'link' || states.get(node)?.existing === false,
  );
}

async function readBack(tx: Transaction, { stored, states }: PartsOutcome): Promise<WrittenLevel | undefined> {
  const level = groupLevels(stored);
  if (level === undefined) return undefined;
  return readWrittenTree(tx, level, states);
}

function withoutHandedBack(outcome: PartsOutcome): PartsOutcome {
  outcome.states.forgetHandedBack();
  return outcome;
}

async function toJson(run: WriteRun, level: WrittenLevel): Promise<Buffer> {
  const data = run.plan.target.kind === 'one' ? assembleObject(level.tree, 0) : assembleList(level.tree);
  const { plugins } = run.parts;
  const node = readNodeOf(level);
  return hasRecordHooks(plugins, node) ? transformRecords(run.ctx, plugins, node, data) : data;
}

function inOrder(items: ReadonlyMap<number, readonly CodedError[]>): readonly CodedError[] {
  return [...items].sort(([left], [right]) => left - right).flatMap(([, errors]) => errors);
}

/**
 * Takes out the items that plugins rejected. Why all of them when a violation names none: nobody can tell which of the
 * rows the plugin meant, and a refused record must not stay.
 */
function withRejected(
  { items, general }: Refused,
  { violations }: RejectedByPlugin,
  roots: readonly WriteNode[],
): Refused {
  const { byItem, others } = groupViolations(violations, roots);
  const rejected = others.length > 0 ? roots.map(({ item }) => item) : [...byItem.keys()];
  return {
    items: new Map([...items, ...rejected.map((item) => [item, byItem.get(item) ?? []] as const)]),
    general: [...general, ...others],
  };
}
