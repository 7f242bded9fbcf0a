import type { Digits, MetadataQuery } from '../metadata-query.js';

/** Everything that SQLite says about the main file's tables and views, as it says it. */
export interface SqliteRows {
  readonly tables: readonly TableRow[];
  readonly columns: readonly ColumnRow[];
  readonly indexes: readonly IndexRow[];
  readonly references: readonly ReferenceRow[];
  /** Rows about, by table; counted in small files, from the planner's statistics in others. */
  readonly rowsAbout: ReadonlyMap<string, number>;
}

export interface TableRow {
  readonly name: string;
  readonly type: 'table' | 'view';
  readonly withoutRowid: Digits;
  readonly sql: string;
}

export interface ColumnRow {
  readonly tableName: string;
  readonly name: string;
  readonly position: Digits;
  readonly declaredType: string;
  readonly notNull: Digits;
  readonly defaultText: string | null;
  /** 1-based place in the primary key, 0 outside of it. */
  readonly keyPosition: Digits;
  /** 1: hidden, 2: virtual generated, 3: stored generated. */
  readonly hidden: Digits;
}

/** One column of a unique index; `name` is null for an expression. */
export interface IndexRow {
  readonly tableName: string;
  readonly indexName: string;
  /** `pk`: made for the primary key. */
  readonly origin: string;
  readonly partial: Digits;
  readonly position: Digits;
  readonly name: string | null;
}

export interface ReferenceRow {
  readonly tableName: string;
  readonly id: Digits;
  readonly position: Digits;
  readonly name: string;
  readonly referencedTable: string;
  /** Null: the referenced table's primary key. */
  readonly referencedColumn: string | null;
  readonly onDelete: string;
  readonly onUpdate: string;
}

/** The own tables of SQLite and of its full-text and vector modules do not belong to anybody's shop. */
const LISTED = `l.schema = 'main' AND l.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND l.name NOT LIKE 'libsql\\_%' ESCAPE '\\'`;

const TABLES = `
  SELECT l.name AS name, l.type AS type, l.wr AS withoutRowid, s.sql AS sql
  FROM pragma_table_list l JOIN sqlite_master s ON s.name = l.name AND s.type = l.type
  WHERE ${LISTED} AND l.type IN ('table', 'view')`;

const COLUMN_LIST = `
  SELECT l.name AS tableName, c.name AS name, c.cid + 1 AS position, c.type AS declaredType, c."notnull" AS "notNull",
         c.dflt_value AS defaultText, c.pk AS keyPosition, c.hidden AS hidden
  FROM pragma_table_list l JOIN pragma_table_xinfo(l.name) c`;

const UNIQUE_INDEXES = `
  SELECT l.name AS tableName, i.name AS indexName, i.origin AS origin, i."partial" AS "partial",
         c.seqno AS position, c.name AS name
  FROM pragma_table_list l JOIN pragma_index_list(l.name) i JOIN pragma_index_xinfo(i.name) c
  WHERE ${LISTED} AND l.type = 'table' AND i."unique" = 1 AND c.key = 1`;

const REFERENCES = `
  SELECT l.name AS tableName, f.id AS id, f.seq AS position, f."from" AS name, f."table" AS referencedTable,
         f."to" AS referencedColumn, f.on_delete AS onDelete, f.on_update AS onUpdate
  FROM pragma_table_list l JOIN pragma_foreign_key_list(l.name) f
  WHERE ${LISTED} AND l.type = 'table'`;

/** Files up to this size are counted table by table; that takes some ten milliseconds. */
const COUNTED_BYTES = 16 * 1024 * 1024;
/** Scalar subqueries in one counting statement. */
const COUNTS_PER_STATEMENT = 100;

/** Reads the metadata of the main file: one query per kind of thing, and one per view. */
export async function readSqliteRows(query: MetadataQuery): Promise<SqliteRows> {
  const tables = await query<TableRow>(TABLES, []);
  const ofTables = await query<ColumnRow>(`${COLUMN_LIST} WHERE ${LISTED} AND l.type = 'table'`, []);
  const ofViews = await readViewColumns(
    query,
    tables.filter((table) => table.type === 'view'),
  );
  return {
    tables,
    columns: [...ofTables, ...ofViews],
    indexes: await query<IndexRow>(UNIQUE_INDEXES, []),
    references: await query<ReferenceRow>(REFERENCES, []),
    rowsAbout: await readRowsAbout(
      query,
      tables.filter((table) => table.type === 'table'),
    ),
  };
}

/** Why one by one: a view over a table that is gone makes the whole query fail; here it just has no columns. */
async function readViewColumns(query: MetadataQuery, views: readonly TableRow[]): Promise<ColumnRow[]> {
  const columns: ColumnRow[] = [];
  for (const view of views) {
    try {
      columns.push(...(await query<ColumnRow>(`${COLUMN_LIST} WHERE l.schema = 'main' AND l.name = ?`, [view.name])));
    } catch {
      continue;
    }
  }
  return columns;
}

async function readRowsAbout(query: MetadataQuery, tables: readonly TableRow[]): Promise<ReadonlyMap<string, number>> {
  const [file] = await query<{ bytes: Digits }>(
    'SELECT c.page_count * s.page_size AS bytes FROM pragma_page_count c, pragma_page_size s',
    [],
  );
  if (Number(file?.bytes ?? 0) <= COUNTED_BYTES) return countRows(query, tables);
  const [statistics] = await query<object>(`SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'`, []);
  if (statistics === undefined) return new Map();
  const rows = await query<{ name: string; stat: string | null }>(
    'SELECT tbl AS name, MAX(stat) AS stat FROM sqlite_stat1 GROUP BY tbl',
    [],
  );
  return new Map(rows.map(({ name, stat }) => [name, Number.parseInt(stat ?? '', 10) || 0]));
}

async function countRows(query: MetadataQuery, tables: readonly TableRow[]): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (let from = 0; from < tables.length; from += COUNTS_PER_STATEMENT) {
    const part = tables.slice(from, from + COUNTS_PER_STATEMENT);
    const list = part.map(({ name }, index) => `(SELECT COUNT(*) FROM ${quote(name)}) AS n${index}`);
    const [row] = await query<Readonly<Record<string, Digits>>>(`SELECT ${list.join(', ')}`, []);
    part.forEach(({ name }, index) => counts.set(name, Number(row?.[`n${index}`] ?? 0)));
  }
  return counts;
}

/** Names come from SQLite's own list, never from a request. */
function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
