import type { Table } from '@dx/schema-catalogue';

/**
 * Whether a table answers a search: null when not, else the columns whose names do (none when the table's own name is
 * what matches). Case does not matter; an empty search matches everything.
 */
export function matchTable(table: Pick<Table, 'name' | 'columns'>, search: string): readonly string[] | null {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return [];
  const columns = table.columns.map(({ name }) => name).filter((name) => name.toLowerCase().includes(wanted));
  if (columns.length > 0) return columns;
  return table.name.toLowerCase().includes(wanted) ? [] : null;
}
