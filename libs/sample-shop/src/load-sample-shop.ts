import type { Database, SqlParam, SqlRunner } from '@dx/database';
import { CodedException, serverErrors } from '@dx/kernel';
import { renderTable, renderView } from './ddl/render-tables.js';
import { makeShopRows } from './rows/make-shop-rows.js';
import type { RowSet } from './rows/row-set.js';
import { SHOP_TABLES, SHOP_VIEWS } from './tables/shop-tables.js';

/** Tables that the server makes for itself; a database with nothing else counts as empty. */
const OWN_TABLE = /^(dx_|spy_dynamic_entity_|sqlite_|libsql_|typeorm_metadata$)/;
/** Rows in one INSERT, as far as the database's placeholders reach. */
const ROWS_PER_INSERT = 500;
const NAMES_IN_ERROR = 3;

/** How far a load is: `rows` of `total` are in. */
export interface LoadProgress {
  readonly table: string;
  readonly rows: number;
  readonly total: number;
}

/** What a load made. */
export interface LoadResult {
  readonly tables: number;
  readonly rows: number;
}

/** Whether the database has no tables but the server's own, so that the sample shop may be loaded. */
export async function isEmptyForSample(database: Database): Promise<boolean> {
  return (await foreignTables(database)).length === 0;
}

/**
 * Makes the sample shop's tables and rows. Only in an empty database: otherwise `serverErrors.conflict` names tables that
 * are in the way, and nothing is changed. When it fails half-way, everything that it made is removed again.
 */
export async function loadSampleShop(
  database: Database,
  onProgress: (progress: LoadProgress) => void = () => undefined,
): Promise<LoadResult> {
  const inTheWay = await foreignTables(database);
  if (inTheWay.length > 0) throw new CodedException(serverErrors.conflict({ reason: refusal(inTheWay) }));
  const undo: string[] = [];
  try {
    await makeTables(database, undo);
    const sets = makeShopRows();
    await database.transaction((tx) => insertAll(tx, sets, onProgress));
    return { tables: SHOP_TABLES.length, rows: countRows(sets) };
  } catch (error) {
    for (const sql of undo) await database.run({ sql, params: [] });
    throw error;
  }
}

async function foreignTables(database: Database): Promise<string[]> {
  const sql =
    database.dialect.name === 'mysql'
      ? 'SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME'
      : "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name";
  const rows = await database.rows({ sql, params: [] });
  return rows.map(([name]) => String(name)).filter((name) => !OWN_TABLE.test(name));
}

function refusal(tables: readonly string[]): string {
  const more = tables.length > NAMES_IN_ERROR ? ` and ${tables.length - NAMES_IN_ERROR} more` : '';
  const names = tables.slice(0, NAMES_IN_ERROR).join(', ');
  return `The sample shop is loaded only into an empty database; this one has tables already: ${names}${more}.`;
}

/** Why `undo` grows step by step: only what this load made may be removed again, should somebody else load as well. */
async function makeTables(database: Database, undo: string[]): Promise<void> {
  const { dialect } = database;
  for (const table of SHOP_TABLES) {
    for (const sql of renderTable(table, dialect)) {
      await database.run({ sql, params: [] });
      if (sql.startsWith('CREATE TABLE')) undo.unshift(`DROP TABLE ${dialect.quote(table.name)}`);
    }
  }
  for (const view of SHOP_VIEWS) {
    await database.run({ sql: renderView(view, dialect), params: [] });
    undo.unshift(`DROP VIEW ${dialect.quote(view.name)}`);
  }
}

async function insertAll(
  runner: SqlRunner,
  sets: readonly RowSet[],
  onProgress: (progress: LoadProgress) => void,
): Promise<void> {
  const total = countRows(sets);
  let rows = 0;
  for (const set of sets) {
    await insertSet(runner, set);
    rows += set.rows.length;
    onProgress({ table: set.table, rows, total });
  }
}

async function insertSet(runner: SqlRunner, { table, columns, rows }: RowSet): Promise<void> {
  const { dialect } = runner;
  const perInsert = Math.min(ROWS_PER_INSERT, Math.floor(dialect.maxParams / Math.max(columns.length, 1)));
  const names = columns.map((column) => dialect.quote(column)).join(', ');
  const row = `(${columns.map(() => '?').join(', ')})`;
  for (let from = 0; from < rows.length; from += perInsert) {
    const part = rows.slice(from, from + perInsert);
    const sql = `INSERT INTO ${dialect.quote(table)} (${names}) VALUES ${part.map(() => row).join(', ')}`;
    const params: SqlParam[] = part.flat();
    await runner.run({ sql, params });
  }
}

function countRows(sets: readonly RowSet[]): number {
  return sets.reduce((sum, { rows }) => sum + rows.length, 0);
}
