export * from './engine-answer.js';
export * from './engine-limits.js';
export * from './query-engine.js';
export * from './query-engine.module.js';
export * from './request/raw-query.js';
export * from './request/write-options.js';
export { checkFilterKeys } from './request/parse-filter-parameters.js';
