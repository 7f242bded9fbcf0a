import type { Transaction } from '@dx/database';
import { contractErrors } from '@dx/kernel';
import type { Column } from '@dx/schema-catalogue';
import type { SentRow } from '../plan/sent-row.js';
import type { WriteLevel, WriteNode } from '../plan/write-plan.js';
import { findImmutableFields } from '../checks/check-immutable-fields.js';
import { checkRequiredFields } from '../checks/check-required-fields.js';
import { boundValues, columnsForBindings } from './bind-keys.js';
import { insertFinalRows, insertRows } from './insert-rows.js';
import { linkRows } from './link-rows.js';
import { runStatement } from './refused-statement.js';
import type { RowStates } from './resolve-rows.js';
import { valuesOfChangedRow, valuesOfNewRow } from './row-values.js';
import type { RowValues } from './row-values.js';
import { updateRows } from './update-rows.js';
import { textOfValue } from './value-text.js';
import type { Failures, RowState, WriteRun } from './write-run.js';

/** A record whose row is about to be written, with the values that its row gets. */
interface ReadyRow {
  readonly node: WriteNode;
  readonly state: RowState;
  readonly values: RowValues;
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
  if (complete.length > 0) await addRows(tx, run, level, complete, states);
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
  const errors = [...checkRequiredFields(node, request), ...findImmutableFields(node, request, 'creatable')];
  if (errors.length > 0) failures.add(node, ...errors);
  return errors.length === 0;
}

function prepareRow(run: WriteRun, node: WriteNode, states: RowStates, failures: Failures): ReadyRow | null {
  const { ctx } = run;
  const sent = run.sent[node.order] as SentRow;
  const before = states.get(node);
  // Why not a repeated row: the record that creates it may be tried again, and then it has another key.
  const state: RowState =
    before === undefined || before.repeats === true ? { existing: false, key: null, known: new Map() } : before;
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
    const { values, named: isNamed } = row;
    const key = JSON.stringify(columns.map((column) => textOfValue(column, values.get(column.name) ?? null)));
    const original = isNamed && columns.length > 0 ? originals.get(key) : undefined;
    if (original !== undefined) again.push({ row, original });
    else {
      if (isNamed) originals.set(key, row);
      first.push(row);
    }
  }
  return { first, again };
}

function changeNewRow(run: WriteRun, { node }: ReadyRow, original: ReadyRow, states: RowStates): ReadyRow {
  const { key, known } = original.state;
  const state: RowState = { existing: true, key, known: new Map(known), repeats: true };
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
  const seen = new Map<string, { readonly pass: number; readonly values: string }>();
  // Why only there: a shared record is often sent with each of its parents.
  const isShared = level.relation !== null && level.relation.through !== null;
  for (const row of rows) {
    const key = level.entity.keyColumns.map((column, index) => textOfValue(column, row.state.key?.[index] ?? null));
    const text = JSON.stringify(key);
    const last = seen.get(text);
    const values = isShared ? JSON.stringify([...row.values]) : '';
    if (isShared && last?.values === values) {
      passes[last.pass]?.repeated.push(row);
      continue;
    }
    const pass = last === undefined ? 0 : last.pass + 1;
    seen.set(text, { pass, values });
    (passes[pass] ??= { rows: [], repeated: [] }).rows.push(row);
  }
  return passes;
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
    for (const name of state.known.keys()) {
      const value = values.get(name);
      if (value !== undefined) state.known.set(name, value);
    }
    state.key = entity.keyColumns.map(({ name }, index) => values.get(name) ?? state.key?.[index] ?? null);
  }
}

async function addRows(
  tx: Transaction,
  run: WriteRun,
  level: WriteLevel,
  rows: readonly ReadyRow[],
  states: RowStates,
): Promise<void> {
  const { parts } = run;
  const { entity } = level;
  const ordered = inKeyOrder(level, rows);
  if (isFinalWhenInserted(tx, run, level)) {
    const inserted = ordered.map((row) => row.values);
    const final = await runStatement(parts, entity, ordered, () => insertFinalRows(tx, entity, inserted));
    for (const [index, { node, state }] of ordered.entries()) {
      const handedBack = final[index];
      if (handedBack === undefined) continue;
      state.handedBack = handedBack;
      state.key = handedBack.rows.keys[handedBack.row] ?? null;
      states.set(node, state);
    }
    return;
  }
  const know = uniqueColumns([...entity.keyColumns, ...columnsForBindings(level)]);
  const values = ordered.map((row) => row.values);
  const stored = await runStatement(parts, entity, ordered, () => insertRows(tx, { entity, rows: values, know }));
  for (const [index, { node, state }] of ordered.entries()) {
    for (const [place, { name }] of know.entries()) state.known.set(name, stored[index]?.[place] ?? null);
    state.key = entity.keyColumns.map(({ name }) => state.known.get(name) ?? null);
    states.set(node, state);
  }
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
export function inKeyOrder<Row extends { readonly values: RowValues }>(
  { entity }: Pick<WriteLevel, 'entity'>,
  rows: readonly Row[],
): readonly Row[] {
  const columns = entity.keyColumns;
  if (!rows.every(({ values }) => columns.every(({ name }) => values.has(name)))) return rows;
  const keyed = rows.map((row) => ({
    row,
    key: columns.map((column) => textOfValue(column, row.values.get(column.name) ?? null)),
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
