import { DATABASE, SCHEMA_SOURCE } from '@dx/database';
import type { Database, MetadataStore } from '@dx/database';
import { Global, Module } from '@nestjs/common';
import type { MetadataQuery } from './metadata-query.js';
import { SchemaCatalogue } from './schema-catalogue.js';

/** Provides the `SchemaCatalogue` of the data database everywhere; nothing is read before somebody asks. Needs `DatabaseModule`. */
@Global()
@Module({
  providers: [
    {
      provide: SchemaCatalogue,
      useFactory: (source: MetadataStore, database: Database) =>
        new SchemaCatalogue(queryThrough(source), database.dialect.name),
      inject: [SCHEMA_SOURCE, DATABASE],
    },
  ],
  exports: [SchemaCatalogue],
})
export class SchemaCatalogueModule {}

/** Metadata queries through the TypeORM DataSource of a store that lies in the data database. */
export function queryThrough(source: Pick<MetadataStore, 'read'>): MetadataQuery {
  return <Row>(sql: string, params: readonly string[]) =>
    source.read((manager) => manager.query<readonly Row[]>(sql, [...params]));
}
