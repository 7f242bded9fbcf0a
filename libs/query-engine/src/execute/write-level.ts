import type { SqlParam, Transaction } from '@dx/database';
import { contractErrors } from '@dx/kernel';
import type { Column } from '@dx/schema-catalogue';
import type { SentRow } from '../plan/sent-row.js';
import type { WriteLevel, WriteNode } from '../plan/write-plan.js';
import { findImmutableFields } from '../checks/check-immutable-fields.js';
import { findMissedFields } from '../checks/check-required-fields.js';
import { isSameRow, valueAt } from '../record/column-values.js';
import type { ColumnValues, ColumnValuesDraft } from '../record/column-values.js';
import { boundValues, columnsForBindings } from './bind-keys.js';
import { insertFinalRows, insertRows } from './insert-rows.js';
import { linkRows } from './link-rows.js';
import { runStatement } from './refused-statement.js';
import { valuesOfChangedRow, valuesOfNewRow } from './row-values.js';
import { hasHook } from './run-write-hooks.js';
import { updateRows } from './update-rows.js';
import { textOfValue } from './value-text.js';
import { RowState } from './write-run.js';
import type { Failures, RowStates, WriteRun } from './write-run.js';

/** A record whose row is about to be written, with the values that its row gets. */
interface ReadyRow {
  readonly node: WriteNode;
  readonly state: RowState;
  readonly values: ColumnValues;
  /** Whether the record named the row by its identifier, so that another one may mean the same row. */
  readonly named: boolean;
}

/**
 * Writes the rows of some records of one level: changes first, then new rows, then links. The level above must have been
 * written.
 * Afterwards the states know the rows' keys and what the level below is bound to. Throws `RefusedStatement`.
 */
export async function writeLevel(
  tx: Transaction,
  run: WriteRun,
  level: WriteLevel,
  nodes: readonly WriteNode[],
  states: RowStates,
  failures: Failures,
): Promise<void> {
  const changed: ReadyRow[] = [];
  const added: ReadyRow[] = [];
  for (const node of nodes) {
    if (failures.covers(node)) continue;
    const ready = prepareRow(run, node, states, failures);
    if (ready !== null) (ready.state.existing ? changed : added).push(ready);
  }
  for (const pass of passesOf(level, changed)) await changeRows(tx, run, level, pass);
  const { first, again } = splitRepeated(level, added);
  const complete = first.filter(({ node }) => canBecomeNew(run, node, failures));
  if (complete.length > 0) await addRows(tx, run, level, complete);
  const repeated = again.map(({ row, original }) => changeNewRow(run, row, original, states));
  for (const pass of passesOf(level, repeated)) await changeRows(tx, run, level, pass);
  await linkRows(tx, run, level, nodes, { states, failures });
}

/**
 * Whether a record that was to be linked, but is not there, has all that a new one needs (1307, 1304). Why so late: another
 * record of the batch may create the row.
 */
function canBecomeNew({ plan }: WriteRun, node: WriteNode, failures: Failures): boolean {
  if (node.verb !== 'merge' && node.verb !== 'link') return true;
  const request = { verb: plan.verb, byId: plan.target.kind === 'one' };
  const errors = [...findMissedFields(node, request), ...findImmutableFields(node, request, 'creatable')];
  if (errors.length > 0) failures.add(node, ...errors);
  return errors.length === 0;
}

function prepareRow(run: WriteRun, node: WriteNode, states: RowStates, failures: Failures): ReadyRow | null {
  const { ctx } = run;
  const sent = run.sent[node.order] as SentRow;
  const before = states.get(node);
  // Why not a repeated row: the record that creates it may be tried again, and then it has another key.
  const state = before === undefined || before.repeats ? new RowState(false) : before;
  const bound = boundValues(node, run, states);
  if (bound === null) {
    const reason = `The record above has no value that the relation \`${node.relation?.name ?? ''}\` could use.`;
    failures.add(node, contractErrors.persistenceFailed({ path: node.path, reason }));
    return null;
  }
  states.set(node, state);
  if (!state.existing) {
    const named = sent.identifier?.param !== undefined;
    return { node, state, values: valuesOfNewRow(node, sent, bound, ctx.now), named };
  }
  if (node.verb === 'link' || node.verb === 'unlink') return null;
  return { node, state, values: valuesOfChangedRow(node, sent, ctx.now), named: true };
}

interface RepeatedRow {
  readonly row: ReadyRow;
  /** The record that creates the row which this one then replaces. */
  readonly original: ReadyRow;
}

/** New rows, and records that name the identifier of a row which the batch itself creates. */
function splitRepeated(
  { entity, relation }: WriteLevel,
  rows: readonly ReadyRow[],
): { readonly first: readonly ReadyRow[]; readonly again: readonly RepeatedRow[] } {
  const named = entity.identifierUnique ? [entity.identifier.column] : undefined;
  const beside = entity.keyFields.map(({ column }) => column);
  const columns =
    named ??
    (relation === null ? [] : [entity.identifier.column, ...beside, ...relation.bindings.map(({ child }) => child)]);
  const originals = new Map<string, ReadyRow>();
  const first: ReadyRow[] = [];
  const again: RepeatedRow[] = [];
  for (const row of rows) {
    if (!row.named || columns.length === 0) {
      first.push(row);
      continue;
    }
    const key = JSON.stringify(columns.map((column) => textOfValue(column, valueAt(row.values, column))));
    const original = originals.get(key);
    if (original !== undefined) again.push({ row, original });
    else {
      originals.set(key, row);
      first.push(row);
    }
  }
  return { first, again };
}

function changeNewRow(run: WriteRun, { node }: ReadyRow, original: ReadyRow, states: RowStates): ReadyRow {
  const { key, known } = original.state;
  const state = new RowState(true, key, known, true);
  states.set(node, state);
  const sent = run.sent[node.order] as SentRow;
  return { node, state, values: valuesOfChangedRow(node, sent, run.ctx.now), named: true };
}

/** Changes that one statement can carry out, and those that would only repeat one of them. */
interface Pass {
  readonly rows: ReadyRow[];
  readonly repeated: ReadyRow[];
}

/** Splits changes so that no pass names a row twice and a row's changes keep their order. */
function passesOf(level: WriteLevel, rows: readonly ReadyRow[]): readonly Pass[] {
  const passes: Pass[] = [];
  const seen = new Map<string, { readonly pass: number; readonly values: ColumnValues }>();
  // Why only there: a shared record is often sent with each of its parents.
  const isShared = level.relation !== null && level.relation.through !== null;
  for (const row of rows) {
    const text = keyText(level.entity.keyColumns, row.state.key ?? []);
    const last = seen.get(text);
    if (isShared && last !== undefined && isSameRow(last.values, row.values)) {
      passes[last.pass]?.repeated.push(row);
      continue;
    }
    const pass = last === undefined ? 0 : last.pass + 1;
    seen.set(text, { pass, values: row.values });
    (passes[pass] ??= { rows: [], repeated: [] }).rows.push(row);
  }
  return passes;
}

function keyText(columns: readonly Column[], key: readonly SqlParam[]): string {
  const [only, ...further] = columns.map((column, index) => textOfValue(column, key[index] ?? null));
  return only !== undefined && further.length === 0 ? only : JSON.stringify([only, ...further]);
}

async function changeRows(
  tx: Transaction,
  { parts }: WriteRun,
  { entity }: WriteLevel,
  { rows, repeated }: Pass,
): Promise<void> {
  const changes = rows.map(({ state, values }) => ({ key: state.key ?? [], values }));
  await runStatement(parts, entity, rows, () => updateRows(tx, entity, changes));
  for (const { state, values } of [...rows, ...repeated]) {
    state.known = state.known.map((value, place) => {
      const changed = values[place];
      return value === undefined || changed === undefined ? value : changed;
    });
    state.key = entity.keyColumns.map(({ position }, index) => values[position] ?? state.key?.[index] ?? null);
  }
}

async function addRows(tx: Transaction, run: WriteRun, level: WriteLevel, rows: readonly ReadyRow[]): Promise<void> {
  const { parts, plan } = run;
  const { entity } = level;
  const ordered = inKeyOrder(level, rows);
  const values = ordered.map((row) => row.values);
  if (isFinalWhenInserted(tx, run, level)) {
    // Why not always: keys are only read by who reads the rows again, after plugins.
    const withKeys = hasHook(parts.plugins, plan.entities, 'afterWrite');
    await runStatement(parts, entity, ordered, () =>
      insertFinalRows(tx, { entity, rows: values, withKeys }, (index, encoded, row) => {
        const { state } = ordered[index] as ReadyRow;
        state.handedBack = encoded;
        state.row = row;
        state.key = encoded.keys[row] ?? null;
      }),
    );
    return;
  }
  const know = uniqueColumns([...entity.keyColumns, ...columnsForBindings(level)]);
  const stored = await runStatement(parts, entity, ordered, () => insertRows(tx, { entity, rows: values, know }));
  ordered.forEach(({ state }, index) => {
    const known: ColumnValuesDraft = [];
    const row = stored[index] ?? [];
    know.forEach(({ position }, place) => (known[position] = row[place] ?? null));
    state.known = known;
    state.key = entity.keyColumns.map((column) => valueAt(known, column));
  });
}

/**
 * Whether a new row of the level stays as its INSERT hands it back. Why only rows without children: a trigger of the
 * children's table may well count them in their parent. Binary keys are left out because handed-out keys are texts;
 * so are linked rows, some of which are there already.
 */
function isFinalWhenInserted(
  { dialect }: Transaction,
  { plan }: WriteRun,
  { entity, relation, children }: WriteLevel,
): boolean {
  return (
    plan.verb === 'create' &&
    (relation === null || relation.through === null) &&
    dialect.returning &&
    dialect.returningIsFinal &&
    children.length === 0 &&
    entity.keyColumns.every(({ type }) => type.kind !== 'binary' && type.kind !== 'bit')
  );
}

/**
 * Rows in the order of their keys, when they bring them: parallel batches then meet in one order.
 * Why generated keys keep the request's order: they are handed out in it.
 */
export function inKeyOrder<Row extends { readonly values: ColumnValues }>(
  { entity }: Pick<WriteLevel, 'entity'>,
  rows: readonly Row[],
): readonly Row[] {
  const columns = entity.keyColumns;
  if (!rows.every(({ values }) => columns.every(({ position }) => values[position] !== undefined))) return rows;
  const keyed = rows.map((row) => ({
    row,
    key: columns.map((column) => textOfValue(column, valueAt(row.values, column))),
  }));
  return keyed.sort((left, right) => compareKeys(left.key, right.key)).map(({ row }) => row);
}

function compareKeys(left: readonly string[], right: readonly string[]): number {
  for (const [index, own] of left.entries()) {
    const other = right[index] ?? '';
    const order = own.length - other.length || (own < other ? -1 : own > other ? 1 : 0);
    if (order !== 0) return order;
  }
  return 0;
}

function uniqueColumns(columns: readonly Column[]): readonly Column[] {
  return [...new Map(columns.map((column) => [column.name, column])).values()];
}
