import type { Dialect, SqlParam, Statement } from '@dx/database';
import type { ReadPlan, RelatedCondition, RelationNode } from '../plan/read-plan.js';
import { CHILD, LINK, type KeyColumn, type RowShape } from '../plan/row-shape.js';
import type { Filter } from '../request/parse-filters.js';
import { holdsText } from '../record/holds-text.js';
import { compileRelated } from './compile-related.js';
import { compileIn, compileWhere, type SqlFragment } from './compile-where.js';
import { placeholderOf } from './placeholder-of.js';

/** Most keys that one statement looks for; more are looked for by further statements. */
const KEYS_PER_STATEMENT = 1000;
/** The same for keys of several columns. Why fewer: each is a branch of the condition, and SQLite limits its depth. */
const COMPOSITE_KEYS_PER_STATEMENT = 250;

/**
 * The statement for the root rows of a plan; undefined when no row can be asked for (a filter that nothing satisfies, an
 * id that is no value of the identifier, a page of 0), so that the database is not bothered.
 */
export function compileRoot(
  { root: { shape }, filters, related, target }: ReadPlan,
  dialect: Dialect,
): Statement | undefined {
  if (filters.some(isNever) || related.some(canNeverHold)) return undefined;
  if (target.kind === 'page') {
    return target.page.limit === 0 ? undefined : compilePage(shape, compileConditions(shape, filters, related), target);
  }
  if (target.value === undefined) return undefined;
  const where = compileConditions(shape, filters, related);
  const { column, quoted } = shape.entity.identifier;
  if (where === undefined && !holdsText(column)) return { sql: shape.byIdSql, params: [target.value] };
  // Why both conditions on a text: the first finds the row by its index, the second leaves out what is only equal to it.
  const conditions = [`${quoted} = ${placeholderOf(column)}`];
  if (holdsText(column)) conditions.push(dialect.exactText(quoted));
  if (where !== undefined) conditions.push(where.sql);
  return {
    sql: `${shape.selectSql} WHERE ${conditions.join(' AND ')}${shape.byIdEndSql}`,
    params: [target.value, ...(holdsText(column) ? [target.value] : []), ...(where?.params ?? NO_PARAMS)],
  };
}

const isNever = ({ kind }: Filter): boolean => kind === 'never';

function canNeverHold({ filters, below }: RelatedCondition): boolean {
  return filters.some(isNever) || below.some(canNeverHold);
}

/** The conditions of the root's rows; undefined for none. */
function compileConditions(
  { entity }: RowShape,
  filters: ReadPlan['filters'],
  related: ReadPlan['related'],
): SqlFragment | undefined {
  if (related.length === 0) return filters.length === 0 ? undefined : compileWhere(filters);
  const exists = compileRelated(related, entity.quotedTable);
  if (filters.length === 0) return exists;
  const where = compileWhere(filters);
  return { sql: `${where.sql} AND ${exists.sql}`, params: [...where.params, ...exists.params] };
}

function compilePage(
  shape: RowShape,
  where: SqlFragment | undefined,
  { page: { limit, offset } }: Extract<ReadPlan['target'], { kind: 'page' }>,
): Statement {
  // Why in the text: both are checked whole numbers, and not every server takes a placeholder there.
  const range = offset === 0 ? ` LIMIT ${limit}` : ` LIMIT ${limit} OFFSET ${offset}`;
  if (where === undefined) return { sql: `${shape.selectSql}${shape.orderSql}${range}`, params: NO_PARAMS };
  return { sql: `${shape.selectSql} WHERE ${where.sql}${shape.orderSql}${range}`, params: where.params };
}

const NO_PARAMS: readonly SqlParam[] = [];

/**
 * The statement for the child rows of some parents that the relation's filters leave, at most `rowsMax` of them, ordered
 * by the child's identifier; undefined when no row can satisfy a filter.
 * @param keys per parent the values of the bindings' child columns, in the order of the bindings; not empty
 */
export function compileChildren(
  { relation, bindings, filters, node: { shape } }: RelationNode,
  keys: readonly (readonly SqlParam[])[],
  rowsMax: number,
): Statement | undefined {
  if (filters.some(isNever)) return undefined;
  const [parentTable, childTable] = relation.through === null ? ['', ''] : [`${LINK}.`, `${CHILD}.`];
  const columns = bindings.map(({ binding }) => ({
    column: binding.child,
    quoted: `${parentTable}${binding.childQuoted}`,
  }));
  const where = compileKeys(columns, keys);
  const further = compileWhere(filters, childTable);
  const condition = filters.length === 0 ? where.sql : `${where.sql} AND ${further.sql}`;
  return {
    sql: `${shape.selectSql} WHERE ${condition}${shape.orderSql} LIMIT ${rowsMax}`,
    params: filters.length === 0 ? where.params : [...where.params, ...further.params],
  };
}

/** The condition that the columns hold one of the keys. */
export function compileKeys(columns: readonly KeyColumn[], keys: readonly (readonly SqlParam[])[]): Statement {
  const params: SqlParam[] = [];
  const [only, ...further] = columns;
  if (only !== undefined && further.length === 0) {
    const values = keys.map((key) => key[0] as SqlParam);
    return { sql: compileIn(only.quoted, only.column, values, params), params };
  }
  const group = `(${columns.map(({ column, quoted }) => `${quoted} = ${placeholderOf(column)}`).join(' AND ')})`;
  for (const key of keys) params.push(...key);
  // Why groups and no row values: `(a, b) IN ((?, ?), …)` is not understood by every dialect.
  return { sql: `(${group}${` OR ${group}`.repeat(keys.length - 1)})`, params };
}

/** Keys cut into pieces that fit into one statement each. */
export function chunkKeys<Key>(keys: readonly Key[], columns: number, dialect: Dialect): readonly (readonly Key[])[] {
  const most = columns === 1 ? KEYS_PER_STATEMENT : COMPOSITE_KEYS_PER_STATEMENT;
  const size = Math.max(1, Math.min(most, Math.floor(dialect.maxParams / columns)));
  if (keys.length <= size) return keys.length === 0 ? [] : [keys];
  const chunks: Key[][] = [];
  for (let start = 0; start < keys.length; start += size) chunks.push(keys.slice(start, start + size));
  return chunks;
}
