import { Inject, Injectable, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { DATABASE, DATABASE_DEFAULTS, DatabaseModule, METADATA_STORE, SCHEMA_SOURCE } from '@dx/database';
import type { Database, MetadataStore } from '@dx/database';
import { serverErrors } from '@dx/kernel';
import { createTestDatabase, DATABASE_KINDS } from '../../support/test-database.js';

@Injectable()
class User {
  constructor(
    @Inject(DATABASE) readonly database: Database,
    @Inject(METADATA_STORE) readonly metadata: MetadataStore,
    @Inject(SCHEMA_SOURCE) readonly schema: MetadataStore,
  ) {}
}
@Module({ providers: [User] })
class UserModule {}

describe.each(DATABASE_KINDS)('DatabaseModule on %s', (kind) => {
  it('provides both databases everywhere and closes them with the application', async () => {
    const data = await createTestDatabase(kind);
    const own = await createTestDatabase(kind);
    const options = { ...DATABASE_DEFAULTS, url: data.url, metadataUrl: own.url, entities: [], migrations: [] };
    const app = await Test.createTestingModule({ imports: [DatabaseModule.forRoot(options), UserModule] }).compile();
    await app.init();
    const { database, metadata, schema } = app.get(User);
    await database.ping();
    expect([metadata.sameAsData, schema === metadata]).toEqual([false, false]);
    await app.close();
    await expect(database.ping()).rejects.toMatchObject({ errors: [serverErrors.shuttingDown()] });
    expect(metadata.dataSource.isInitialized || schema.dataSource.isInitialized).toBe(false);
    await data.drop();
    await own.drop();
  });
});
