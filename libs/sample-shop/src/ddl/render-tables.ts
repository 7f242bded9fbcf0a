import type { Dialect } from '@dx/database';
import type { SampleColumn, SampleTable, SampleType, SampleView } from '../tables/describe-table.js';

/** The statements that make a table with its keys, in the database's own words. */
export function renderTable(table: SampleTable, dialect: Dialect): string[] {
  switch (dialect.name) {
    case 'mysql':
      return [renderMysqlTable(table, dialect)];
    case 'sqlite':
      return renderSqliteTable(table, dialect);
  }
}

/** The statement that makes a view. */
export function renderView(view: SampleView, dialect: Dialect): string {
  return `CREATE VIEW ${dialect.quote(view.name)} AS ${view.select}`;
}

function renderMysqlTable(table: SampleTable, dialect: Dialect): string {
  const quote = (name: string): string => dialect.quote(name);
  const list = (names: readonly string[]): string => names.map(quote).join(', ');
  const lines = [
    ...table.columns.map((column) => {
      const comment = column.comment === '' ? '' : ` COMMENT ${literal(column.comment)}`;
      const generated = column.type.kind === 'id' ? ' AUTO_INCREMENT' : '';
      return `${quote(column.name)} ${mysqlType(column.type)}${constraints(column)}${generated}${comment}`;
    }),
    `PRIMARY KEY (${list(table.primaryKey)})`,
    ...table.uniqueKeys.map((key) => `UNIQUE KEY ${quote(key.name)} (${list(key.columns)})`),
    ...renderReferences(table, quote),
  ];
  const options = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';
  return `CREATE TABLE ${quote(table.name)} (\n  ${lines.join(',\n  ')}\n) ${options} COMMENT=${literal(table.comment)}`;
}

function renderSqliteTable(table: SampleTable, dialect: Dialect): string[] {
  const quote = (name: string): string => dialect.quote(name);
  const list = (names: readonly string[]): string => names.map(quote).join(', ');
  const generated = table.columns.some((column) => column.type.kind === 'id');
  const lines = [
    ...table.columns.map((column) => {
      const name = quote(column.name);
      // Why INTEGER and nothing else: only then is the column the row's own number.
      if (column.type.kind === 'id') return `${name} INTEGER PRIMARY KEY AUTOINCREMENT`;
      return `${name} ${sqliteType(column.type)}${constraints(column)}${sqliteCheck(column.type, name)}`;
    }),
    ...(generated ? [] : [`PRIMARY KEY (${list(table.primaryKey)})`]),
    ...renderReferences(table, quote),
  ];
  const indexed = new Set([table.primaryKey[0], ...table.uniqueKeys.map((key) => key.columns[0])]);
  return [
    `CREATE TABLE ${quote(table.name)} (\n  ${lines.join(',\n  ')}\n)`,
    ...table.uniqueKeys.map(
      (key) => `CREATE UNIQUE INDEX ${quote(key.name)} ON ${quote(table.name)} (${list(key.columns)})`,
    ),
    // Why: MySQL makes an index for each foreign key by itself.
    ...table.references
      .filter((reference) => !indexed.has(reference.column))
      .map(({ name, column }) => `CREATE INDEX ${quote(`index-${name}`)} ON ${quote(table.name)} (${quote(column)})`),
  ];
}

function renderReferences(table: SampleTable, quote: (name: string) => string): string[] {
  return table.references.map(
    (reference) =>
      `CONSTRAINT ${quote(reference.name)} FOREIGN KEY (${quote(reference.column)}) ` +
      `REFERENCES ${quote(reference.table)} (${quote(reference.target)})${reference.cascade ? ' ON DELETE CASCADE' : ''}`,
  );
}

function constraints(column: SampleColumn): string {
  const byDefault = column.defaultSql === null ? '' : ` DEFAULT ${column.defaultSql}`;
  return (column.nullable ? ' NULL' : ' NOT NULL') + byDefault;
}

function mysqlType(type: SampleType): string {
  switch (type.kind) {
    case 'id':
    case 'integer':
      return type.big ? 'BIGINT' : 'INT';
    case 'text':
      return type.length === null ? 'TEXT' : `VARCHAR(${type.length})`;
    case 'boolean':
      return 'TINYINT(1)';
    case 'decimal':
      return `DECIMAL(${type.precision},${type.scale})`;
    case 'date':
      return 'DATE';
    case 'timestamp':
      return 'TIMESTAMP';
    case 'enum':
      return `ENUM(${type.values.map(literal).join(', ')})`;
    case 'json':
      return 'JSON';
    case 'binary':
      return `BINARY(${type.length})`;
  }
}

function sqliteType(type: SampleType): string {
  switch (type.kind) {
    case 'boolean':
      return 'BOOLEAN';
    case 'enum':
      return 'TEXT';
    case 'id':
    case 'integer':
    case 'text':
    case 'decimal':
    case 'date':
    case 'timestamp':
    case 'json':
    case 'binary':
      return mysqlType(type);
  }
}

/** SQLite has no ENUM and no JSON of its own: a CHECK says the same. */
function sqliteCheck(type: SampleType, name: string): string {
  switch (type.kind) {
    case 'enum':
      return ` CHECK (${name} IN (${type.values.map(literal).join(', ')}))`;
    case 'json':
      return ` CHECK (json_valid(${name}))`;
    case 'id':
    case 'integer':
    case 'text':
    case 'boolean':
    case 'decimal':
    case 'date':
    case 'timestamp':
    case 'binary':
      return '';
  }
}

function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
