import { DatabaseError } from '@dx/database';
import type { SqlParam, SqlRunner } from '@dx/database';
import type { CodedError } from '@dx/kernel';
import type { ForeignKey, Table } from '@dx/schema-catalogue';
import type { WriteNode } from '../plan/write-plan.js';
import type { RefusedStatement } from './refused-statement.js';
import type { ColumnValues } from '../record/column-values.js';
import { translateLinkRefusal, translateRefusal } from './translate-refusal.js';

/** What a client reads for a record whose row alone was refused. Asks the database for what its error does not tell. */
export async function explainRefusal(
  runner: SqlRunner,
  { error, rows, what }: RefusedStatement,
  node: WriteNode,
): Promise<CodedError> {
  if (what === 'link') return translateLinkRefusal(error, node);
  const values = rows.find((row) => row.node === node)?.values;
  const isForeignKey = error.kind === 'foreign-key-parent' || error.kind === 'foreign-key-child';
  if (!isForeignKey || error.details.constraint !== undefined || values === undefined) {
    return translateRefusal(error, node);
  }
  const missing = await findMissingParent(runner, node.entity.table, values);
  const kind = missing === undefined ? error.kind : 'foreign-key-parent';
  const columns = missing?.columns ?? [];
  return translateRefusal(new DatabaseError(kind, error.message, { ...error.details, columns }), node);
}

/** Why by asking: SQLite says that a foreign key failed, but not which. */
async function findMissingParent(
  runner: SqlRunner,
  { foreignKeys, columnsByName }: Table,
  values: ColumnValues,
): Promise<ForeignKey | undefined> {
  for (const foreignKey of foreignKeys) {
    const key = foreignKey.columns.map((name) => values[columnsByName.get(name)?.position ?? -1]);
    if (key.some((value) => value === undefined || value === null)) continue;
    const condition = foreignKey.referencedColumns.map((column) => `${runner.dialect.quote(column)} = ?`).join(' AND ');
    const table = runner.dialect.quote(foreignKey.referencedTable);
    const found = await runner.rows({
      sql: `SELECT 1 FROM ${table} WHERE ${condition} LIMIT 1`,
      params: key as readonly SqlParam[],
    });
    if (found.length === 0) return foreignKey;
  }
  return undefined;
}
