import { DATABASE, type Database } from '@dx/database';
import { DenyList, SnapshotService } from '@dx/entity-configuration';
import type { JsonValue, RequestContext } from '@dx/kernel';
import { PluginRegistry } from '@dx/plugin-registry';
import { SchemaCatalogue } from '@dx/schema-catalogue';
import { Inject, Injectable, Optional } from '@nestjs/common';
import type { EngineAnswer } from './engine-answer.js';
import type { EngineLimits } from './engine-limits.js';
import type { EngineParts } from './engine-parts.js';
import { executeDelete } from './execute/execute-delete.js';
import { executeWrite } from './execute/execute-write.js';
import { readList, readOne } from './execute/read-records.js';
import { RowGatherer } from './execute/row-gatherer.js';
import type { RawQuery } from './request/raw-query.js';
import type { WriteOptions } from './request/write-options.js';

/** Injection token of the {@link EngineLimits}. */
export const ENGINE_LIMITS = Symbol('ENGINE_LIMITS');

/**
 * The data plane: reads and writes records of configured endpoints. Every method throws `CodedException` for whatever a
 * client can be told; an `id` of null stands for the collection.
 */
@Injectable()
export class QueryEngine {
  private readonly parts: EngineParts;

  constructor(
    @Inject(DATABASE) database: Database,
    snapshots: SnapshotService,
    plugins: PluginRegistry,
    catalogue: SchemaCatalogue,
    @Inject(ENGINE_LIMITS) limits: EngineLimits,
    @Optional() denyList: DenyList = new DenyList(),
  ) {
    const gatherer = new RowGatherer(database);
    this.parts = { database, gatherer, snapshots, plugins, catalogue, denyList, limits };
  }

  /** GET of a collection. */
  list(ctx: RequestContext, alias: string, query: RawQuery): Promise<EngineAnswer> {
    return readList(ctx, this.parts, alias, query);
  }

  /** GET of one record. */
  get(ctx: RequestContext, alias: string, id: string, query: RawQuery): Promise<EngineAnswer> {
    return readOne(ctx, this.parts, alias, id, query);
  }

  /** POST: a batch of new records. */
  create(
    ctx: RequestContext,
    alias: string,
    body: JsonValue | undefined,
    options: WriteOptions,
  ): Promise<EngineAnswer> {
    return executeWrite(ctx, this.parts, { operation: 'create', alias, id: null, body, options });
  }

  /** PATCH: changes the sent fields only. */
  update(
    ctx: RequestContext,
    alias: string,
    id: string | null,
    body: JsonValue | undefined,
    options: WriteOptions,
  ): Promise<EngineAnswer> {
    return executeWrite(ctx, this.parts, { operation: 'update', alias, id, body, options });
  }

  /** PUT: creates or replaces. */
  replace(
    ctx: RequestContext,
    alias: string,
    id: string | null,
    body: JsonValue | undefined,
    options: WriteOptions,
  ): Promise<EngineAnswer> {
    return executeWrite(ctx, this.parts, { operation: 'replace', alias, id, body, options });
  }

  /** DELETE: one record, or all that the query's filters name. */
  remove(
    ctx: RequestContext,
    alias: string,
    id: string | null,
    query: RawQuery,
    options: WriteOptions,
  ): Promise<EngineAnswer> {
    return executeDelete(ctx, this.parts, { alias, id, query, options });
  }
}
