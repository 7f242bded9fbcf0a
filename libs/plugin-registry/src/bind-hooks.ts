import type { Entity, PluginActivation } from '@dx/entity-configuration';
import type { HookContext, HookName, HooksOfEntity, PluginContext } from './contract.js';
import { HOOK_NAMES } from './contract.js';
import type { LoadedPlugin } from './loaded-plugin.js';
import { runHook } from './run-hook.js';

/** A plugin at work on an endpoint, with the endpoint's settings for it. */
export interface BoundPlugin {
  readonly plugin: LoadedPlugin;
  readonly settings: unknown;
}

type AnyHook = (ctx: HookContext, ...rest: readonly unknown[]) => unknown;

/** Which of the loaded plugins work on an endpoint, in the order in which they run. */
export function selectPlugins(plugins: Iterable<LoadedPlugin>, entity: Entity): BoundPlugin[] {
  const activations = new Map(entity.plugins.map((activation) => [activation.name, activation]));
  const bound: BoundPlugin[] = [];
  for (const plugin of plugins) {
    const settings = settingsFor(plugin, entity, activations.get(plugin.name));
    if (settings !== undefined) bound.push({ plugin, settings });
  }
  return bound.sort((a, b) => a.plugin.order - b.plugin.order || (a.plugin.name < b.plugin.name ? -1 : 1));
}

function settingsFor(plugin: LoadedPlugin, entity: Entity, activation: PluginActivation | undefined): unknown {
  if (plugin.activation === 'endpoint') return activation && plugin.readSettings(activation.settings, null).settings;
  const everywhere = plugin.aliases === null && plugin.tables === null;
  const matches = everywhere || plugin.aliases?.has(entity.alias) || plugin.tables?.has(entity.table.name);
  return matches ? plugin.readSettings(activation?.settings ?? {}, null).settings : undefined;
}

/** Binds plugins to the hook lists that the engine calls. */
export function bindHooks(bound: readonly BoundPlugin[]): HooksOfEntity {
  const lists = Object.fromEntries(HOOK_NAMES.map((name) => [name, bound.flatMap((one) => bindHook(one, name))]));
  // Why the cast: the lists are built by name in a loop, which the type of an object entry cannot express.
  return {
    ...lists,
    needsBefore: bound.some(({ plugin, settings }) => plugin.needsBefore(settings)),
  } as unknown as HooksOfEntity;
}

function bindHook({ plugin, settings }: BoundPlugin, name: HookName): AnyHook[] {
  if (!plugin.hooks.includes(name) || !plugin.hooksFor(settings).includes(name)) return [];
  const hook = (plugin.instance[name] as (ctx: PluginContext, ...rest: readonly unknown[]) => unknown).bind(
    plugin.instance,
  );
  return [(ctx, ...rest) => runHook(plugin, name, () => hook({ ...ctx, settings }, ...rest))];
}

/** Hooks of an endpoint without plugins. */
export const NO_HOOKS: HooksOfEntity = bindHooks([]);
