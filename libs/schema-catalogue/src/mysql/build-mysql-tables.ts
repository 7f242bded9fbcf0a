import { groupBy } from '../group-by.js';
import { makeTable } from '../make-table.js';
import type { Column, ColumnType, ForeignKey, Table, UniqueKey } from '../model.js';
import { parseColumnType } from '../types/parse-column-type.js';
import { parseMariadbDefault, parseMysqlDefault } from '../types/parse-mysql-default.js';
import type { ColumnRow, IndexRow, MysqlRows, ReferenceRow, ReferenceRuleRow, TableRow } from './read-mysql-rows.js';

const TABLE_TYPES = new Set(['BASE TABLE', 'SYSTEM VERSIONED', 'VIEW']);
const JSON_CHECK = /^json_valid\(`((?:[^`]|``)+)`\)$/i;

/** Makes tables of what INFORMATION_SCHEMA said; sequences and temporary tables are left out. */
export function buildMysqlTables(rows: MysqlRows): Table[] {
  const columns = groupBy(rows.columns, (row) => row.tableName);
  const indexes = groupBy(rows.indexes, (row) => row.tableName);
  const references = groupBy(rows.references, (row) => row.tableName);
  const rules = new Map(rows.referenceRules.map((rule) => [ruleKey(rule), rule]));
  const json = new Set(rows.checks.flatMap(({ tableName, clause }) => jsonColumn(tableName, clause)));
  const isJson = (row: ColumnRow): boolean => json.has(`${row.tableName}\0${row.name}`);
  const views = new Map(rows.views.map(({ name, definition }) => [name, definition]));
  return rows.tables
    .filter((table) => TABLE_TYPES.has(table.type))
    .map((table) => {
      const view = table.type === 'VIEW';
      const keys = buildKeys(indexes.get(table.name) ?? []);
      return makeTable({
        name: table.name,
        kind: view ? 'view' : 'table',
        comment: commentOf(table),
        rowsAbout: view || table.rowsAbout === null ? null : Number(table.rowsAbout),
        columns: (columns.get(table.name) ?? []).map((row) => buildColumn(row, rows.mariadb, view, isJson(row))),
        primaryKey: keys.get('PRIMARY')?.columns ?? [],
        uniqueKeys: [...keys.values()].filter((key) => key.name !== 'PRIMARY'),
        foreignKeys: buildForeignKeys(references.get(table.name) ?? [], rules),
        viewDefinition: view ? views.get(table.name) || null : null,
      });
    });
}

/** A view's comment is the word VIEW, or the reason why it cannot be read. */
function commentOf(table: TableRow): string {
  return table.comment === null || table.comment === 'VIEW' ? '' : table.comment;
}

function jsonColumn(tableName: string, clause: string): string[] {
  const column = JSON_CHECK.exec(clause)?.[1]?.replaceAll('``', '`');
  return column === undefined ? [] : [`${tableName}\0${column}`];
}

function buildColumn(row: ColumnRow, mariadb: boolean, inView: boolean, isJson: boolean): Column {
  const declared = parseColumnType(row.declaredType);
  const type: ColumnType = isJson && declared.kind === 'text' ? { kind: 'json' } : declared;
  const nullable = row.nullable === 'YES';
  const generated = generatedOf(row.extra);
  const hasDefault = generated === null && !inView;
  const parsed = mariadb
    ? parseMariadbDefault(row.defaultText)
    : parseMysqlDefault(row.defaultText, { nullable, extra: row.extra, type });
  return {
    name: row.name,
    position: Number(row.position),
    type,
    declaredType: row.declaredType,
    nullable,
    default: hasDefault && !isAutoIncrement(row) ? parsed : { kind: 'none' },
    generated,
    autoIncrement: isAutoIncrement(row),
    onUpdate: /\bon update\b/i.test(row.extra),
    comment: row.comment,
    charset: row.charset,
    collation: row.collation,
  };
}

function isAutoIncrement(row: ColumnRow): boolean {
  return /\bauto_increment\b/i.test(row.extra);
}

function generatedOf(extra: string): Column['generated'] {
  if (/\bVIRTUAL\b/i.test(extra)) return 'virtual';
  return /\b(STORED|PERSISTENT)\b/i.test(extra) ? 'stored' : null;
}

function buildKeys(rows: readonly IndexRow[]): Map<string, UniqueKey> {
  const keys = new Map<string, UniqueKey>();
  for (const [name, parts] of groupBy(rows, (row) => row.indexName)) {
    const sorted = [...parts].sort((one, other) => Number(one.position) - Number(other.position));
    keys.set(name, {
      name,
      columns: sorted.flatMap((part) => part.name ?? []),
      whole: sorted.every((part) => part.name !== null && part.prefix === null),
    });
  }
  return keys;
}

function ruleKey({ tableName, constraintName }: ReferenceRuleRow | ReferenceRow): string {
  return `${tableName}\0${constraintName}`;
}

function buildForeignKeys(
  rows: readonly ReferenceRow[],
  rules: ReadonlyMap<string, ReferenceRuleRow>,
): readonly ForeignKey[] {
  return [...groupBy(rows, (row) => row.constraintName)].flatMap(([name, parts]) => {
    const sorted = [...parts].sort((one, other) => Number(one.position) - Number(other.position));
    const [first] = sorted;
    if (first === undefined) return [];
    const rule = rules.get(ruleKey(first));
    return {
      name,
      columns: sorted.map((part) => part.name),
      referencedTable: first.referencedTable,
      referencedColumns: sorted.map((part) => part.referencedColumn),
      onDelete: rule?.onDelete ?? 'RESTRICT',
      onUpdate: rule?.onUpdate ?? 'RESTRICT',
    };
  });
}
