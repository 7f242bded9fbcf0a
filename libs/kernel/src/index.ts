export * from './caller.js';
export * from './errors/coded-error.js';
export * from './errors/contract-errors.js';
export * from './errors/server-errors.js';
export * from './json/exact-number.js';
export * from './record-path.js';
export * from './request-context.js';
