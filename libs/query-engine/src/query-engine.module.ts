import { type DynamicModule, Module } from '@nestjs/common';
import type { EngineLimits } from './engine-limits.js';
import { ENGINE_LIMITS, QueryEngine } from './query-engine.js';

/** Offers the {@link QueryEngine}. Needs the modules of database, entity configuration and plugin registry. */
@Module({})
export class QueryEngineModule {
  static forRoot(limits: EngineLimits): DynamicModule {
    return {
      module: QueryEngineModule,
      global: true,
      providers: [{ provide: ENGINE_LIMITS, useValue: limits }, QueryEngine],
      exports: [QueryEngine],
    };
  }
}
