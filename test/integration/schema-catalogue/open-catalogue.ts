import { openDatabase, openMetadataStore } from '@dx/database';
import type { Database } from '@dx/database';
import { queryThrough, SchemaCatalogue } from '@dx/schema-catalogue';
import type { Column, Table } from '@dx/schema-catalogue';
import { createTestDatabase } from '../../support/test-database.js';
import type { DatabaseKind } from '../../support/test-database.js';

/** A catalogue on an empty database of its own. */
export interface OpenCatalogue {
  readonly catalogue: SchemaCatalogue;
  readonly database: Database;
  /** Texts of the metadata queries that ran, in order. */
  readonly queries: string[];
  /** Runs statements that change the structure. */
  change(...statements: string[]): Promise<void>;
  /** A table as the database says it is now. */
  table(name: string): Promise<Table>;
  column(table: string, name: string): Promise<Column>;
  close(): Promise<void>;
}

/** Opens it. */
export async function openCatalogue(kind: DatabaseKind): Promise<OpenCatalogue> {
  const home = await createTestDatabase(kind);
  const database = await openDatabase({ url: home.url });
  const source = await openMetadataStore({ url: home.url, entities: [], migrations: [] });
  const queries: string[] = [];
  const query = queryThrough(source);
  const catalogue = new SchemaCatalogue((sql, params) => {
    queries.push(sql);
    return query(sql, params);
  }, database.dialect.name);
  const table = async (name: string): Promise<Table> => found((await catalogue.reload()).tables.get(name), name);
  return {
    catalogue,
    database,
    queries,
    change: async (...statements) => {
      for (const sql of statements) await database.run({ sql, params: [] });
    },
    table,
    column: async (tableName, name) => found((await table(tableName)).columnsByName.get(name), name),
    close: async () => {
      await source.close();
      await database.close();
      await home.drop();
    },
  };
}

function found<T>(thing: T | undefined, name: string): T {
  if (thing === undefined) throw new Error(`the catalogue does not have ${name}`);
  return thing;
}
