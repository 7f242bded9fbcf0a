import type { HookParam } from '@dx/plugin-registry';

/** Why so few: the longest texts of a hundred rows stay below what servers take as one statement. */
const ROWS_PER_STATEMENT = 100;
const BYTES_PER_STATEMENT = 1_000_000;

/** What runs a statement: a plugin's transaction, or the database itself. */
export type Execute = (sql: string, params: readonly HookParam[]) => Promise<unknown>;

/** Inserts rows of an own table, many per statement. */
export async function insertRows(
  execute: Execute,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly HookParam[])[],
): Promise<void> {
  const marks = `(${columns.map(() => '?').join(', ')})`;
  for (const chunk of chunksOf(rows)) {
    const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${chunk.map(() => marks).join(', ')}`;
    await execute(sql, chunk.flat());
  }
}

function* chunksOf(rows: readonly (readonly HookParam[])[]): Generator<readonly (readonly HookParam[])[]> {
  let chunk: (readonly HookParam[])[] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = row.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 8), 0);
    if (chunk.length > 0 && (chunk.length === ROWS_PER_STATEMENT || bytes + size > BYTES_PER_STATEMENT)) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(row);
    bytes += size;
  }
  if (chunk.length > 0) yield chunk;
}
