import type { QuotedColumn, SqlParam, Transaction } from '@dx/database';
import type { Entity } from '@dx/entity-configuration';
import type { Column } from '@dx/schema-catalogue';
import { isEmpty, setsAlike, valueAt } from '../record/column-values.js';
import type { ColumnValues } from '../record/column-values.js';

/** Most rows of one UPDATE. */
const ROWS_PER_STATEMENT = 1000;

/** A row to change, by its full key. */
export interface ChangedRow {
  readonly key: readonly SqlParam[];
  readonly values: ColumnValues;
}

/** Changes rows: one statement per 1,000 rows that set the same columns. No row may be named twice. */
export async function updateRows(tx: Transaction, entity: Entity, rows: readonly ChangedRow[]): Promise<void> {
  for (const group of groupByColumns(rows)) {
    const [first] = group;
    if (first === undefined || isEmpty(first.values)) continue;
    const columns = entity.table.columns.filter(({ position }) => first.values[position] !== undefined);
    const perRow = columns.length + entity.keyColumns.length;
    const size = Math.max(1, Math.min(ROWS_PER_STATEMENT, Math.floor(tx.dialect.maxParams / perRow)));
    for (let start = 0; start < group.length; start += size) {
      const statement = tx.dialect.updateMany({
        table: entity.quotedTable,
        ...keyIndexOf(tx, entity),
        keyColumns: entity.keyColumns.map((column) => quoted(tx, column)),
        columns: columns.map((column) => quoted(tx, column)),
        rows: group.slice(start, start + size).map(({ key, values }) => ({
          key,
          values: columns.map((column) => valueAt(values, column)),
        })),
      });
      await tx.run(statement);
    }
  }
}

/** The index of the primary key. Why no other: a server may be told to ignore it, and then refuses a statement that names it. */
function keyIndexOf({ dialect }: Transaction, { table, keyColumns }: Entity): { readonly keyIndex?: string } {
  const isPrimary =
    table.primaryKey.length === keyColumns.length &&
    table.primaryKey.every((name, place) => keyColumns[place]?.name === name);
  return isPrimary ? { keyIndex: dialect.quote('PRIMARY') } : {};
}

/** Rows that set the same columns, in the order in which such a row first came. */
function groupByColumns(rows: readonly ChangedRow[]): readonly (readonly ChangedRow[])[] {
  const groups: ChangedRow[][] = [];
  for (const row of rows) {
    const group = groups.find(([first]) => first !== undefined && setsAlike(first.values, row.values));
    if (group === undefined) groups.push([row]);
    else group.push(row);
  }
  return groups;
}

function quoted(tx: Transaction, { name, declaredType, charset, collation }: Column): QuotedColumn {
  return { quoted: tx.dialect.quote(name), sqlType: declaredType, charset, collation };
}
