import type { SqlParam } from '@dx/database';

/** Rows of one table, all with the same columns. */
export interface RowSet {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlParam[])[];
}

/** Makes a row set of records; the first one's keys are the columns of all. */
export function rowSet(table: string, records: readonly Readonly<Record<string, SqlParam>>[]): RowSet {
  const columns = Object.keys(records[0] ?? {});
  return { table, columns, rows: records.map((record) => columns.map((column) => record[column] ?? null)) };
}
