import { DATABASE, DATABASE_DEFAULTS, DatabaseModule, METADATA_STORE, SCHEMA_SOURCE } from '@dx/database';
import type { Database } from '@dx/database';
import { SchemaCatalogue, SchemaCatalogueModule } from '@dx/schema-catalogue';
import { Test } from '@nestjs/testing';
import type { TestingModule } from '@nestjs/testing';
import { createTestDatabase, DATABASE_KINDS } from '../../support/test-database.js';

/** The modules as an application puts them together. */
async function start(url: string, metadataUrl?: string): Promise<TestingModule> {
  const options = { ...DATABASE_DEFAULTS, url, ...(metadataUrl === undefined ? {} : { metadataUrl }) };
  const database = DatabaseModule.forRoot({ ...options, entities: [], migrations: [] });
  const app = await Test.createTestingModule({ imports: [database, SchemaCatalogueModule] }).compile();
  await app.init();
  const { dialect } = app.get<Database>(DATABASE);
  const key = dialect.quote('id');
  await app.get<Database>(DATABASE).run({ sql: `CREATE TABLE goods (${key} INTEGER PRIMARY KEY)`, params: [] });
  return app;
}

describe.each(DATABASE_KINDS)('the catalogue module on %s', (kind) => {
  it('reads through the store of own tables when that lies in the data database', async () => {
    const home = await createTestDatabase(kind);
    const app = await start(home.url);
    expect(app.get(SCHEMA_SOURCE)).toBe(app.get(METADATA_STORE));
    expect([...(await app.get(SchemaCatalogue).current()).tables.keys()]).toEqual(['goods']);
    await app.close();
    await home.drop();
  });

  it('reads the data database, and writes nothing to it, when own tables lie elsewhere', async () => {
    const home = await createTestDatabase(kind);
    const elsewhere = await createTestDatabase('sqlite');
    const app = await start(home.url, elsewhere.url);
    expect(app.get(SCHEMA_SOURCE)).not.toBe(app.get(METADATA_STORE));
    expect([...(await app.get(SchemaCatalogue).current()).tables.keys()]).toEqual(['goods']);
    await app.close();
    await home.drop();
    await elsewhere.drop();
  });
});
