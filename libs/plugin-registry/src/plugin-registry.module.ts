import { PLUGIN_CHECK } from '@dx/entity-configuration';
import type { PluginCheck } from '@dx/entity-configuration';
import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { PluginRegistry } from './plugin-registry.js';
import { pluginCheckOf } from './plugin-check-of.js';

/** Provides the registry, and what it knows to those who save configurations; plugins are found wherever they are provided. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    PluginRegistry,
    {
      provide: PLUGIN_CHECK,
      inject: [PluginRegistry],
      useFactory: (registry: PluginRegistry): PluginCheck => pluginCheckOf(registry),
    },
  ],
  exports: [PluginRegistry, PLUGIN_CHECK],
})
export class PluginRegistryModule {}
