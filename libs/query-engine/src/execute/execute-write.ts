import type { Entity } from '@dx/entity-configuration';
import { CodedException, contractErrors, serverErrors } from '@dx/kernel';
import type { CodedError, JsonValue, RequestContext } from '@dx/kernel';
import { NO_ERRORS } from '../checks/check.js';
import { runChecks } from '../checks/run-checks.js';
import type { EngineAnswer } from '../engine-answer.js';
import type { EngineParts } from '../engine-parts.js';
import { planWrite } from '../plan/plan-write.js';
import { readSentRow } from '../plan/sent-row.js';
import type { SentRow } from '../plan/sent-row.js';
import { walkNodes } from '../plan/write-plan.js';
import type { WriteNode, WritePlan, WriteVerb } from '../plan/write-plan.js';
import { parseWriteRequest } from '../request/parse-write-request.js';
import type { WriteTarget } from '../request/parse-write-request.js';
import type { WriteOptions } from '../request/write-options.js';
import { executeBatch } from './execute-batch.js';
import type { BatchOutcome } from './execute-batch.js';
import { findEntity } from './find-entity.js';
import { groupViolations } from './group-violations.js';
import { inputTransformer, runAfterCommitHooks, runValidateHooks } from './run-write-hooks.js';
import type { WriteRun } from './write-run.js';

/** A POST, PATCH or PUT as it came in; an `id` of null stands for the collection. */
export interface WriteRequest {
  readonly operation: WriteVerb;
  readonly alias: string;
  readonly id: string | null;
  readonly body: JsonValue | undefined;
  readonly options: WriteOptions;
}

/**
 * Carries out a POST, PATCH or PUT: scope (403), body (1301, 1951), alias (007), relations (1313), then all checks of all
 * items, and the database. Answers the stored records; an atomic write with any error throws all of them and stores
 * nothing.
 */
export async function executeWrite(
  ctx: RequestContext,
  parts: EngineParts,
  { operation, alias, id, body, options }: WriteRequest,
): Promise<EngineAnswer> {
  if (!ctx.caller.grants.allows(alias, operation)) throw new CodedException(contractErrors.forbidden());
  const target: WriteTarget = id === null ? { kind: 'collection' } : { kind: 'one', id };
  const items = parseWriteRequest(body, target, parts.limits.batchMax);
  let plan: WritePlan;
  try {
    const entity = findEntity(ctx, parts.snapshots.current(), alias, operation);
    const transform = inputTransformer(ctx, parts.plugins, operation);
    plan = await planWrite(ctx, operation, entity, target, items, transform);
  } catch (error) {
    if (options.atomic || !isRequestError(error)) throw error;
    return { kind: 'per-item', data: Buffer.from('[]'), errors: error.errors, stored: false };
  }
  refuseReadOnly(plan.entities);
  const outcome = await executePlan(ctx, parts, plan, options);
  if (outcome.stored && options.dryRun !== true) {
    await runAfterCommitHooks(ctx, parts.plugins, outcome.written, operation);
  }
  return options.atomic
    ? { kind: 'records', data: outcome.data }
    : { kind: 'per-item', data: outcome.data, errors: outcome.errors, stored: outcome.stored };
}

/** The errors of a whole request that the contract answers in the shape of the mode: an unknown alias or relation. */
function isRequestError(error: unknown): error is CodedException {
  return error instanceof CodedException && ['007', '1313'].includes(error.errors[0].code ?? '');
}

function refuseReadOnly(entities: readonly Entity[]): void {
  const readOnly = entities.find(({ writable }) => !writable);
  if (readOnly !== undefined) throw new CodedException(serverErrors.readOnlyEntity({ alias: readOnly.alias }));
}

async function executePlan(
  ctx: RequestContext,
  parts: EngineParts,
  plan: WritePlan,
  options: WriteOptions,
): Promise<BatchOutcome> {
  const violations = groupViolations(await runValidateHooks(ctx, parts, plan), plan.roots);
  const sent: SentRow[] = [];
  const request = { verb: plan.verb, byId: plan.target.kind === 'one' };
  const invalid = new Map<number, readonly CodedError[]>();
  const convert = (node: WriteNode): void => void (sent[node.order] = readSentRow(node, plan.target));
  for (const root of plan.roots) {
    walkNodes(root, convert);
    const found = runChecks(root, request);
    const reported = violations.byItem.get(root.item);
    const errors = reported === undefined ? found : [...found, ...reported];
    const refused = errors.length === 0 && plan.verb === 'create' ? valueErrors(root, sent) : errors;
    if (refused.length > 0) invalid.set(root.item, refused);
  }
  if (violations.others.length > 0) return refuseAll(invalid, violations.others, options);
  const run: WriteRun = { ctx, parts, plan, sent };
  return executeBatch(run, invalid, options);
}

/**
 * What the columns cannot take (1302). Why only POST asks it here: PATCH and PUT must first know whether the rows are
 * there (1310, 1303, 1308).
 */
function valueErrors(root: WritePlan['roots'][number], sent: readonly SentRow[]): readonly CodedError[] {
  let errors: readonly CodedError[] = NO_ERRORS;
  walkNodes(root, (node) => {
    const own = sent[node.order]?.errors ?? NO_ERRORS;
    if (own.length > 0) errors = [...errors, ...own];
  });
  return errors;
}

/** A plugin refused the request as a whole: nothing is written, whatever the mode. */
function refuseAll(
  invalid: ReadonlyMap<number, readonly CodedError[]>,
  others: readonly CodedError[],
  { atomic }: WriteOptions,
): BatchOutcome {
  const errors = [...[...invalid.values()].flat(), ...others];
  if (atomic) throw new CodedException(errors);
  return { data: Buffer.from('[]'), errors, stored: false, written: [] };
}
