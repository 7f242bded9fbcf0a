import type { SqlParam } from '@dx/database';
import type { KeyBinding, Relation } from '@dx/entity-configuration';
import type { RelatedCondition } from '../plan/read-plan.js';
import { compileJoin, isCollated } from './compile-join.js';
import { compileFilter, type SqlFragment } from './compile-where.js';

/**
 * The condition that a row has related records which satisfy all of this: one EXISTS per relation, nested as the relations
 * are; never a join, so that no row is found twice.
 * @param outer the quoted name of the table that the row is of; the related ones get names of their own, so that a table
 * that is related to itself stays apart
 */
export function compileRelated(conditions: readonly RelatedCondition[], outer: string): SqlFragment {
  const compilation: Compilation = { params: [], tables: 0 };
  const sql = conditions.map((condition) => compileCondition(condition, outer, compilation)).join(' AND ');
  return { sql, params: compilation.params };
}

interface Compilation {
  readonly params: SqlParam[];
  tables: number;
}

function compileCondition(
  { relation, filters, below }: RelatedCondition,
  outer: string,
  compilation: Compilation,
): string {
  const { child, bindings, through } = relation;
  compilation.tables += 1;
  const own = `dx_related${compilation.tables}`;
  const link = `dx_link${compilation.tables}`;
  const from =
    through === null
      ? `${child.quotedTable} ${own}`
      : `${through.quotedTable} ${link} JOIN ${child.quotedTable} ${own} ON ${compileBindings(through.toChild, own, link)}`;
  const tie = through === null ? compileBindings(bindings, outer, own) : compileBindings(through.toParent, outer, link);
  const conditions = [
    tie,
    ...cacheKeysOf(relation, outer),
    ...filters.map((filter) => compileFilter(filter, `${own}.`, compilation.params)),
    ...below.map((condition) => compileCondition(condition, own, compilation)),
  ];
  return `EXISTS (SELECT 1 FROM ${from} WHERE ${conditions.join(' AND ')})`;
}

function compileBindings(bindings: readonly KeyBinding[], parentTable: string, childTable: string): string {
  return bindings
    .map(({ parent, parentQuoted, child, childQuoted }) =>
      compileJoin(
        { column: parent, quoted: `${parentTable}.${parentQuoted}` },
        { column: child, quoted: `${childTable}.${childQuoted}` },
      ),
    )
    .join(' AND ');
}

/**
 * Conditions that always hold and name the outer row. Why: MariaDB remembers the outcome of a subquery by the columns of
 * the outer row that it uses, compared by their collation, so that a row with `de` would get what was found for `DE`.
 */
function cacheKeysOf({ parent, bindings, through }: Relation, outer: string): readonly string[] {
  const used = through === null ? bindings : through.toParent;
  if (!used.some((binding) => isCollated(binding.parent))) return [];
  return parent.keyQuoted.map((quoted) => `HEX(${outer}.${quoted}) IS NOT NULL`);
}
