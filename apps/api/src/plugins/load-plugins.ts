import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PLUGIN_KIT, PLUGIN_OPTIONS } from '@dx/plugin-registry';
import type { DynamicModule, Type } from '@nestjs/common';
import { importModule } from './import-module.js';

/** A Nest module that brings plugins from outside this program. */
export type PluginModule = Type | DynamicModule;

const PLUGIN_FILE = /\.plugin\.m?js$/;
const MODULE_KEYS = ['imports', 'controllers', 'providers', 'exports'];

/** A plugin file, or the folder of plugins, cannot be used; the message names it. */
export class PluginLoadError extends Error {
  constructor(what: string, reason: string, cause?: unknown) {
    super(`PLUGINS_DIR: ${what} ${reason}`, { cause });
    this.name = 'PluginLoadError';
  }
}

/**
 * Loads the plugins of a folder: every `*.plugin.mjs` or `*.plugin.js` in it and in the folders directly below. A file exports
 * plugin classes, Nest modules, or as its default a function that makes them of the kit it is handed. No folder, no plugins.
 * Throws {@link PluginLoadError}; a server without a plugin that an operator put there must not start.
 */
export async function loadPlugins(folder: string): Promise<readonly PluginModule[]> {
  if (folder === '') return [];
  const modules: PluginModule[] = [];
  for (const file of await findPluginFiles(resolve(folder))) modules.push(...(await loadFile(file)));
  return modules;
}

async function findPluginFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new PluginLoadError(`the folder ${folder}`, `cannot be read: ${reasonOf(error)}`, error);
  });
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name));
  for (const entry of entries) {
    if (!entry.isDirectory() || entry.name === 'node_modules') continue;
    for (const name of await readdir(join(folder, entry.name))) files.push(join(folder, entry.name, name));
  }
  return files.filter((file) => PLUGIN_FILE.test(file)).sort();
}

async function loadFile(file: string): Promise<readonly PluginModule[]> {
  const exported = await importModule(file).catch((error: unknown) => {
    throw new PluginLoadError(`the plugin ${file}`, `cannot be loaded: ${reasonOf(error)}`, error);
  });
  const modules = [...new Set(Object.values(exported))].flatMap((value) => toModules(file, value));
  if (modules.length === 0) {
    throw new PluginLoadError(
      `the plugin ${file}`,
      'exports no plugin: neither a plugin class, nor a Nest module, nor a function as default',
    );
  }
  return modules;
}

function toModules(file: string, value: unknown): readonly PluginModule[] {
  if (Array.isArray(value)) return value.flatMap((one) => toModules(file, one));
  if (typeof value === 'object' && value !== null) return 'module' in value ? [value as DynamicModule] : [];
  if (typeof value !== 'function') return [];
  if (Reflect.hasMetadata(PLUGIN_OPTIONS, value)) return [moduleOf(value as Type)];
  if (MODULE_KEYS.some((key) => Reflect.hasMetadata(key, value))) return [value as Type];
  if (/^class\b/.test(Function.prototype.toString.call(value))) return [];
  try {
    return toModules(file, (value as (kit: typeof PLUGIN_KIT) => unknown)(PLUGIN_KIT));
  } catch (error) {
    throw error instanceof PluginLoadError
      ? error
      : new PluginLoadError(`the plugin ${file}`, `failed: ${reasonOf(error)}`, error);
  }
}

/** A module around one plugin class. */
function moduleOf(plugin: Type): DynamicModule {
  class ExternalPluginModule {}
  return { module: ExternalPluginModule, providers: [plugin] };
}

/** Why not `instanceof`: what a plugin throws may come from another realm. */
function reasonOf(error: unknown): string {
  return (error as Partial<Error> | null)?.message ?? String(error);
}
