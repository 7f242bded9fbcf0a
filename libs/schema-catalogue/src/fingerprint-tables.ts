import { createHash } from 'node:crypto';
import type { Table } from './model.js';

/** A hash of the tables' structure: the same for the same structure, whatever the row counts and the order of tables. */
export function fingerprintTables(tables: Iterable<Table>): string {
  const hash = createHash('sha256');
  const sorted = [...tables].sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const { rowsAbout: _rowsAbout, columnsByName: _columnsByName, ...structure } of sorted) {
    hash.update(JSON.stringify(structure));
  }
  return hash.digest('base64url');
}
