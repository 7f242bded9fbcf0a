import type { Entity, PluginActivation } from '@dx/entity-configuration';
import { CodedException, serverErrors } from '@dx/kernel';
import { Injectable, Logger, Optional } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Ajv } from 'ajv';
import { NO_HOOKS, bindHooks, selectPlugins } from './bind-hooks.js';
import type { HooksOfEntity, PluginHooks } from './contract.js';
import type { LoadedPlugin } from './loaded-plugin.js';
import { loadPlugin } from './loaded-plugin.js';
import { PLUGIN_OPTIONS } from './plugin.decorator.js';
import type { PluginEndpoint, PluginOptions } from './plugin.decorator.js';

/** One thing wrong with the plugins of a configuration; `path` starts at `plugins`. */
export interface PluginProblem {
  readonly path: string;
  readonly message: string;
}

/** Knows the plugins that are loaded and which of them work on an endpoint. */
@Injectable()
export class PluginRegistry implements OnModuleInit {
  private readonly logger = new Logger(PluginRegistry.name);
  private readonly ajv = new Ajv({
    allErrors: true,
    useDefaults: true,
    allowUnionTypes: true,
    strict: false,
    discriminator: true,
  });
  private readonly plugins = new Map<string, LoadedPlugin>();
  private hooks = new WeakMap<Entity, HooksOfEntity>();

  /** Without Nest (tests, harness) there is nothing to discover: plugins are given by `register`. */
  constructor(@Optional() private readonly discovery?: DiscoveryService) {}

  onModuleInit(): void {
    for (const { instance, metatype } of this.discovery?.getProviders() ?? []) {
      if (typeof metatype !== 'function' || typeof instance !== 'object' || instance === null) continue;
      if (Reflect.hasMetadata(PLUGIN_OPTIONS, metatype)) this.register(instance as PluginHooks);
    }
    if (this.plugins.size > 0) this.logger.log(`plugins: ${[...this.plugins.keys()].join(', ')}`);
  }

  /** All loaded plugins, by order and name. */
  list(): readonly LoadedPlugin[] {
    return [...this.plugins.values()].sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1));
  }

  /**
   * The hooks of an endpoint, wrapped with their time limit and failure rule; cheap enough for every request.
   * Throws `1981` when the endpoint asks for a plugin that cannot work: skipping it silently could skip a rule.
   */
  hooksOf(entity: Entity): HooksOfEntity {
    if (this.plugins.size === 0 && entity.plugins.length === 0) return NO_HOOKS;
    const known = this.hooks.get(entity);
    if (known !== undefined) return known;
    const problem = this.check(entity.plugins)[0];
    if (problem !== undefined) {
      this.logger.error(`endpoint \`${entity.alias}\`: ${problem.path}: ${problem.message}`);
      throw new CodedException(serverErrors.pluginUnavailable({ alias: entity.alias }));
    }
    const hooks = bindHooks(selectPlugins(this.plugins.values(), entity));
    this.hooks.set(entity, hooks);
    return hooks;
  }

  /** The names of the plugins that work on an endpoint, in the order in which they run. */
  namesOn(entity: Entity): readonly string[] {
    return selectPlugins(this.plugins.values(), entity).map(({ plugin }) => plugin.name);
  }

  /** Everything that is wrong with the plugins that a configuration switches on. */
  check(activations: readonly PluginActivation[], endpoint: PluginEndpoint | null = null): PluginProblem[] {
    return activations.flatMap((activation, index) => {
      const path = `plugins[${index}]`;
      const plugin = this.plugins.get(activation.name);
      if (plugin === undefined)
        return [{ path: `${path}.name`, message: `Plugin \`${activation.name}\` is not loaded.` }];
      if (activations.findIndex(({ name }) => name === activation.name) < index) {
        return [{ path: `${path}.name`, message: `Plugin \`${activation.name}\` is listed twice.` }];
      }
      const { problems } = plugin.readSettings(activation.settings, endpoint);
      return problems.map(({ path: below, message }) => ({
        path: [`${path}.settings`, below]
          .filter((part) => part !== '')
          .join('.')
          .replaceAll('.[', '['),
        message,
      }));
    });
  }

  /** Adds a plugin: an instance of a class decorated with `@DataExchangePlugin`. */
  register(instance: PluginHooks): void {
    const options = Reflect.getMetadata(PLUGIN_OPTIONS, instance.constructor) as PluginOptions | undefined;
    if (options === undefined)
      throw new Error(`${instance.constructor.name} is not decorated with @DataExchangePlugin`);
    if (this.plugins.has(options.name)) throw new Error(`Two plugins are named \`${options.name}\``);
    this.plugins.set(
      options.name,
      loadPlugin(options, instance, (schema) => this.ajv.compile(schema)),
    );
    this.hooks = new WeakMap();
  }
}
