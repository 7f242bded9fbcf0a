import type { SqlParam, SqlValue, Transaction } from '@dx/database';
import type { Relation } from '@dx/entity-configuration';
import { contractErrors, serverErrors } from '@dx/kernel';
import type { CodedError } from '@dx/kernel';
import type { Column } from '@dx/schema-catalogue';
import { NOT_NULL, repeatedIdentifier } from '../plan/sent-row.js';
import type { SentIdentifier, SentRow } from '../plan/sent-row.js';
import type { WriteLevel, WriteNode } from '../plan/write-plan.js';
import { isKeyField } from '../checks/check.js';
import type { CheckedRequest } from '../checks/check.js';
import { findImmutableFields } from '../checks/check-immutable-fields.js';
import { boundValues, columnsForBindings } from './bind-keys.js';
import type { ColumnValuesDraft } from '../record/column-values.js';
import { holdsText } from '../record/holds-text.js';
import { findRows } from './find-rows.js';
import type { FoundRows, WantedRow } from './find-rows.js';
import { fieldsNotToMiss } from './row-values.js';
import { sameValue } from './value-text.js';
import { RowState } from './write-run.js';
import type { Failures, RowStates, WriteRun } from './write-run.js';

/**
 * Finds and locks the rows that the records of one level of a PATCH or PUT, or of a level below a junction, mean. Every
 * record that names a row gets a state, or a failure: 1310 and 1303 (PATCH), 1308 (PUT and POST), 1961, and then 1302 for
 * values that their columns cannot take. The level above must have been resolved.
 */
export async function resolveLevel(
  tx: Transaction,
  run: WriteRun,
  level: WriteLevel,
  states: RowStates,
  failures: Failures,
): Promise<void> {
  const changed: WantedRow[] = [];
  const linked: WantedRow[] = [];
  for (const node of level.nodes) {
    if (failures.covers(node)) continue;
    const key = lookupKey(node, run, states);
    if (key !== null) (changesRow(node) ? changed : linked).push({ node, key });
  }
  const columns = columnsToKnow(level);
  const foundChanged = await findRows(tx, run.parts, { level, columns, wanted: changed, lock: true });
  const foundLinked = await findRows(tx, run.parts, { level, columns, wanted: linked, lock: false });
  const found: FoundRows = { of: (node) => (changesRow(node) ? foundChanged : foundLinked).of(node) };
  for (const node of level.nodes) {
    if (!failures.covers(node)) resolveNode(run, level, node, { columns, found, states, failures });
  }
}

function changesRow({ verb }: WriteNode): boolean {
  return verb !== 'link' && verb !== 'unlink';
}

interface Resolution {
  readonly columns: readonly Column[];
  readonly found: FoundRows;
  readonly states: RowStates;
  readonly failures: Failures;
}

function resolveNode(run: WriteRun, level: WriteLevel, node: WriteNode, resolution: Resolution): void {
  const { failures, found } = resolution;
  const { identifier, errors } = run.sent[node.order] as SentRow;
  if (node.verb === 'create') {
    if (errors.length > 0) failures.add(node, ...errors);
    return;
  }
  if (identifier === null) {
    if (node.verb === 'update') failures.add(node, contractErrors.missingIdentifier({ path: node.path }));
    else admit(node, new RowState(false), errors, resolution);
    return;
  }
  const isRow = (row: FoundRow): boolean => isMeant(run, node, identifier, row) && hasSentKey(run, node, row);
  const rows = found.of(node).filter(isRow);
  const bound = boundValues(node, run, resolution.states);
  const own = bound === null ? [] : rows.filter((row) => belongsToParent(level.relation, bound, row));
  const [row, another] = own;
  if (another !== undefined) failures.add(node, serverErrors.ambiguousIdentifier({ path: node.path }));
  else if (row === undefined) resolveMissing(run, node, identifier, rows.length > 0, resolution);
  else if (changesIdentifier(run, node, row)) {
    const field = node.entity.identifier.name;
    failures.add(node, contractErrors.immutableField({ path: node.path, field }));
  } else {
    const missed = node.verb === 'replace' ? missedFields(run, node) : [];
    const immutable = node.verb === 'merge' ? findImmutableFields(node, requestOf(run), 'editable') : [];
    admit(node, stateOf(level, row, resolution.columns), [...immutable, ...errors, ...missed], resolution);
  }
}

/**
 * The row is not there: PATCH has nothing to change, PUT may create it. A record that is to be linked may be created by
 * every verb, by a PATCH only for a caller who may create records there.
 */
function resolveMissing(
  run: WriteRun,
  node: WriteNode,
  identifier: SentIdentifier,
  elsewhere: boolean,
  resolution: Resolution,
): void {
  const { plan, sent, ctx } = run;
  const { entity, path, verb } = node;
  const mayCreate = entity.identifier.creatable && ctx.caller.grants.allows(entity.alias, 'create');
  const mustExist = verb === 'update' || verb === 'unlink' || (plan.verb === 'update' && !mayCreate);
  if (mustExist) {
    resolution.failures.add(node, contractErrors.entityNotFound({ path }));
    return;
  }
  const unusable = identifier.param === undefined && identifier.reason === null;
  if (!entity.identifier.creatable || elsewhere || unusable) {
    const field = entity.identifier.name;
    resolution.failures.add(node, contractErrors.identifierNotCreatable({ path, field, value: identifier.text }));
    return;
  }
  const { errors } = sent[node.order] as SentRow;
  const { reason } = identifier;
  const own =
    reason === null ? [] : [contractErrors.persistenceFailed({ path: `${path}.${entity.identifier.name}`, reason })];
  admit(node, new RowState(false), [...own, ...errors], resolution);
}

/** 1302 for fields that a PUT must send, because their columns can be neither null nor a default. */
function missedFields({ sent, ctx }: WriteRun, node: WriteNode): readonly CodedError[] {
  return fieldsNotToMiss(node, sent[node.order] as SentRow, ctx.now).map(({ name }) =>
    contractErrors.persistenceFailed({ path: `${node.path}.${name}`, reason: NOT_NULL }),
  );
}

function requestOf({ plan }: WriteRun): CheckedRequest {
  return { verb: plan.verb, byId: plan.target.kind === 'one' };
}

/** Takes a record into the write, unless its columns cannot take its values. */
function admit(node: WriteNode, state: RowState, errors: SentRow['errors'], { states, failures }: Resolution): void {
  if (errors.length > 0) failures.add(node, ...errors);
  else states.set(node, state);
}

/** Part A: a by-id body that repeats the identifier must repeat the row's own. */
function changesIdentifier({ plan }: WriteRun, node: WriteNode, row: FoundRow): boolean {
  const repeated = repeatedIdentifier(node, plan.target);
  if (repeated === undefined) return false;
  const { column } = node.entity.identifier;
  return repeated.param === undefined || !sameValue(column, repeated.param, row.get(column.name) ?? null);
}

/** Part A: the identifier of a path means the row that holds exactly this text; in a body the column's collation decides. */
function isMeant({ plan }: WriteRun, node: WriteNode, { param }: SentIdentifier, row: FoundRow): boolean {
  const { column } = node.entity.identifier;
  if (plan.target.kind !== 'one' || node.relation !== null || !holdsText(column)) return true;
  return sameValue(column, param ?? null, row.get(column.name) ?? null);
}

type FoundRow = ReadonlyMap<string, SqlValue>;

/** What the row of a record is looked for by: its identifier and, where that alone names no row, its parent's keys. */
function lookupKey(node: WriteNode, run: WriteRun, states: RowStates): readonly SqlParam[] | null {
  const param = run.sent[node.order]?.identifier?.param;
  if (param === undefined) return null;
  if (node.relation === null || node.relation.through !== null || node.entity.identifierUnique) return [param];
  const bound = boundValues(node, run, states);
  return bound === null ? null : [param, ...bound];
}

/** Whether a row has the parts of its key that the record sent beside an identifier that is not unique. */
function hasSentKey({ sent }: WriteRun, node: WriteNode, row: FoundRow): boolean {
  const values = sent[node.order]?.values;
  return node.entity.keyFields.every((field) => {
    const { column } = field;
    const value = isKeyField(node, field) ? values?.[column.position] : undefined;
    return value === undefined || sameValue(column, value, row.get(column.name) ?? null);
  });
}

function belongsToParent(relation: Relation | null, bound: readonly SqlParam[], row: FoundRow): boolean {
  if (relation === null) return true;
  return relation.bindings.every(({ child }, index) => {
    const own = row.get(child.name) ?? null;
    return own !== null && sameValue(child, own, bound[index] ?? null);
  });
}

/** Columns of a level's rows that must be known: its key, its identifier, what ties it to its parent and its children to it. */
function columnsToKnow(level: WriteLevel): readonly Column[] {
  const { entity, relation } = level;
  const columns = new Map<string, Column>();
  const add = (column: Column): void => void columns.set(column.name, column);
  entity.keyColumns.forEach(add);
  add(entity.identifier.column);
  relation?.bindings.forEach(({ child }) => add(child));
  columnsForBindings(level).forEach(add);
  return [...columns.values()];
}

function stateOf(level: WriteLevel, row: FoundRow, columns: readonly Column[]): RowState {
  const known: ColumnValuesDraft = [];
  for (const { name, position } of columns) known[position] = row.get(name) ?? null;
  const key = level.entity.keyColumns.map(({ name }) => row.get(name) ?? null);
  return new RowState(true, key, known);
}
