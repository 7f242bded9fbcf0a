import type { EntityConfiguration } from '../model/definition.js';

/** The installer file's form of a configuration: its own keys only, always in the same order. */
export function toInstallerEntry(configuration: EntityConfiguration): EntityConfiguration {
  const { tableName, tableAlias, isActive, definition, childRelations, plugins = [] } = configuration;
  return {
    tableName,
    tableAlias,
    isActive,
    definition,
    childRelations,
    ...(plugins.length === 0 ? {} : { plugins: plugins.map(({ name, settings }) => ({ name, settings })) }),
  };
}
