export { PLUGIN_KIT } from '@dx/plugin-registry';
export { createPluginHarness } from './create-plugin-harness.js';
export type { HarnessAnswer, HarnessRow, HarnessValue, PluginHarness, PluginHarnessOptions } from './plugin-harness.js';
