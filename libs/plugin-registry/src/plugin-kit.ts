import { CodedException, ExactNumber, serverErrors } from '@dx/kernel';
import { Inject } from '@nestjs/common';
import { changedColumns } from './changed-columns.js';
import type { PluginHooks } from './contract.js';
import { DataExchangePlugin } from './plugin.decorator.js';
import type { PluginOptions } from './plugin.decorator.js';

/** A class whose instances are plugins. */
export type PluginClass = new (...args: never[]) => PluginHooks<never>;

/**
 * Makes a class a plugin without decorator syntax; `inject` are the tokens of its constructor's parameters. For plugins in
 * plain JavaScript.
 */
export function definePlugin<Class extends PluginClass>(
  options: PluginOptions,
  plugin: Class,
  inject: readonly unknown[] = [],
): Class {
  DataExchangePlugin(options)(plugin);
  for (const [index, token] of inject.entries()) Inject(token as symbol)(plugin, undefined, index);
  return plugin;
}

/** What a plugin file outside this program gets handed, because it cannot import this program's libraries by name. */
export const PLUGIN_KIT = { definePlugin, changedColumns, CodedException, ExactNumber, serverErrors } as const;
export type PluginKit = typeof PLUGIN_KIT;
