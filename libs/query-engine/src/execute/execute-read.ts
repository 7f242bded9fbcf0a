import { DatabaseError, type EncodedRows, type SqlParam } from '@dx/database';
import { CodedException, serverErrors, type RequestContext } from '@dx/kernel';
import type { EngineParts } from '../engine-parts.js';
import type { ReadNode, ReadPlan, RelationNode } from '../plan/read-plan.js';
import type { RowShape } from '../plan/row-shape.js';
import { childValues, joinKeyReader, readJoinKey, type JoinKeyReader } from '../record/join-keys.js';
import { concatRows, NO_ROWS, type RecordTree, type RelationBranch } from '../record/record-tree.js';
import { chunkKeys, compileChildren, compileRoot } from '../sql/compile-select.js';
import { failureOf } from './report-drift.js';
import { RowGatherer } from './row-gatherer.js';

/**
 * Runs a read: one statement for the root, then one for each relation of the plan (more where its parents have more keys
 * than fit into one). Relations whose parents have no key value, or that have no parents, cost none.
 * Throws 1952 when a relation has more rows than allowed, 1970 when a table or column is gone.
 */
export async function executeRead(ctx: RequestContext, parts: EngineParts, plan: ReadPlan): Promise<RecordTree> {
  const statement = compileRoot(plan, parts.database.dialect);
  if (statement === undefined) return { rows: NO_ROWS, relations: [] };
  const { shape } = plan.root;
  // Why by the statement: it is the plain one only when nothing but the identifier decides.
  const alone = plan.target.kind === 'one' && statement.sql === shape.byIdSql && RowGatherer.canGather(shape.entity);
  const rows = await select(parts, shape, () =>
    alone ? parts.gatherer.find(shape, statement.params[0] ?? null) : parts.gatherer.select(shape, statement),
  );
  return { rows, relations: await readRelations(ctx, parts, plan.root, rows) };
}

/** The relations of a node below rows that are read already. */
async function readRelations(
  ctx: RequestContext,
  parts: EngineParts,
  node: ReadNode,
  rows: EncodedRows,
): Promise<readonly RelationBranch[]> {
  const branches: RelationBranch[] = [];
  if (rows.count === 0) return branches;
  for (const relation of node.relations) branches.push(await readRelation(ctx, parts, relation, rows));
  return branches;
}

async function readRelation(
  ctx: RequestContext,
  parts: EngineParts,
  relation: RelationNode,
  parents: EncodedRows,
): Promise<RelationBranch> {
  const bindings = relation.bindings.map(({ binding }) => binding);
  const parentKeys = joinKeyReader(
    bindings,
    relation.bindings.map(({ parentKey }) => parentKey),
  );
  const childKeys = joinKeyReader(
    bindings,
    relation.bindings.map(({ childKey }) => childKey),
  );
  const texts = parents.keys.map((keys) => readJoinKey(parentKeys, keys));
  const rows = await readChildren(ctx, parts, relation, distinctValues(relation, parentKeys, parents, texts));
  const groups = groupRows(rows, childKeys, relation.distinctBy);
  return {
    name: relation.relation.name,
    children: texts.map((text) => (text === null ? null : (groups.get(text) ?? null))),
    tree: { rows, relations: await readRelations(ctx, parts, relation.node, rows) },
  };
}

/** The values that children are looked for by, each once. */
function distinctValues(
  { bindings }: RelationNode,
  reader: JoinKeyReader,
  parents: EncodedRows,
  texts: readonly (string | null)[],
): readonly (readonly SqlParam[])[] {
  const pairs = bindings.map(({ binding }) => binding);
  const seen = new Set<string>();
  const values: (readonly SqlParam[])[] = [];
  for (let row = 0; row < texts.length; row += 1) {
    const text = texts[row];
    if (text === null || text === undefined || seen.has(text)) continue;
    seen.add(text);
    const value = childValues(pairs, reader, parents.keys[row] ?? []);
    if (value !== undefined) values.push(value);
  }
  return values;
}

async function readChildren(
  ctx: RequestContext,
  parts: EngineParts,
  relation: RelationNode,
  values: readonly (readonly SqlParam[])[],
): Promise<EncodedRows> {
  const { database, gatherer, limits } = parts;
  const pieces: EncodedRows[] = [];
  let count = 0;
  for (const chunk of chunkKeys(values, relation.bindings.length, database.dialect)) {
    checkAbort(ctx);
    const statement = compileChildren(relation, chunk, limits.childRowsMax + 1);
    if (statement === undefined) continue;
    const { shape } = relation.node;
    const piece = await select(parts, shape, () => gatherer.select(shape, statement));
    count += piece.count;
    if (count > limits.childRowsMax) {
      const error = serverErrors.tooManyChildren({ relation: relation.relation.name, max: limits.childRowsMax });
      throw new CodedException(error);
    }
    pieces.push(piece);
  }
  return concatRows(pieces);
}

/**
 * Row numbers by join key, in the order of the rows.
 * @param distinctBy places of the keys that tell a row from another, when one may have been found twice for a parent
 */
function groupRows(
  rows: EncodedRows,
  reader: JoinKeyReader,
  distinctBy: readonly number[],
): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  const seen = new Set<string>();
  for (let row = 0; row < rows.count; row += 1) {
    const keys = rows.keys[row] ?? [];
    const text = readJoinKey(reader, keys);
    if (text === null) continue;
    if (distinctBy.length > 0) {
      const own = JSON.stringify([text, ...distinctBy.map((place) => keys[place] ?? null)]);
      if (seen.has(own)) continue;
      seen.add(own);
    }
    const group = groups.get(text);
    if (group === undefined) groups.set(text, [row]);
    else group.push(row);
  }
  return groups;
}

async function select(parts: EngineParts, shape: RowShape, read: () => Promise<EncodedRows>): Promise<EncodedRows> {
  try {
    return await read();
  } catch (error) {
    // A value that the database will not even compare (a NUL in a text, where it knows none) is in no row.
    if (error instanceof DatabaseError && error.kind === 'bad-value') return NO_ROWS;
    throw failureOf(error, shape.entity.alias, parts.snapshots);
  }
}

/** Stops a read whose client is gone or whose time is over, between two statements. */
function checkAbort({ signal }: RequestContext): void {
  if (signal?.aborted !== true) return;
  throw signal.reason instanceof CodedException ? signal.reason : new CodedException(serverErrors.requestTimeout());
}
