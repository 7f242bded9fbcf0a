export * from './contract.js';
export type { LoadedPlugin, PluginStatistics } from './loaded-plugin.js';
export { NO_HOOKS } from './bind-hooks.js';
export { DataExchangePlugin } from './plugin.decorator.js';
export type { PluginOptions } from './plugin.decorator.js';
export { PluginRegistry } from './plugin-registry.js';
export type { PluginProblem } from './plugin-registry.js';
export { PluginRegistryModule } from './plugin-registry.module.js';
