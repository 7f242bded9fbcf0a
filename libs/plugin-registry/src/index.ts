export * from './contract.js';
export * from './plugin-registry.js';
