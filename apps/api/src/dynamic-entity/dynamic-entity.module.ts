import { type DynamicModule, Module } from '@nestjs/common';
import { RouterModule } from '@nestjs/core';
import { DynamicEntityController } from './dynamic-entity.controller.js';
import { TrialsModule } from './trials.module.js';
import { UnknownRouteController } from './unknown-route.controller.js';

/** The routes of all endpoints, below a prefix. */
@Module({ controllers: [DynamicEntityController, UnknownRouteController] })
export class DynamicEntityModule {
  static forPrefix(prefix: string): DynamicModule {
    return {
      module: DynamicEntityModule,
      imports: [TrialsModule, RouterModule.register([{ path: prefix, module: DynamicEntityModule }])],
    };
  }
}
