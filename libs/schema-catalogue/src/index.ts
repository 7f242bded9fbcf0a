export type { MetadataQuery } from './metadata-query.js';
export * from './model.js';
export { SchemaCatalogue } from './schema-catalogue.js';
export { queryThrough, SchemaCatalogueModule } from './schema-catalogue.module.js';
export { parseColumnType } from './types/parse-column-type.js';
export { parseSqliteType } from './types/parse-sqlite-type.js';
