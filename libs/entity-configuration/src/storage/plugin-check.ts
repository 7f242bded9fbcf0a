import type { ConfigurationViolation } from '../model/configuration-violation.js';
import type { EntityConfiguration } from '../model/definition.js';

/** Finds what is wrong with the plugins of a configuration; provided by whoever knows the plugins that are loaded. */
export type PluginCheck = (configuration: EntityConfiguration) => readonly ConfigurationViolation[];

/** Injects a `PluginCheck`; without one, plugins are stored as they are said. */
export const PLUGIN_CHECK = Symbol('PLUGIN_CHECK');
