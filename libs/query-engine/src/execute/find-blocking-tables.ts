import type { SqlParam, SqlRow, SqlValue, Transaction } from '@dx/database';
import type { Entity } from '@dx/entity-configuration';
import type { Catalogue, Column, ForeignKey, Table } from '@dx/schema-catalogue';
import type { KeyColumn } from '../plan/row-shape.js';
import { keyColumnsOf } from '../plan/row-shape.js';
import { chunkKeys, compileKeys } from '../sql/compile-select.js';
import type { DoomedRow } from './select-doomed-rows.js';
import { textOfValue } from './value-text.js';

/** Rows that others point at, and the first table that does. */
export type Blockers = ReadonlyMap<DoomedRow, string>;

/**
 * Which rows cannot be deleted because rows of other tables point at them: one statement per foreign key and 1,000 rows.
 * Foreign keys are asked in the order of their names, in which MySQL checks them, so the first table is the one that the
 * database would name.
 */
export async function findBlockingTables(
  tx: Transaction,
  catalogue: Catalogue,
  entity: Entity,
  rows: readonly DoomedRow[],
): Promise<Blockers> {
  const blockers = new Map<DoomedRow, string>();
  for (const { table, foreignKey } of foreignKeysTo(catalogue, entity.table.name)) {
    const open = rows.filter((row) => !blockers.has(row));
    for (const row of await findReferenced(tx, entity, { table, foreignKey }, open)) blockers.set(row, table.name);
  }
  return blockers;
}

interface IncomingKey {
  readonly table: Table;
  readonly foreignKey: ForeignKey;
}

/** Foreign keys of all tables that point at `target` and forbid to delete what they point at. */
function foreignKeysTo({ tables }: Catalogue, target: string): readonly IncomingKey[] {
  const found = [...tables.values()].flatMap((table) =>
    table.foreignKeys
      .filter(
        ({ referencedTable, onDelete }) => referencedTable === target && /^(?:RESTRICT|NO ACTION|)$/i.test(onDelete),
      )
      .map((foreignKey) => ({ table, foreignKey })),
  );
  return found.sort((left, right) => (left.foreignKey.name < right.foreignKey.name ? -1 : 1));
}

async function findReferenced(
  tx: Transaction,
  entity: Entity,
  { table, foreignKey }: IncomingKey,
  rows: readonly DoomedRow[],
): Promise<readonly DoomedRow[]> {
  const referenced = columnsOf(tx, entity.table, foreignKey.referencedColumns);
  const pointing = columnsOf(tx, table, foreignKey.columns);
  if (referenced === undefined || pointing === undefined || rows.length === 0) return [];
  const values = await referencedValues(tx, entity, referenced, rows);
  const wanted = [...values.values()].filter((value) => value.every((part) => part !== null));
  const used = new Set<string>();
  const list = pointing.map(({ quoted }) => quoted).join(', ');
  for (const keys of chunkKeys(wanted, pointing.length, tx.dialect)) {
    const where = compileKeys(pointing, keys);
    const sql = `SELECT DISTINCT ${list} FROM ${tx.dialect.quote(table.name)} WHERE ${where.sql}`;
    for (const row of await tx.rows({ sql, params: where.params })) used.add(textOf(referenced, row));
  }
  return rows.filter((row) => used.has(textOf(referenced, values.get(row) ?? [])));
}

/** What foreign keys point at in each row: its key, or other columns that are read first. */
async function referencedValues(
  tx: Transaction,
  entity: Entity,
  referenced: readonly KeyColumn[],
  rows: readonly DoomedRow[],
): Promise<ReadonlyMap<DoomedRow, readonly SqlParam[]>> {
  const own = keyColumnsOf(entity);
  const places = referenced.map(({ column }) => own.findIndex((key) => key.column.name === column.name));
  if (places.every((place) => place >= 0)) {
    return new Map(rows.map((row) => [row, places.map((place) => row.key[place] ?? null)]));
  }
  const found = new Map<string, readonly SqlValue[]>();
  const list = [...own, ...referenced].map(({ quoted }) => quoted).join(', ');
  for (const keys of chunkKeys(
    rows.map(({ key }) => key),
    own.length,
    tx.dialect,
  )) {
    const where = compileKeys(own, keys);
    const sql = `SELECT ${list} FROM ${entity.quotedTable} WHERE ${where.sql}`;
    for (const row of await tx.rows({ sql, params: where.params })) found.set(textOf(own, row), row.slice(own.length));
  }
  return new Map(rows.map((row) => [row, found.get(textOf(own, row.key)) ?? []]));
}

function columnsOf(tx: Transaction, table: Table, names: readonly string[]): readonly KeyColumn[] | undefined {
  const columns = names.flatMap((name): readonly Column[] => {
    const column = table.columnsByName.get(name);
    return column === undefined ? [] : [column];
  });
  if (columns.length !== names.length) return undefined;
  return columns.map((column) => ({ column, quoted: tx.dialect.quote(column.name) }));
}

function textOf(columns: readonly KeyColumn[], row: readonly SqlParam[] | SqlRow): string {
  return JSON.stringify(columns.map(({ column }, index) => textOfValue(column, row[index] ?? null)));
}
