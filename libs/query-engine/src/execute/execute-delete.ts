import type { Transaction } from '@dx/database';
import type { Entity } from '@dx/entity-configuration';
import { CodedException, contractErrors, serverErrors } from '@dx/kernel';
import type { CodedError, RequestContext } from '@dx/kernel';
import type { EngineAnswer } from '../engine-answer.js';
import type { EngineParts } from '../engine-parts.js';
import { holdsText } from '../record/holds-text.js';
import { parseColumnText } from '../record/parse-column-text.js';
import type { WrittenRows } from './read-written-rows.js';
import { checkFilterKeys } from '../request/parse-filter-parameters.js';
import { parseFilters, unknownFilterField } from '../request/parse-filters.js';
import type { Filter } from '../request/parse-filters.js';
import { parseIncludeFilters } from '../request/parse-include-filters.js';
import type { RawQuery } from '../request/raw-query.js';
import type { WriteOptions } from '../request/write-options.js';
import { deleteRows } from './delete-rows.js';
import { findEntity } from './find-entity.js';
import { RejectedByPlugin } from './group-violations.js';
import { readDoomedRows, selectDoomedRows } from './select-doomed-rows.js';
import type { DoomedRow } from './select-doomed-rows.js';
import { hasHook, runAfterCommitHooks, runRowHooks } from './run-write-hooks.js';

/** A DELETE as it came in; an `id` of null stands for the collection. */
export interface DeleteRequest {
  readonly alias: string;
  readonly id: string | null;
  readonly query: RawQuery;
  readonly options: WriteOptions;
}

/**
 * Carries out a DELETE: scope (403), alias (007), whether the endpoint allows it (1318, 1962), filters (1315, 1903, 1960),
 * and then every row that matches (1303 when none does). A row that others point at is answered with 1317; atomic: nothing
 * is deleted then. Per item: the others are, and the answer lists the identifiers that are gone beside the errors.
 */
export async function executeDelete(
  ctx: RequestContext,
  parts: EngineParts,
  { alias, id, query, options }: DeleteRequest,
): Promise<EngineAnswer> {
  checkFilterKeys(query);
  const entity = findEntity(ctx, parts.snapshots.current(), alias, 'delete');
  if (!entity.deletable) throw new CodedException(contractErrors.methodNotAllowed({ alias }));
  if (!entity.writable) throw new CodedException(serverErrors.readOnlyEntity({ alias }));
  refuseIncludeFilters(query, entity);
  const filters = [...filtersOf(entity, id), ...parseFilters(query, entity, 'delete', parts.limits.filterListMax)];
  if (filters.length === 0) throw new CodedException(serverErrors.deleteNeedsFilter());
  if (filters.some(({ kind }) => kind === 'never')) throw notFound(alias);
  const outcome = await deleteMatching({ ctx, parts, entity, id, filters, options });
  if (outcome.deleted.length > 0 && options.dryRun !== true) {
    await runAfterCommitHooks(ctx, parts.plugins, outcome.written, 'delete');
  }
  if (outcome.errors.length === 0) return { kind: 'deleted' };
  const data = Buffer.from(`[${outcome.deleted.map(({ json }) => json).join(',')}]`);
  return { kind: 'per-item', data, errors: outcome.errors, stored: outcome.deleted.length > 0 };
}

/** 1315. Why not ignored as `include` is: a filter that is dropped silently would delete more than was meant. */
function refuseIncludeFilters(query: RawQuery, entity: Entity): void {
  const [first] = parseIncludeFilters(query);
  if (first !== undefined) throw unknownFilterField(first.text, entity);
}

/** The path's identifier as one more filter. */
function filtersOf(entity: Entity, id: string | null): readonly Filter[] {
  if (id === null) return [];
  const field = entity.identifier;
  const value = parseColumnText(field.column, id);
  return [value === undefined ? { kind: 'never', field } : { kind: 'equals', field, value }];
}

function notFound(alias: string): CodedException {
  return new CodedException(contractErrors.entityNotFound({ path: alias }));
}

interface Deletion {
  readonly ctx: RequestContext;
  readonly parts: EngineParts;
  readonly entity: Entity;
  readonly id: string | null;
  readonly filters: readonly Filter[];
  readonly options: WriteOptions;
}

interface DeletionOutcome {
  readonly deleted: readonly DoomedRow[];
  readonly errors: readonly CodedError[];
  /** For plugins that are told after the commit. */
  readonly written: readonly WrittenRows[];
}

async function deleteMatching(deletion: Deletion): Promise<DeletionOutcome> {
  const { ctx, parts, options } = deletion;
  let spared: ReadonlyMap<string, readonly CodedError[]> = new Map();
  for (;;) {
    try {
      const kept = spared;
      return await parts.database.transaction((tx) => performDeletion(tx, deletion, kept), {
        ...(ctx.signal === undefined ? {} : { signal: ctx.signal }),
        ...(options.dryRun === undefined ? {} : { dryRun: options.dryRun }),
      });
    } catch (error) {
      if (!(error instanceof RejectedRows)) throw error;
      spared = new Map([...spared, ...error.rows]);
    }
  }
}

/** A plugin refused rows after they were deleted; the transaction is given up and repeated without them. */
class RejectedRows extends RejectedByPlugin {
  constructor(
    violations: readonly CodedError[],
    readonly rows: ReadonlyMap<string, readonly CodedError[]>,
  ) {
    super(violations);
  }
}

async function performDeletion(
  tx: Transaction,
  deletion: Deletion,
  spared: ReadonlyMap<string, readonly CodedError[]>,
): Promise<DeletionOutcome> {
  const { parts, entity, id, options } = deletion;
  const candidates = await selectDoomedRows(tx, parts, entity, deletion.filters);
  const found = holdsText(entity.identifier.column) ? candidates.filter(hasIdentifier(id)) : candidates;
  if (found.length === 0) throw notFound(entity.alias);
  if (id !== null && found.length > 1) {
    throw new CodedException(serverErrors.ambiguousIdentifier({ path: entity.alias }));
  }
  const hooked = (['beforeDelete', 'afterDelete', 'afterCommit'] as const).some((hook) =>
    hasHook(parts.plugins, [entity], hook),
  );
  const seen = hooked ? await readDoomedRows(tx, parts, entity, found) : undefined;
  const errors: CodedError[] = [...spared.values()].flat();
  const refusedBefore = seen === undefined ? NONE : await askPlugins(tx, deletion, 'beforeDelete', seen.of(found));
  errors.push(...refusedBefore.flatMap(({ violations }) => violations));
  const refused = new Set([...spared.keys(), ...refusedBefore.flatMap(({ keys }) => keys)]);
  const open = found.filter(({ keyText }) => !refused.has(keyText));
  const { deleted, errors: blocked } = await deleteRows(tx, parts, entity, open);
  errors.push(...blocked);
  if (seen !== undefined) {
    const refusedAfter = await askPlugins(tx, deletion, 'afterDelete', seen.of(deleted));
    if (refusedAfter.length > 0 && !options.atomic) throw rejectedRows(refusedAfter);
    errors.push(...refusedAfter.flatMap(({ violations }) => violations));
  }
  if (options.atomic && errors.length > 0) throw new CodedException(errors);
  return {
    deleted,
    errors,
    written: seen === undefined ? [] : [{ entity, rows: seen.of(deleted).map(({ row }) => row) }],
  };
}

/** Whether a row has exactly the identifier of the path; the collation of its column may have found others, too. */
function hasIdentifier(id: string | null): (row: DoomedRow) => boolean {
  return ({ identifier }) => id === null || identifier === id;
}

const NONE: readonly Refusal[] = [];

/** Violations and the rows that they concern. */
interface Refusal {
  readonly violations: readonly CodedError[];
  readonly keys: readonly string[];
}

/** Runs a hook over rows; a violation that names no row concerns all of them. */
async function askPlugins(
  tx: Transaction,
  { ctx, parts, entity }: Deletion,
  hook: 'beforeDelete' | 'afterDelete',
  seen: readonly { readonly keyText: string; readonly row: WrittenRows['rows'][number] }[],
): Promise<readonly Refusal[]> {
  const written = [{ entity, rows: seen.map(({ row }) => row) }];
  const violations = await runRowHooks(ctx, parts, written, { hook, operation: 'delete', tx });
  return violations.map((violation) => {
    const own = seen.filter(({ row }) => violation.path === row.path || violation.path?.startsWith(`${row.path}.`));
    return { violations: [violation], keys: (own.length > 0 ? own : seen).map(({ keyText }) => keyText) };
  });
}

function rejectedRows(refusals: readonly Refusal[]): RejectedRows {
  const rows = new Map<string, readonly CodedError[]>();
  for (const { violations, keys } of refusals) {
    for (const [index, key] of keys.entries())
      rows.set(key, [...(rows.get(key) ?? []), ...(index === 0 ? violations : [])]);
  }
  return new RejectedRows(
    refusals.flatMap(({ violations }) => violations),
    rows,
  );
}
