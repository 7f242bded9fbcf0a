export { TransformationPlugin } from './transformation/transformation.plugin.js';
