import { fingerprintTables } from './fingerprint-tables.js';
import type { MetadataQuery } from './metadata-query.js';
import type { Catalogue, Table } from './model.js';
import { buildMysqlTables } from './mysql/build-mysql-tables.js';
import { readMysqlRows } from './mysql/read-mysql-rows.js';
import { buildSqliteTables } from './sqlite/build-sqlite-tables.js';
import { readSqliteRows } from './sqlite/read-sqlite-rows.js';

/** Reads all tables and views of the schema that `query` is connected to. */
export async function readCatalogue(query: MetadataQuery, database: 'mysql' | 'sqlite'): Promise<Catalogue> {
  const tables = await readTables(query, database);
  tables.sort((one, other) => (one.name < other.name ? -1 : 1));
  return {
    tables: new Map(tables.map((table) => [table.name, table])),
    readAt: new Date(),
    fingerprint: fingerprintTables(tables),
  };
}

async function readTables(query: MetadataQuery, database: 'mysql' | 'sqlite'): Promise<Table[]> {
  switch (database) {
    case 'mysql':
      return buildMysqlTables(await readMysqlRows(query));
    case 'sqlite':
      return buildSqliteTables(await readSqliteRows(query));
  }
}
