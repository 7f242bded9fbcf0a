import type { PluginCheck } from '@dx/entity-configuration';
import type { PluginRegistry } from './plugin-registry.js';

/** The check of a configuration's plugins, for those who save configurations. */
export function pluginCheckOf(registry: Pick<PluginRegistry, 'check'>): PluginCheck {
  return ({ plugins = [], tableName, definition }) => {
    const fields = new Set(definition.fields.map(({ fieldVisibleName }) => fieldVisibleName));
    return registry
      .check(plugins, { table: tableName, fields })
      .map(({ path, message }) => ({ severity: 'error', rule: 'plugin', path, message }));
  };
}
