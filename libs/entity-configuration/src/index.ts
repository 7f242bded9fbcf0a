export * from './model/definition.js';
export * from './model/snapshot.js';
