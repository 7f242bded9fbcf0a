import type { SqlParam, Transaction } from '@dx/database';
import type { Junction, KeyBinding } from '@dx/entity-configuration';
import { contractErrors } from '@dx/kernel';
import type { Column } from '@dx/schema-catalogue';
import type { KeyColumn } from '../plan/row-shape.js';
import type { WriteLevel, WriteNode } from '../plan/write-plan.js';
import { compileInsert } from '../sql/compile-insert.js';
import { chunkKeys, compileKeys } from '../sql/compile-select.js';
import { asChildValue } from './bind-keys.js';
import { runStatement } from './refused-statement.js';
import { valueAt } from '../record/column-values.js';
import type { ColumnValues, ColumnValuesDraft } from '../record/column-values.js';
import { sameValue, textOfValue } from './value-text.js';
import type { Failures, RowState, RowStates, WriteRun } from './write-run.js';

const ROWS_PER_STATEMENT = 1000;

/** A row of a junction that is wanted, or not wanted any more. */
interface Link {
  readonly node: WriteNode;
  readonly values: ColumnValues;
  /** The values as one text. */
  readonly text: string;
  /** Whether one of its sides was made by this very write, so that it cannot be there yet. */
  readonly fresh: boolean;
}

/**
 * Links the records of a many-to-many level to their parents, or unlinks those that are marked. Links that are there are
 * left alone, links that are not there need not be removed. A handful of statements per 1,000 links; records whose both
 * sides are known to be linked already are asked for first. The rows of the level must have been written.
 */
export async function linkRows(
  tx: Transaction,
  run: WriteRun,
  level: WriteLevel,
  nodes: readonly WriteNode[],
  { states, failures }: { readonly states: RowStates; readonly failures: Failures },
): Promise<void> {
  const junction = level.relation?.through ?? null;
  if (junction === null) return;
  const columns = columnsOf(tx, junction);
  const wanted = new Map<string, Link>();
  const unwanted = new Map<string, Link>();
  for (const node of nodes) {
    if (failures.covers(node)) continue;
    const link = makeLink(node, junction, columns, { states, failures });
    if (link === null) continue;
    const links = node.verb === 'unlink' ? unwanted : wanted;
    if (!links.has(link.text)) links.set(link.text, link);
  }
  const context: LinkContext = { tx, run, level, junction, columns };
  await removeLinks(context, [...unwanted.values()]);
  await addLinks(context, await missingLinks(context, [...wanted.values()]));
}

interface LinkContext {
  readonly tx: Transaction;
  readonly run: WriteRun;
  readonly level: WriteLevel;
  readonly junction: Junction;
  readonly columns: readonly KeyColumn[];
}

/** The junction's columns that tie it to its sides, each once. */
function columnsOf({ dialect }: Transaction, { toParent, toChild }: Junction): readonly KeyColumn[] {
  const columns = new Map<string, Column>();
  for (const { child } of [...toParent, ...toChild]) columns.set(child.name, child);
  return [...columns.values()].map((column) => ({ column, quoted: dialect.quote(column.name) }));
}

/** The link of a record; null, and a failure, when a side has no value for it or both sides want different ones. */
function makeLink(
  node: WriteNode,
  { toParent, toChild }: Junction,
  columns: readonly KeyColumn[],
  { states, failures }: { readonly states: RowStates; readonly failures: Failures },
): Link | null {
  const parent = node.parent === null ? undefined : states.get(node.parent);
  const own = states.get(node);
  const values: ColumnValuesDraft = [];
  const filled = fill(values, toParent, parent) && fill(values, toChild, own);
  if (!filled) {
    const reason = `One of the two records has no value that the relation \`${node.relation?.name ?? ''}\` could use.`;
    failures.add(node, contractErrors.persistenceFailed({ path: node.path, reason }));
    return null;
  }
  const text = JSON.stringify(columns.map(({ column }) => textOfValue(column, valueAt(values, column))));
  return { node, values, text, fresh: parent?.existing !== true || own?.existing !== true };
}

function fill(values: ColumnValuesDraft, bindings: readonly KeyBinding[], state: RowState | undefined): boolean {
  for (const { parent, child } of bindings) {
    const known = state?.known[parent.position] ?? null;
    if (known === null) return false;
    const value = asChildValue(parent, child, known);
    const before = values[child.position];
    if (before !== undefined && !sameValue(child, before, value)) return false;
    values[child.position] = value;
  }
  return true;
}

/** The links that are not there yet. */
async function missingLinks(
  { tx, run, level, junction, columns }: LinkContext,
  links: readonly Link[],
): Promise<Link[]> {
  const known = new Set<string>();
  const asked = links.filter(({ fresh }) => !fresh).map((link) => keyOf(columns, link));
  const list = columns.map(({ quoted }) => quoted).join(', ');
  for (const keys of chunkKeys(asked, columns.length, tx.dialect)) {
    const where = compileKeys(columns, keys);
    const sql = `SELECT ${list} FROM ${junction.quotedTable} WHERE ${where.sql}`;
    const rows = await runStatement(run.parts, level.entity, [], () => tx.rows({ sql, params: where.params }));
    for (const row of rows) {
      known.add(JSON.stringify(columns.map(({ column }, place) => textOfValue(column, row[place] ?? null))));
    }
  }
  return links.filter(({ text }) => !known.has(text));
}

/** Why sorted: parallel batches then meet in one order. */
async function addLinks({ tx, run, level, junction, columns }: LinkContext, links: readonly Link[]): Promise<void> {
  const sorted = [...links].sort((left, right) => (left.text < right.text ? -1 : 1));
  const size = Math.max(1, Math.min(ROWS_PER_STATEMENT, Math.floor(tx.dialect.maxParams / columns.length)));
  for (let start = 0; start < sorted.length; start += size) {
    const piece = sorted.slice(start, start + size);
    const statement = compileInsert({
      table: junction.quotedTable,
      columns: columns.map(({ quoted }) => quoted),
      params: piece.flatMap((link) => keyOf(columns, link)),
      count: piece.length,
      returning: [],
    });
    await runStatement(run.parts, level.entity, piece, () => tx.run(statement), 'link');
  }
}

async function removeLinks({ tx, run, level, junction, columns }: LinkContext, links: readonly Link[]): Promise<void> {
  const byKey = new Map(links.map((link) => [keyOf(columns, link), link]));
  for (const keys of chunkKeys([...byKey.keys()], columns.length, tx.dialect)) {
    const where = compileKeys(columns, keys);
    const sql = `DELETE FROM ${junction.quotedTable} WHERE ${where.sql}`;
    const rows = keys.map((key) => byKey.get(key) as Link);
    await runStatement(run.parts, level.entity, rows, () => tx.run({ sql, params: where.params }), 'link');
  }
}

function keyOf(columns: readonly KeyColumn[], { values }: Link): readonly SqlParam[] {
  return columns.map(({ column }) => valueAt(values, column));
}
