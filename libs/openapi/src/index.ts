export * from './build-openapi-document.js';
export * from './compute-document-tag.js';
export * from './document-input.js';
export * from './model.js';
export * from './write-yaml.js';
