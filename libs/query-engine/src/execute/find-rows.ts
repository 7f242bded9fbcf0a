import type { SqlParam, SqlRow, SqlValue, Transaction } from '@dx/database';
import type { Column } from '@dx/schema-catalogue';
import type { EngineParts } from '../engine-parts.js';
import type { KeyColumn } from '../plan/row-shape.js';
import type { WriteLevel, WriteNode } from '../plan/write-plan.js';
import { holdsText } from '../record/holds-text.js';
import { chunkKeys } from '../sql/compile-select.js';
import { compileLookup, compileMatchingLookup } from '../sql/compile-lookup.js';
import type { Lookup } from '../sql/compile-lookup.js';
import { runStatement } from './refused-statement.js';
import { textOfValue } from './value-text.js';

/** A record and what its row is looked for by: the identifier, then the values of the columns bound to its parent. */
export interface WantedRow {
  readonly node: WriteNode;
  readonly key: readonly SqlParam[];
}

/** Rows by column name. */
export interface FoundRows {
  /** The rows that have the record's identifier (and its parent's keys, where they were asked for). */
  of(node: WriteNode): readonly ReadonlyMap<string, SqlValue>[];
}

interface Search {
  readonly level: WriteLevel;
  readonly columns: readonly Column[];
  readonly wanted: readonly WantedRow[];
  /** False for rows that are not changed. Why not locked: many batches link the same few records at once. */
  readonly lock: boolean;
}

/** Finds, and locks unless told otherwise, the rows of a level's records: one statement per 1,000 records. */
export async function findRows(tx: Transaction, parts: EngineParts, search: Search): Promise<FoundRows> {
  const { level, columns, wanted, lock } = search;
  const by = lookupColumns(level, wanted);
  const distinct = distinctKeys(by, wanted);
  const rows = new Map<string, ReadonlyMap<string, SqlValue>[]>();
  const add = (text: string, row: ReadonlyMap<string, SqlValue>): void => {
    const known = rows.get(text);
    if (known === undefined) rows.set(text, [row]);
    else known.push(row);
  };
  const select = columns.map(({ name }) => tx.dialect.quote(name));
  for (const keys of chunkKeys([...distinct.values()], by.length, tx.dialect)) {
    const lookup: Lookup = { entity: level.entity, select, by, keys, lock };
    const found = await runStatement(parts, level.entity, [], () => tx.rows(compileLookup(lookup, tx.dialect)));
    for (const row of found.map((it) => toNamed(columns, it))) add(textOfRow(by, row), row);
    const unmatched = found.length === 0 ? [] : keys.filter((key) => !rows.has(textOfKey(by, key)));
    if (unmatched.length > 0 && by.some(({ column }) => holdsText(column))) {
      await matchByCollation(tx, columns, { ...lookup, keys: unmatched }, add);
    }
  }
  const texts = new Map(wanted.map(({ node, key }) => [node, textOfKey(by, key)]));
  return { of: (node) => rows.get(texts.get(node) ?? '') ?? NO_ROWS };
}

const NO_ROWS: readonly ReadonlyMap<string, SqlValue>[] = [];

/** Lets the database say which row each key names; several keys may name one row, so it is asked until none is left. */
async function matchByCollation(
  tx: Transaction,
  columns: readonly Column[],
  lookup: Lookup,
  add: (text: string, row: ReadonlyMap<string, SqlValue>) => void,
): Promise<void> {
  let keys = lookup.keys;
  while (keys.length > 0) {
    const found: readonly SqlRow[] = await tx.rows(compileMatchingLookup({ ...lookup, keys }, tx.dialect));
    const matched = new Set<number>();
    for (const [position, ...values] of found) {
      const index = Number(position);
      matched.add(index);
      add(textOfKey(lookup.by, keys[index] as readonly SqlParam[]), toNamed(columns, values));
    }
    if (matched.size === 0) return;
    keys = keys.filter((_, index) => !matched.has(index));
  }
}

function lookupColumns({ entity, relation }: WriteLevel, wanted: readonly WantedRow[]): readonly KeyColumn[] {
  const own = { column: entity.identifier.column, quoted: entity.identifier.quoted };
  const byParent = (wanted[0]?.key.length ?? 1) > 1;
  const bindings = byParent && relation !== null ? relation.bindings : [];
  return [own, ...bindings.map(({ child, childQuoted }) => ({ column: child, quoted: childQuoted }))];
}

/** Why sorted: rows are then locked in one order by all batches, also across the pieces of a long list. */
function distinctKeys(
  by: readonly KeyColumn[],
  wanted: readonly WantedRow[],
): ReadonlyMap<string, readonly SqlParam[]> {
  const keys = new Map(wanted.map(({ key }) => [textOfKey(by, key), key]));
  return new Map([...keys].sort(([left], [right]) => left.length - right.length || (left < right ? -1 : 1)));
}

function toNamed(columns: readonly Column[], row: SqlRow): ReadonlyMap<string, SqlValue> {
  return new Map(columns.map(({ name }, index) => [name, row[index] ?? null]));
}

function textOfKey(by: readonly KeyColumn[], key: readonly SqlParam[]): string {
  return by.map(({ column }, index) => part(textOfValue(column, key[index] ?? null))).join('');
}

function textOfRow(by: readonly KeyColumn[], row: ReadonlyMap<string, SqlValue>): string {
  return by.map(({ column }) => part(textOfValue(column, row.get(column.name) ?? null))).join('');
}

function part(text: string): string {
  return `${text.length}:${text}`;
}
