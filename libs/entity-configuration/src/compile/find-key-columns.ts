import type { Column, Table } from '@dx/schema-catalogue';

/**
 * The columns that name one row of a table: its primary key, else the unique key with the fewest columns that are all
 * NOT NULL. Empty when there is none, so that single rows cannot be addressed.
 */
export function findKeyColumns(table: Table): readonly Column[] {
  if (table.kind === 'view') return [];
  const candidates = [
    table.primaryKey,
    ...table.uniqueKeys
      .filter((key) => key.whole)
      .map((key) => key.columns)
      .sort((left, right) => left.length - right.length),
  ];
  for (const names of candidates) {
    const columns = names.flatMap((name) => table.columnsByName.get(name) ?? []);
    const isPrimary = names === table.primaryKey;
    if (names.length > 0 && columns.length === names.length && (isPrimary || columns.every((it) => !it.nullable))) {
      return columns;
    }
  }
  return [];
}

/** Whether values of these columns name at most one row of the table. */
export function isUnique(table: Table, columns: readonly string[]): boolean {
  const keys = [table.primaryKey, ...table.uniqueKeys.filter(({ whole }) => whole).map((key) => key.columns)];
  return keys.some((key) => key.length > 0 && key.every((column) => columns.includes(column)));
}
