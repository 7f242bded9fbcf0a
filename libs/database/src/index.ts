export * from './database-error.js';
export * from './database.js';
export * from './dialect.js';
export * from './metadata-store.js';
export * from './row-encoding.js';
export * from './statement.js';
