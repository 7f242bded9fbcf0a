import type { SqlParam } from '@dx/database';
import type { Field } from '@dx/entity-configuration';
import type { Column } from '@dx/schema-catalogue';
import type { SentRow } from '../plan/sent-row.js';
import type { WriteNode } from '../plan/write-plan.js';
import { formatInstant } from '../record/parse-date-input.js';

/** Values by column name, ready to be bound. */
export type RowValues = ReadonlyMap<string, SqlParam>;

/**
 * What a new row sets: what was sent, the identifier that a PUT names, the keys of its parent, and the time of creation and
 * change where the database does not set them itself.
 */
export function valuesOfNewRow(node: WriteNode, sent: SentRow, bound: RowValues, now: Date): Map<string, SqlParam> {
  const { entity } = node;
  const values = new Map(sent.values);
  const identifier = sent.identifier?.param;
  if (identifier !== undefined) values.set(entity.identifier.column.name, identifier);
  for (const [column, value] of bound) values.set(column, value);
  for (const column of [entity.createdAt, entity.updatedAt]) {
    if (column !== null && !values.has(column.name) && !setsItself(column)) stamp(values, column, now);
  }
  return values;
}

/** What a row that is there changes; empty = nothing. A PUT empties what it does not send. */
export function valuesOfChangedRow(node: WriteNode, sent: SentRow, now: Date): Map<string, SqlParam> {
  const values = new Map(sent.values);
  // Why: they were the row's own, to be found by.
  for (const { column } of node.entity.keyFields) values.delete(column.name);
  if (node.verb === 'replace') {
    for (const column of columnsToReset(node, values)) {
      const value = emptyValue(column, now);
      if (value !== undefined) values.set(column.name, value);
    }
  }
  const { updatedAt } = node.entity;
  if (values.size > 0 && updatedAt !== null && !values.has(updatedAt.name) && !updatedAt.onUpdate) {
    stamp(values, updatedAt, now);
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
function columnsToReset({ entity, relation }: WriteNode, sent: RowValues): readonly Column[] {
  const bound = new Set(relation?.bindings.map(({ child }) => child.name));
  const kept = new Set([entity.identifier.column, ...entity.keyColumns, entity.createdAt, entity.updatedAt]);
  return entity.fields
    .filter(
      ({ editable, column }) => editable && column.generated === null && !column.autoIncrement && !kept.has(column),
    )
    .map(({ column }) => column)
    .filter(({ name }) => !sent.has(name) && !bound.has(name));
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

function stamp(values: Map<string, SqlParam>, column: Column, now: Date): void {
  const value = instantFor(column, now);
  if (value !== undefined) values.set(column.name, value);
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
