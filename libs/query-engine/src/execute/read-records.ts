import type { Entity } from '@dx/entity-configuration';
import { CodedException, contractErrors, type RequestContext } from '@dx/kernel';
import type { EngineAnswer } from '../engine-answer.js';
import { DEFAULT_ENGINE_LIMITS } from '../engine-limits.js';
import type { EngineParts } from '../engine-parts.js';
import { planRead } from '../plan/plan-read.js';
import type { ReadNode } from '../plan/read-plan.js';
import { assembleList, assembleObject } from '../record/assemble-json.js';
import { hasRecordHooks, transformRecords } from './transform-records.js';
import { checkFilterKeys } from '../request/parse-filter-parameters.js';
import { parseReadRequest } from '../request/parse-read-request.js';
import type { RawQuery } from '../request/raw-query.js';
import { executeRead } from './execute-read.js';
import { findEntity } from './find-entity.js';

/** GET of a collection: the page that the query asks for, as a JSON array. */
export async function readList(
  ctx: RequestContext,
  parts: EngineParts,
  alias: string,
  query: RawQuery,
): Promise<EngineAnswer> {
  const entity = entityForReading(ctx, parts, alias, query);
  const plan = planRead(ctx, entity, undefined, parseReadRequest(query, parts.limits), parts.limits);
  // Why before the read: an endpoint whose plugin cannot work must not read at all.
  const hooked = hasRecordHooks(parts.plugins, plan.root);
  const tree = await executeRead(ctx, parts, plan);
  const data = assembleList(tree, bytesMaxOf(parts, plan.root));
  return { kind: 'records', data: hooked ? await transformRecords(ctx, parts.plugins, plan.root, data) : data };
}

/** GET of one record by its identifier, as a JSON object; 1303 when there is none, or when a filter excludes it. */
export async function readOne(
  ctx: RequestContext,
  parts: EngineParts,
  alias: string,
  id: string,
  query: RawQuery,
): Promise<EngineAnswer> {
  const entity = entityForReading(ctx, parts, alias, query);
  const plan = planRead(ctx, entity, id, parseReadRequest(query, parts.limits), parts.limits);
  // Why before the read: an endpoint whose plugin cannot work must not read at all.
  const hooked = hasRecordHooks(parts.plugins, plan.root);
  const tree = await executeRead(ctx, parts, plan);
  if (tree.rows.count === 0) throw new CodedException(contractErrors.entityNotFound({ path: alias }));
  const data = assembleObject(tree, 0, bytesMaxOf(parts, plan.root));
  return { kind: 'records', data: hooked ? await transformRecords(ctx, parts.plugins, plan.root, data) : data };
}

/** The contract's first checks, in its order: a filter key's form (011), the caller's scope (403), the alias (007). */
function entityForReading(ctx: RequestContext, parts: EngineParts, alias: string, query: RawQuery): Entity {
  checkFilterKeys(query);
  return findEntity(ctx, parts.snapshots.current(), alias, 'read');
}

/** Why only with relations: without them the page's limit bounds the answer already. */
function bytesMaxOf({ limits }: EngineParts, root: ReadNode): number | undefined {
  return root.relations.length === 0 ? undefined : (limits.answerBytesMax ?? DEFAULT_ENGINE_LIMITS.answerBytesMax);
}
