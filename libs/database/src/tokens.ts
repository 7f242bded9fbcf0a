/** Injects the data database (`Database`). */
export const DATABASE = Symbol('DATABASE');

/** Injects where the server keeps its own tables (`MetadataStore`). */
export const METADATA_STORE = Symbol('METADATA_STORE');

/**
 * Injects a `MetadataStore` that lies in the data database whatever `METADATA_STORE` does: through it TypeORM reads what
 * the data database says of its tables. It is the same object when own tables lie there; otherwise it has none.
 */
export const SCHEMA_SOURCE = Symbol('SCHEMA_SOURCE');
