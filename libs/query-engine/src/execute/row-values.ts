import type { SqlParam } from '@dx/database';
import type { Field } from '@dx/entity-configuration';
import type { Column } from '@dx/schema-catalogue';
import type { SentRow } from '../plan/sent-row.js';
import type { WriteNode } from '../plan/write-plan.js';
import { isEmpty } from '../record/column-values.js';
import type { ColumnValues, ColumnValuesDraft } from '../record/column-values.js';
import { formatInstant } from '../record/parse-date-input.js';

/**
 * What a new row sets: what was sent, the identifier that a PUT names, the keys of its parent, and the time of creation and
 * change where the database does not set them itself.
 * @param bound of the relation's bindings, in their order
 */
export function valuesOfNewRow(
  { entity, relation, verb }: WriteNode,
  sent: SentRow,
  bound: readonly SqlParam[],
  now: Date,
): ColumnValues {
  // Why no copy then: nothing else is ever made of what was sent, and each attempt sets the same columns.
  const values = verb === 'create' ? sent.values : sent.values.slice();
  const identifier = sent.identifier?.param;
  if (identifier !== undefined) values[entity.identifier.column.position] = identifier;
  if (relation !== null) {
    for (let index = 0; index < bound.length; index += 1) {
      const binding = relation.bindings[index];
      if (binding !== undefined) values[binding.child.position] = bound[index];
    }
  }
  stampNew(values, entity.createdAt, now);
  stampNew(values, entity.updatedAt, now);
  return values;
}

function stampNew(values: ColumnValuesDraft, column: Column | null, now: Date): void {
  if (column === null || values[column.position] !== undefined || setsItself(column)) return;
  values[column.position] = instantFor(column, now);
}

/** What a row that is there changes; nothing set = nothing to change. A PUT empties what it does not send. */
export function valuesOfChangedRow(node: WriteNode, sent: SentRow, now: Date): ColumnValues {
  const values = sent.values.slice();
  const { keyFields, updatedAt } = node.entity;
  // Why: they were the row's own, to be found by.
  for (const { column } of keyFields) values[column.position] = undefined;
  if (node.verb === 'replace') {
    for (const column of columnsToReset(node, values)) values[column.position] = emptyValue(column, now);
  }
  if (updatedAt !== null && values[updatedAt.position] === undefined && !updatedAt.onUpdate && !isEmpty(values)) {
    values[updatedAt.position] = instantFor(updatedAt, now);
  }
  return values;
}

/** The fields that a PUT of a row that is there would have to send, because their columns can be neither null nor a default. */
export function fieldsNotToMiss(node: WriteNode, sent: SentRow, now: Date): readonly Field[] {
  return columnsToReset(node, sent.values)
    .filter((column) => emptyValue(column, now) === undefined)
    .flatMap(({ name }) => node.entity.fieldsByColumn.get(name) ?? []);
}

/**
 * The columns that a PUT empties: editable fields that were not sent. Why not keys, parent columns and time stamps: a row
 * without its key is another row, and the time of creation does not change.
 */
function columnsToReset({ entity, relation }: WriteNode, sent: ColumnValues): readonly Column[] {
  const bound = new Set(relation?.bindings.map(({ child }) => child.name));
  const kept = new Set([entity.identifier.column, ...entity.keyColumns, entity.createdAt, entity.updatedAt]);
  return entity.fields
    .filter(
      ({ editable, column }) => editable && column.generated === null && !column.autoIncrement && !kept.has(column),
    )
    .map(({ column }) => column)
    .filter(({ name, position }) => sent[position] === undefined && !bound.has(name));
}

/** Null where it is allowed, else the column's default; undefined when there is none that could be bound. */
export function emptyValue(column: Column, now: Date): SqlParam | undefined {
  if (column.nullable) return null;
  if (column.default.kind === 'literal') return literalDefault(column, column.default.value);
  return column.default.kind === 'expression' &&
    /^\(*(?:current_timestamp|now|localtimestamp)\b/i.test(column.default.sql)
    ? instantFor(column, now)
    : undefined;
}

/** A literal default as a value to bind; undefined for types whose default's text is not their value's text. */
export function literalDefault(column: Column, text: string): SqlParam | undefined {
  switch (column.type.kind) {
    case 'boolean':
      return /^(?:1|true)$/i.test(text) ? 1 : 0;
    case 'integer':
    case 'decimal':
    case 'float':
    case 'text':
    case 'enum':
    case 'set':
    case 'date':
    case 'datetime':
    case 'time':
    case 'year':
    case 'uuid':
    case 'json':
      return text;
    case 'bit':
    case 'binary':
    case 'unsupported':
      return undefined;
  }
}

/** Whether the database fills the column of a new row by itself. */
function setsItself(column: Column): boolean {
  return column.default.kind === 'expression' || column.generated !== null;
}

function instantFor({ type }: Column, now: Date): SqlParam | undefined {
  switch (type.kind) {
    case 'datetime':
      return formatInstant(now, type.fraction);
    case 'date':
      return formatInstant(now, 0).slice(0, 10);
    case 'text':
      return formatInstant(now, 0);
    case 'integer':
      return type.bits >= 32 ? String(Math.floor(now.getTime() / 1000)) : undefined;
    default:
      return undefined;
  }
}
