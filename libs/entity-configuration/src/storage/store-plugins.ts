import { In } from 'typeorm';
import type { EntityManager } from 'typeorm';
import type { PluginActivation } from '../model/plugin-activation.js';
import { PluginTable } from './configuration-tables.js';

const CHUNK = 100;

/** The plugins that a configuration is to have, in this order. */
export interface WantedPlugins {
  readonly configurationId: number;
  readonly plugins: readonly PluginActivation[];
}

/** Replaces the plugins of configurations. */
export async function replacePlugins(manager: EntityManager, wanted: readonly WantedPlugins[]): Promise<void> {
  const rows = wanted.flatMap(({ configurationId, plugins }) =>
    plugins.map(({ name, settings }, position) => ({
      configurationId,
      position,
      name,
      settings: JSON.stringify(settings),
    })),
  );
  const ids = wanted.map(({ configurationId }) => configurationId);
  for (let start = 0; start < ids.length; start += CHUNK) {
    await manager.delete(PluginTable, { configurationId: In(ids.slice(start, start + CHUNK)) });
  }
  for (let start = 0; start < rows.length; start += CHUNK) {
    await manager.insert(PluginTable, rows.slice(start, start + CHUNK));
  }
}
