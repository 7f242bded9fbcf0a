import { createHash } from 'node:crypto';
import type { Table } from '@dx/schema-catalogue';

/** Why kept: a snapshot is compiled much more often than the catalogue is read, and tables are immutable. */
const known = new WeakMap<Table, string>();

/** A hash of a table's structure; row counts do not count. */
export function hashTable(table: Table): string {
  const before = known.get(table);
  if (before !== undefined) return before;
  const { name, kind, columns, primaryKey, uniqueKeys, foreignKeys } = table;
  const structure = JSON.stringify([name, kind, columns, primaryKey, uniqueKeys, foreignKeys]);
  const hash = createHash('sha256').update(structure).digest('hex').slice(0, 20);
  known.set(table, hash);
  return hash;
}
