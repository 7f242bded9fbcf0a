import type { Transaction } from '@dx/database';
import type { Entity } from '@dx/entity-configuration';
import type { CodedError, RequestContext } from '@dx/kernel';
import type { HookContext, HookName, InputRecord, Operation } from '@dx/plugin-registry';
import { Logger } from '@nestjs/common';
import type { EngineParts } from '../engine-parts.js';
import type { InputTransformer } from '../plan/transform-inputs.js';
import { walkNodes } from '../plan/write-plan.js';
import type { WritePlan } from '../plan/write-plan.js';
import type { WrittenRows } from './read-written-rows.js';
import { hookTransactionOf } from './hook-transaction.js';

const logger = new Logger('QueryEngine');

/** Runs the `transformInput` hooks of an endpoint; answers undefined at once when it has none. */
export function inputTransformer(
  ctx: RequestContext,
  plugins: EngineParts['plugins'],
  operation: Operation,
): InputTransformer {
  return (entity, copyRecords) => {
    const hooks = plugins.hooksOf(entity).transformInput;
    if (hooks.length === 0) return undefined;
    const records = copyRecords();
    return (async () => {
      for (const hook of hooks) await hook(contextOf(ctx, entity, operation), records);
    })();
  };
}

/**
 * What the `validate` hooks of all endpoints of a write report, in the order of endpoints and hooks. They read in a
 * transaction of their own that stores nothing; without such a hook the database is not bothered.
 */
export async function runValidateHooks(
  ctx: RequestContext,
  parts: EngineParts,
  plan: WritePlan,
): Promise<readonly CodedError[]> {
  const { plugins, database } = parts;
  if (!hasHook(plugins, plan.entities, 'validate')) return [];
  return database.transaction(
    async (tx) => {
      const hookTx = hookTransactionOf(tx, parts);
      const violations: CodedError[] = [];
      for (const entity of plan.entities) {
        const hooks = plugins.hooksOf(entity).validate;
        if (hooks.length === 0) continue;
        const records = inputRecordsOf(plan, entity);
        for (const hook of hooks) {
          violations.push(...((await hook(contextOf(ctx, entity, plan.verb), records, hookTx)) ?? []));
        }
      }
      return violations;
    },
    { dryRun: true, ...(ctx.signal === undefined ? {} : { signal: ctx.signal }) },
  );
}

function inputRecordsOf(plan: WritePlan, entity: Entity): readonly InputRecord[] {
  const records: InputRecord[] = [];
  for (const root of plan.roots) {
    walkNodes(root, (node) => {
      if (node.entity === entity) records.push({ path: node.path, fields: node.input });
    });
  }
  return records;
}

/** Hooks that run inside the transaction with the rows of one endpoint. */
type RowHook = 'afterWrite' | 'beforeDelete' | 'afterDelete';

/** Whether any of the endpoints has a plugin for the hook. */
export function hasHook(plugins: EngineParts['plugins'], entities: readonly Entity[], hook: HookName): boolean {
  return entities.some((entity) => plugins.hooksOf(entity)[hook].length > 0);
}

/**
 * Runs a hook of all endpoints inside the transaction: endpoint by endpoint, in order; the first plugin of an endpoint that
 * reports something ends the endpoint's turn, as the contract says. Answers what was reported.
 */
export async function runRowHooks(
  ctx: RequestContext,
  parts: EngineParts,
  written: readonly WrittenRows[],
  { hook: name, operation, tx }: { readonly hook: RowHook; readonly operation: Operation; readonly tx: Transaction },
): Promise<readonly CodedError[]> {
  const hookTx = hookTransactionOf(tx, parts);
  const violations: CodedError[] = [];
  for (const { entity, rows } of written) {
    if (rows.length === 0) continue;
    for (const hook of parts.plugins.hooksOf(entity)[name]) {
      const reported = (await hook(contextOf(ctx, entity, operation), rows, hookTx)) ?? [];
      violations.push(...reported);
      if (reported.length > 0) break;
    }
  }
  return violations;
}

/** Runs the `afterCommit` hooks; a failure is logged and never undoes the write. */
export async function runAfterCommitHooks(
  ctx: RequestContext,
  plugins: EngineParts['plugins'],
  written: readonly WrittenRows[],
  operation: Operation,
): Promise<void> {
  for (const { entity, rows } of written) {
    if (rows.length === 0) continue;
    for (const hook of plugins.hooksOf(entity).afterCommit) {
      try {
        await hook(contextOf(ctx, entity, operation), rows);
      } catch (error) {
        logger.error(
          `A plugin failed after the commit of request ${ctx.requestId} to ${entity.alias}: ${String(error)}`,
        );
      }
    }
  }
}

function contextOf(ctx: RequestContext, entity: Entity, operation: Operation): HookContext {
  return { ...ctx, entity, operation };
}
