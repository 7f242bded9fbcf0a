import type { Digits, MetadataQuery } from '../metadata-query.js';

/** Everything that INFORMATION_SCHEMA says about the current schema, as it says it. */
export interface MysqlRows {
  readonly mariadb: boolean;
  readonly tables: readonly TableRow[];
  readonly views: readonly ViewRow[];
  readonly columns: readonly ColumnRow[];
  readonly indexes: readonly IndexRow[];
  readonly references: readonly ReferenceRow[];
  readonly referenceRules: readonly ReferenceRuleRow[];
  readonly checks: readonly CheckRow[];
}

export interface TableRow {
  readonly name: string;
  readonly type: string;
  readonly comment: string | null;
  readonly rowsAbout: Digits | null;
}

export interface ViewRow {
  readonly name: string;
  /** Empty when the account may not see it. */
  readonly definition: string | null;
}

export interface ColumnRow {
  readonly tableName: string;
  readonly name: string;
  readonly position: Digits;
  readonly declaredType: string;
  readonly nullable: string;
  readonly defaultText: string | null;
  readonly extra: string;
  readonly comment: string;
  readonly charset: string | null;
  readonly collation: string | null;
}

/** One column of a unique index; `name` is null for an expression. */
export interface IndexRow {
  readonly tableName: string;
  readonly indexName: string;
  readonly name: string | null;
  readonly position: Digits;
  readonly prefix: Digits | null;
}

export interface ReferenceRow {
  readonly tableName: string;
  readonly constraintName: string;
  readonly name: string;
  readonly position: Digits;
  readonly referencedTable: string;
  readonly referencedColumn: string;
}

export interface ReferenceRuleRow {
  readonly tableName: string;
  readonly constraintName: string;
  readonly onDelete: string;
  readonly onUpdate: string;
}

export interface CheckRow {
  readonly tableName: string;
  readonly clause: string;
}

const TABLES = `
  SELECT TABLE_NAME AS name, TABLE_TYPE AS type, TABLE_COMMENT AS comment, TABLE_ROWS AS rowsAbout
  FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = ?`;

const VIEWS = `
  SELECT TABLE_NAME AS name, VIEW_DEFINITION AS definition FROM INFORMATION_SCHEMA.VIEWS WHERE TABLE_SCHEMA = ?`;

const COLUMNS = `
  SELECT TABLE_NAME AS tableName, COLUMN_NAME AS name, ORDINAL_POSITION AS position, COLUMN_TYPE AS declaredType,
         IS_NULLABLE AS nullable, COLUMN_DEFAULT AS defaultText, EXTRA AS extra, COLUMN_COMMENT AS comment,
         CHARACTER_SET_NAME AS charset, COLLATION_NAME AS collation
  FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = ?`;

const UNIQUE_INDEXES = `
  SELECT TABLE_NAME AS tableName, INDEX_NAME AS indexName, COLUMN_NAME AS name, SEQ_IN_INDEX AS position,
         SUB_PART AS prefix
  FROM INFORMATION_SCHEMA.STATISTICS WHERE TABLE_SCHEMA = ? AND NON_UNIQUE = 0`;

const REFERENCES = `
  SELECT TABLE_NAME AS tableName, CONSTRAINT_NAME AS constraintName, COLUMN_NAME AS name,
         ORDINAL_POSITION AS position, REFERENCED_TABLE_NAME AS referencedTable,
         REFERENCED_COLUMN_NAME AS referencedColumn
  FROM INFORMATION_SCHEMA.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA = ? AND REFERENCED_TABLE_SCHEMA = ?`;

const REFERENCE_RULES = `
  SELECT TABLE_NAME AS tableName, CONSTRAINT_NAME AS constraintName, DELETE_RULE AS onDelete, UPDATE_RULE AS onUpdate
  FROM INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = ?`;

const CHECKS = `
  SELECT TABLE_NAME AS tableName, CHECK_CLAUSE AS clause
  FROM INFORMATION_SCHEMA.CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = ? AND CHECK_CLAUSE LIKE 'json_valid(%'`;

/** Reads the metadata of the whole current schema: one query per kind of thing, none per table. */
export async function readMysqlRows(query: MetadataQuery): Promise<MysqlRows> {
  const [server] = await query<{ schema: string; version: string }>(
    'SELECT DATABASE() AS `schema`, VERSION() AS version',
    [],
  );
  if (server === undefined) throw new Error('the server did not say which schema is in use');
  const mariadb = /mariadb/i.test(server.version);
  const { schema } = server;
  const [tables, views, columns, indexes, references, referenceRules, checks] = await Promise.all([
    query<TableRow>(TABLES, [schema]),
    query<ViewRow>(VIEWS, [schema]),
    query<ColumnRow>(COLUMNS, [schema]),
    query<IndexRow>(UNIQUE_INDEXES, [schema]),
    query<ReferenceRow>(REFERENCES, [schema, schema]),
    query<ReferenceRuleRow>(REFERENCE_RULES, [schema]),
    // Why MariaDB alone: MySQL has a JSON type of its own, and names no table in this view.
    mariadb ? query<CheckRow>(CHECKS, [schema]) : [],
  ]);
  return { mariadb, tables, views, columns, indexes, references, referenceRules, checks };
}
