import type { Dialect, EncodedRows, SqlParam, SqlRow, SqlValue, Statement, Transaction } from '@dx/database';
import type { Entity } from '@dx/entity-configuration';
import type { Column } from '@dx/schema-catalogue';
import { keyColumnsOf, selectListOf, shapeOf } from '../plan/row-shape.js';
import { compileInsert, compileInsertDefaults } from '../sql/compile-insert.js';
import { compileKeys } from '../sql/compile-select.js';
import { setsAlike, valueAt } from '../record/column-values.js';
import type { ColumnValues } from '../record/column-values.js';
import { literalDefault } from './row-values.js';

/** Most rows of one INSERT. */
const ROWS_PER_STATEMENT = 1000;

/** Rows of one table to insert, and which of their columns must be known afterwards. */
export interface NewRows {
  readonly entity: Entity;
  readonly rows: readonly ColumnValues[];
  /** The entity's key columns among them. */
  readonly know: readonly Column[];
}

/**
 * Inserts rows: one statement per 1,000 rows that set the same columns. Columns that only some rows set are filled with
 * their default in the others, where that default can be bound, so that rows seldom differ in their columns.
 * Answers the stored values of `know`, row by row in the given order.
 */
export async function insertRows(tx: Transaction, { entity, rows, know }: NewRows): Promise<readonly SqlRow[]> {
  const stored: SqlRow[] = new Array<SqlRow>(rows.length);
  for (const { columns, indexes } of cutRows(tx.dialect, entity, rows)) {
    const values = indexes.map((index) => rows[index] as ColumnValues);
    const known = await insertPiece(tx, entity, columns, values, know);
    indexes.forEach((index, place) => (stored[index] = known[place] ?? []));
  }
  return stored;
}

/** Rows of one table to insert whose answer is known when they are inserted. */
export interface FinalRows {
  readonly entity: Entity;
  readonly rows: readonly ColumnValues[];
  /** Whether their key columns are wanted behind their fields. */
  readonly withKeys: boolean;
}

/** The same for rows whose answer is known when they are inserted. Only where RETURNING is final. */
export async function insertFinalRows(
  tx: Transaction,
  { entity, rows, withKeys }: FinalRows,
  /** Told of each row: it is row number `row` of what was handed back. */
  take: (index: number, handedBack: EncodedRows, row: number) => void,
): Promise<void> {
  const keys = withKeys ? keyColumnsOf(entity) : [];
  const returning = [selectListOf(entity), ...keys.map(({ quoted }) => quoted)];
  for (const { columns, indexes } of cutRows(tx.dialect, entity, rows)) {
    const values = indexes.map((index) => rows[index] as ColumnValues);
    const statement = compilePiece(tx.dialect, entity, { columns, rows: values }, returning);
    const encoded = await tx.json(statement, shapeOf(entity, keys).encoding);
    indexes.forEach((index, row) => take(index, encoded, row));
  }
}

/** Cuts rows into pieces that one INSERT each can write; the rows of a piece keep their order. */
export function cutRows(dialect: Dialect, entity: Entity, rows: readonly ColumnValues[]): readonly RowGroup[] {
  return groupRows(entity, rows).flatMap((group) => cutGroup(dialect, entity, group));
}

/** The INSERT of a piece. @param returning quoted columns to hand back; empty = none */
export function compilePiece(
  dialect: Dialect,
  entity: Entity,
  { columns: given, rows }: { readonly columns: readonly Column[]; readonly rows: readonly ColumnValues[] },
  returning: readonly string[],
): Statement {
  const auto = autoColumnOf(entity);
  // Why the generated key as null: an INSERT of many rows needs a column, and null makes the database generate it.
  const columns = given.length === 0 && auto !== undefined ? [auto] : given;
  if (columns.length === 0) return compileInsertDefaults(entity.quotedTable, dialect.insertDefaults, returning);
  const params: SqlParam[] = [];
  const fillers = columns.map((column) => fillerOf(column) ?? null);
  for (const row of rows) {
    for (let place = 0; place < columns.length; place += 1) {
      const value = row[(columns[place] as Column).position];
      params.push(value === undefined ? (fillers[place] as SqlParam) : value);
    }
  }
  return compileInsert({
    table: entity.quotedTable,
    columns: columns.map(({ name }) => dialect.quote(name)),
    params,
    count: rows.length,
    returning,
  });
}

/** Rows (by their positions) that set the same columns. */
export interface RowGroup {
  readonly columns: readonly Column[];
  readonly indexes: readonly number[];
}

/** Rows that set the same columns, in the order in which such a row first came. */
function groupRows({ table }: Entity, rows: readonly ColumnValues[]): readonly RowGroup[] {
  const [first] = rows;
  if (first === undefined) return [];
  if (rows.every((row) => setsAlike(row, first))) {
    return [
      { columns: table.columns.filter(({ position }) => first[position] !== undefined), indexes: [...rows.keys()] },
    ];
  }
  const columns = table.columns.filter(({ position }) => rows.some((row) => row[position] !== undefined));
  const fixed = columns.filter((column) => fillerOf(column) === undefined);
  const groups = new Map<string, number[]>();
  for (const [index, row] of rows.entries()) {
    const signature = fixed.map(({ position }) => (row[position] === undefined ? '0' : '1')).join('');
    const group = groups.get(signature);
    if (group === undefined) groups.set(signature, [index]);
    else group.push(index);
  }
  return [...groups].map(([signature, indexes]) => ({
    indexes,
    columns: columns.filter((column) => {
      const place = fixed.indexOf(column);
      return place === -1 || signature[place] === '1';
    }),
  }));
}

/** What a row binds for a column that it does not set, so that the column gets its default; undefined = leave it out. */
function fillerOf(column: Column): SqlParam | undefined {
  if (column.autoIncrement || column.generated !== null) return undefined;
  switch (column.default.kind) {
    case 'none':
    case 'null':
      return column.nullable ? null : undefined;
    case 'literal':
      return literalDefault(column, column.default.value);
    case 'expression':
      return undefined;
  }
}

function cutGroup(dialect: Dialect, entity: Entity, { columns, indexes }: RowGroup): readonly RowGroup[] {
  const alone = columns.length === 0 && autoColumnOf(entity) === undefined;
  const byParams = Math.floor(dialect.maxParams / Math.max(1, columns.length));
  const size = alone ? 1 : Math.max(1, Math.min(ROWS_PER_STATEMENT, byParams));
  const pieces: RowGroup[] = [];
  for (let start = 0; start < indexes.length; start += size) {
    pieces.push({ columns, indexes: indexes.slice(start, start + size) });
  }
  return pieces;
}

function autoColumnOf({ table }: Entity): Column | undefined {
  return table.columns.find(({ autoIncrement }) => autoIncrement);
}

async function insertPiece(
  tx: Transaction,
  entity: Entity,
  columns: readonly Column[],
  rows: readonly ColumnValues[],
  know: readonly Column[],
): Promise<readonly SqlRow[]> {
  const { dialect } = tx;
  const returning = dialect.returning ? know.map(({ name }) => dialect.quote(name)) : [];
  const statement = compilePiece(dialect, entity, { columns, rows }, returning);
  if (dialect.returning) return tx.rows(statement);
  const { insertId } = await tx.run(statement);
  const complete = await withGeneratedKeys(tx, rows, autoColumnOf(entity), insertId);
  return knownValues(tx, entity, complete, know);
}

/** The rows with the keys that one INSERT generated: consecutive from the first, in the server's own steps. */
async function withGeneratedKeys(
  tx: Transaction,
  rows: readonly ColumnValues[],
  auto: Column | undefined,
  insertId: string | null,
): Promise<readonly ColumnValues[]> {
  if (auto === undefined || insertId === null || rows.some((row) => row[auto.position] !== undefined)) return rows;
  const step = rows.length === 1 ? 1n : await autoIncrementStep(tx);
  const first = BigInt(insertId);
  return rows.map((row, index) => {
    const complete = row.slice();
    complete[auto.position] = String(first + BigInt(index) * step);
    return complete;
  });
}

async function autoIncrementStep(tx: Transaction): Promise<bigint> {
  const [row] = await tx.rows({ sql: 'SELECT @@auto_increment_increment', params: [] });
  const step = row?.[0];
  return typeof step === 'string' ? BigInt(step) : 1n;
}

/** Without RETURNING: what was bound is what is stored for keys; anything else is read back by them. */
async function knownValues(
  tx: Transaction,
  entity: Entity,
  rows: readonly ColumnValues[],
  know: readonly Column[],
): Promise<readonly SqlRow[]> {
  if (rows.every((row) => know.every(({ position }) => row[position] !== undefined))) {
    return rows.map((row) => know.map((column) => toStored(valueAt(row, column))));
  }
  const stored: SqlRow[] = [];
  const select = know.map(({ name }) => tx.dialect.quote(name)).join(', ');
  for (const row of rows) {
    const where = compileKeys(keyColumnsOf(entity), [entity.keyColumns.map((column) => valueAt(row, column))]);
    const [found] = await tx.rows({
      sql: `SELECT ${select} FROM ${entity.quotedTable} WHERE ${where.sql}`,
      params: where.params,
    });
    stored.push(found ?? know.map((column) => toStored(valueAt(row, column))));
  }
  return stored;
}

function toStored(value: SqlParam): SqlValue {
  if (value === null || Buffer.isBuffer(value)) return value;
  return typeof value === 'boolean' ? (value ? '1' : '0') : String(value);
}
