import type { Column, Table } from './model.js';

/** Completes a table with what can be derived from its columns. */
export function makeTable(parts: Omit<Table, 'columnsByName'>): Table {
  const columns: readonly Column[] = [...parts.columns].sort((one, other) => one.position - other.position);
  return { ...parts, columns, columnsByName: new Map(columns.map((column) => [column.name, column])) };
}
