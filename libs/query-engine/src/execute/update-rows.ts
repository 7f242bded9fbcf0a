import type { QuotedColumn, SqlParam, Transaction } from '@dx/database';
import type { Entity } from '@dx/entity-configuration';
import type { Column } from '@dx/schema-catalogue';
import type { RowValues } from './row-values.js';

/** Most rows of one UPDATE. */
const ROWS_PER_STATEMENT = 1000;

/** A row to change, by its full key. */
export interface ChangedRow {
  readonly key: readonly SqlParam[];
  readonly values: RowValues;
}

/** Changes rows: one statement per 1,000 rows that set the same columns. No row may be named twice. */
export async function updateRows(tx: Transaction, entity: Entity, rows: readonly ChangedRow[]): Promise<void> {
  for (const group of groupByColumns(rows)) {
    const [first] = group;
    if (first === undefined || first.values.size === 0) continue;
    const columns = entity.table.columns.filter(({ name }) => first.values.has(name));
    const perRow = columns.length + entity.keyColumns.length;
    const size = Math.max(1, Math.min(ROWS_PER_STATEMENT, Math.floor(tx.dialect.maxParams / perRow)));
    for (let start = 0; start < group.length; start += size) {
      const statement = tx.dialect.updateMany({
        table: entity.quotedTable,
        keyColumns: entity.keyColumns.map((column) => quoted(tx, column)),
        columns: columns.map((column) => quoted(tx, column)),
        rows: group.slice(start, start + size).map(({ key, values }) => ({
          key,
          values: columns.map(({ name }) => values.get(name) ?? null),
        })),
      });
      await tx.run(statement);
    }
  }
}

function groupByColumns(rows: readonly ChangedRow[]): readonly (readonly ChangedRow[])[] {
  const groups = new Map<string, ChangedRow[]>();
  for (const row of rows) {
    const signature = [...row.values.keys()].sort().join('\0');
    const group = groups.get(signature);
    if (group === undefined) groups.set(signature, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

function quoted(tx: Transaction, { name, declaredType, charset, collation }: Column): QuotedColumn {
  return { quoted: tx.dialect.quote(name), sqlType: declaredType, charset, collation };
}
