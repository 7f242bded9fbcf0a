import type { SqlParam, SqlRow, Transaction } from '@dx/database';
import type { Entity } from '@dx/entity-configuration';
import type { KeyColumn } from '../plan/row-shape.js';
import type { WriteNode } from '../plan/write-plan.js';
import { valueAt } from '../record/column-values.js';
import { chunkKeys, compileKeys } from '../sql/compile-select.js';
import type { RefusedRow, RefusedStatement } from './refused-statement.js';
import { columnsOfKey } from './translate-refusal.js';
import { textOfValue } from './value-text.js';

/**
 * The new top-level records of a refused INSERT whose unique key is taken by a stored row: one statement per 1,000 records,
 * so that a batch that was sent twice is not halved down to every single record. Empty when nothing is certain, which
 * includes keys that only the collation holds to be equal.
 */
export async function findTakenKeys(
  tx: Transaction,
  entity: Entity,
  { error, rows }: RefusedStatement,
): Promise<readonly WriteNode[]> {
  if (error.kind !== 'duplicate' || rows.some(({ node }) => node.parent !== null)) return [];
  const columns = columnsOfKey(error, entity).flatMap((name): readonly KeyColumn[] => {
    const column = entity.table.columnsByName.get(name);
    return column === undefined ? [] : [{ column, quoted: tx.dialect.quote(name) }];
  });
  if (columns.length === 0) return [];
  const keyed = rows.flatMap((row) => {
    const key = keyOf(columns, row);
    return key === undefined ? [] : [{ node: row.node, key, text: textOf(columns, key) }];
  });
  const taken = new Set<string>();
  const list = columns.map(({ quoted }) => quoted).join(', ');
  const keys = keyed.map(({ key }) => key);
  for (const chunk of chunkKeys(keys, columns.length, tx.dialect)) {
    const where = compileKeys(columns, chunk);
    const sql = `SELECT ${list} FROM ${entity.quotedTable} WHERE ${where.sql}`;
    for (const row of await tx.rows({ sql, params: where.params })) taken.add(textOf(columns, row));
  }
  return keyed.filter(({ text }) => taken.has(text)).map(({ node }) => node);
}

function keyOf(columns: readonly KeyColumn[], { values }: RefusedRow): readonly SqlParam[] | undefined {
  const key = columns.map(({ column }) => valueAt(values, column));
  return key.includes(null) ? undefined : key;
}

function textOf(columns: readonly KeyColumn[], key: readonly SqlParam[] | SqlRow): string {
  return JSON.stringify(columns.map(({ column }, index) => textOfValue(column, key[index] ?? null)));
}
