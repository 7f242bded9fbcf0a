import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { PluginRegistry } from './plugin-registry.js';

/** Provides the registry; plugins are found wherever they are provided. */
@Global()
@Module({ imports: [DiscoveryModule], providers: [PluginRegistry], exports: [PluginRegistry] })
export class PluginRegistryModule {}
