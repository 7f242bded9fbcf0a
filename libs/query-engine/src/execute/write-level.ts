import type { SqlParam, Transaction } from '@dx/database';
import { contractErrors } from '@dx/kernel';
import type { Column } from '@dx/schema-catalogue';
import type { SentRow } from '../plan/sent-row.js';
import type { WriteLevel, WriteNode } from '../plan/write-plan.js';
import { boundValues, columnsForChildren } from './bind-keys.js';
import { insertFinalRows, insertRows } from './insert-rows.js';
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
  /** Whether a PUT named the row by its identifier. */
  readonly replaces: boolean;
}

/**
 * Writes the rows of some records of one level: changes first, then new rows. The level above must have been written.
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
  if (first.length > 0) await addRows(tx, run, level, first, states);
  const replaced = again.map(({ row, original }) => replaceNewRow(run, row, original, states));
  for (const pass of passesOf(level, replaced)) await changeRows(tx, run, level, pass);
}

function prepareRow(run: WriteRun, node: WriteNode, states: RowStates, failures: Failures): ReadyRow | null {
  const { plan, ctx } = run;
  const sent = run.sent[node.order] as SentRow;
  const state = states.get(node) ?? { existing: false, key: null, known: new Map<string, SqlParam>() };
  const bound = boundValues(node, run, states);
  if (bound === null) {
    const reason = `The record above has no value that the relation \`${node.relation?.name ?? ''}\` could use.`;
    failures.add(node, contractErrors.persistenceFailed({ path: node.path, reason }));
    return null;
  }
  states.set(node, state);
  if (plan.verb === 'create' || !state.existing) {
    const replaces = plan.verb === 'replace' && sent.identifier?.param !== undefined;
    return { node, state, values: valuesOfNewRow(node, sent, bound, ctx.now), replaces };
  }
  return { node, state, values: valuesOfChangedRow(node, sent, plan.verb, ctx.now), replaces: true };
}

interface RepeatedRow {
  readonly row: ReadyRow;
  /** The record that creates the row which this one then replaces. */
  readonly original: ReadyRow;
}

/** New rows, and records of a PUT that name the identifier of a row which the batch itself creates. */
function splitRepeated(
  { entity, relation }: WriteLevel,
  rows: readonly ReadyRow[],
): { readonly first: readonly ReadyRow[]; readonly again: readonly RepeatedRow[] } {
  const named = entity.identifierUnique ? [entity.identifier.column] : undefined;
  const columns =
    named ?? (relation === null ? [] : [entity.identifier.column, ...relation.bindings.map(({ child }) => child)]);
  const originals = new Map<string, ReadyRow>();
  const first: ReadyRow[] = [];
  const again: RepeatedRow[] = [];
  for (const row of rows) {
    const { values, replaces } = row;
    const key = JSON.stringify(columns.map((column) => textOfValue(column, values.get(column.name) ?? null)));
    const original = replaces && columns.length > 0 ? originals.get(key) : undefined;
    if (original !== undefined) again.push({ row, original });
    else {
      if (replaces) originals.set(key, row);
      first.push(row);
    }
  }
  return { first, again };
}

function replaceNewRow(run: WriteRun, { node }: ReadyRow, original: ReadyRow, states: RowStates): ReadyRow {
  const { key, known } = original.state;
  const state: RowState = { existing: true, key, known: new Map(known) };
  states.set(node, state);
  const sent = run.sent[node.order] as SentRow;
  return { node, state, values: valuesOfChangedRow(node, sent, 'replace', run.ctx.now), replaces: true };
}

/** Splits changes so that no pass names a row twice and a row's changes keep their order. */
function passesOf(level: WriteLevel, rows: readonly ReadyRow[]): readonly (readonly ReadyRow[])[] {
  const passes: ReadyRow[][] = [];
  const seen = new Map<string, number>();
  for (const row of rows) {
    const key = level.entity.keyColumns.map((column, index) => textOfValue(column, row.state.key?.[index] ?? null));
    const text = JSON.stringify(key);
    const pass = seen.get(text) ?? 0;
    seen.set(text, pass + 1);
    (passes[pass] ??= []).push(row);
  }
  return passes;
}

async function changeRows(
  tx: Transaction,
  { parts }: WriteRun,
  { entity }: WriteLevel,
  rows: readonly ReadyRow[],
): Promise<void> {
  const changes = rows.map(({ state, values }) => ({ key: state.key ?? [], values }));
  await runStatement(parts, entity, rows, () => updateRows(tx, entity, changes));
  for (const { state, values } of rows) {
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
  const know = uniqueColumns([...entity.keyColumns, ...columnsForChildren(level)]);
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
 * children's table may well count them in their parent. Binary keys are left out because handed-out keys are texts.
 */
function isFinalWhenInserted({ dialect }: Transaction, { plan }: WriteRun, { entity, children }: WriteLevel): boolean {
  return (
    plan.verb === 'create' &&
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
