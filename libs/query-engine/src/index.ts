export * from './engine-answer.js';
export * from './request/raw-query.js';
export * from './request/write-options.js';
