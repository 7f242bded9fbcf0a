import { RequireRole } from '@dx/auth';
import { SnapshotService } from '@dx/entity-configuration';
import { PluginRegistry, type LoadedPlugin } from '@dx/plugin-registry';
import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { DocumentErrors } from '../access/documented-errors.js';
import { type PluginAnswer, PluginList } from './plugin.dto.js';

/** The plugins that are loaded, where they work, and how they are doing. */
@Controller('back-office/plugins')
@RequireRole('viewer')
@ApiTags('Plugins')
@ApiBearerAuth('bearer')
export class PluginsController {
  constructor(
    private readonly registry: PluginRegistry,
    private readonly snapshots: SnapshotService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists the plugins in the order in which they run; figures are of this instance.' })
  @ApiResponse({ status: 200, type: PluginList })
  @DocumentErrors()
  list(): PluginList {
    const endpoints = new Map<string, string[]>();
    for (const entity of this.snapshots.current().entities.values()) {
      for (const name of this.registry.namesOn(entity)) {
        endpoints.set(name, [...(endpoints.get(name) ?? []), entity.alias]);
      }
    }
    return { data: this.registry.list().map((plugin) => toAnswer(plugin, endpoints.get(plugin.name) ?? [])) };
  }
}

function toAnswer(plugin: LoadedPlugin, endpoints: readonly string[]): PluginAnswer {
  const { name, description, order, activation, hooks, settingsSchema, timeLimitMs, failure, statistics } = plugin;
  const { calls, failures, totalMs, lastError } = statistics;
  return {
    name,
    description,
    order,
    activation,
    hooks,
    settingsSchema,
    timeLimitMs,
    failure,
    endpoints: [...endpoints].sort(),
    statistics: {
      calls,
      failures,
      meanMs: calls === 0 ? null : Math.round((totalMs / calls) * 1000) / 1000,
      lastError: lastError === null ? null : { ...lastError, at: lastError.at.toISOString() },
    },
  };
}
