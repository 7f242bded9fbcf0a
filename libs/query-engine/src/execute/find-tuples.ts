import type { DenyList } from '@dx/entity-configuration';
import type { SqlParam, SqlRunner } from '@dx/database';
import { ExactNumber } from '@dx/kernel';
import type { JsonValue } from '@dx/kernel';
import type { RowLookup } from '@dx/plugin-registry';
import type { Catalogue, Column, Table } from '@dx/schema-catalogue';
import { parseColumnText } from '../record/parse-column-text.js';
import { placeholderOf } from '../sql/placeholder-of.js';

/** Questions of one statement: each is a column of its answer, of which databases allow 2,000. */
const QUESTIONS_PER_STATEMENT = 200;

interface Question {
  readonly index: number;
  readonly params: readonly SqlParam[];
  /** Whether rows with a certain value do not count; the value is the last parameter. */
  readonly excepts: boolean;
}

/**
 * Which of the tuples exist in a table; see `HookTransaction.lookup`. One statement per 200 tuples, each answered by an
 * index where there is one.
 */
export async function findTuples(
  tx: SqlRunner,
  catalogue: Catalogue,
  denyList: Pick<DenyList, 'denyReason'>,
  { table: tableName, columns: columnNames, values, except }: RowLookup,
): Promise<readonly boolean[]> {
  const table = findTable(catalogue, denyList, tableName);
  const columns = columnNames.map((name) => findColumn(table, name));
  const exceptColumn = except === undefined ? null : findColumn(table, except.column);
  const exists: boolean[] = values.map(() => false);
  const questions = values.flatMap((tuple, index) => {
    const params = columns.map((column, place) => toParam(column, tuple[place]));
    if (columns.length === 0 || params.includes(undefined)) return [];
    const other = exceptColumn === null ? undefined : toParam(exceptColumn, except?.values[index]);
    const all = [...params, ...(other === undefined ? [] : [other])] as readonly SqlParam[];
    return [{ index, params: all, excepts: other !== undefined }];
  });
  for (let start = 0; start < questions.length; start += QUESTIONS_PER_STATEMENT) {
    const chunk = questions.slice(start, start + QUESTIONS_PER_STATEMENT);
    const [row] = await tx.rows({
      sql: `SELECT ${chunk.map((question) => toSql(tx, table, columns, exceptColumn, question)).join(', ')}`,
      params: chunk.flatMap(({ params }) => params),
    });
    for (const [place, { index }] of chunk.entries()) exists[index] = String(row?.[place]) === '1';
  }
  return exists;
}

function toSql(
  { dialect }: SqlRunner,
  table: Table,
  columns: readonly Column[],
  exceptColumn: Column | null,
  { excepts }: Question,
): string {
  const conditions = columns.map((column) => `${dialect.quote(column.name)} = ${placeholderOf(column)}`);
  if (excepts && exceptColumn !== null) {
    conditions.push(`${dialect.quote(exceptColumn.name)} <> ${placeholderOf(exceptColumn)}`);
  }
  return `EXISTS (SELECT 1 FROM ${dialect.quote(table.name)} WHERE ${conditions.join(' AND ')})`;
}

function findTable(catalogue: Catalogue, denyList: Pick<DenyList, 'denyReason'>, name: string): Table {
  if (denyList.denyReason(name, catalogue) !== null) throw new Error(`the table \`${name}\` may not be looked into`);
  const table = catalogue.tables.get(name);
  if (table === undefined) throw new Error(`there is no table \`${name}\``);
  return table;
}

function findColumn(table: Table, name: string): Column {
  const column = table.columnsByName.get(name);
  if (column === undefined) throw new Error(`the table \`${table.name}\` has no column \`${name}\``);
  return column;
}

function toParam(column: Column, value: JsonValue | undefined): SqlParam | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'object' && !(value instanceof ExactNumber)) return undefined;
  return parseColumnText(column, String(value));
}
