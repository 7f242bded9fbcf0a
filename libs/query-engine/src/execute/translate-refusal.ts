import type { DatabaseError } from '@dx/database';
import type { Field } from '@dx/entity-configuration';
import { contractErrors } from '@dx/kernel';
import type { CodedError } from '@dx/kernel';
import type { Entity } from '@dx/entity-configuration';
import { NOT_NULL } from '../plan/sent-row.js';

/** Where a refused row stands in the request. */
interface RefusedRecord {
  readonly entity: Entity;
  readonly path: string;
}

/**
 * What a client reads when the database refused one row: 1309 for a unique key, else 1302 with a sentence that says why.
 * The path ends with the field concerned when the error names one that is configured; other columns are never named.
 */
export function translateRefusal(error: DatabaseError, { entity, path }: RefusedRecord): CodedError {
  const field = findField(error, entity);
  const at = field === undefined ? path : `${path}.${field.name}`;
  if (error.kind === 'duplicate') return contractErrors.duplicateEntry({ path: at });
  const reason = sentenceOf(error.kind, field !== undefined);
  return contractErrors.persistenceFailed(reason === undefined ? { path: at } : { path: at, reason });
}

/** The same for the row that links a record to its parent: no column of it is named, because none is part of an endpoint. */
export function translateLinkRefusal({ kind }: DatabaseError, { path }: RefusedRecord): CodedError {
  if (kind === 'duplicate') return contractErrors.duplicateEntry({ path });
  const reason = `The link could not be stored. ${sentenceOf(kind, false) ?? ''}`.trimEnd();
  return contractErrors.persistenceFailed({ path, reason });
}

function sentenceOf(kind: DatabaseError['kind'], fieldKnown: boolean): string | undefined {
  switch (kind) {
    case 'foreign-key-parent':
      return 'The record that it refers to does not exist.';
    case 'foreign-key-child':
      return 'Other records refer to the value that would change.';
    case 'not-null':
      return fieldKnown ? NOT_NULL : 'A column that is not part of the endpoint needs a value.';
    case 'too-long':
      return 'The value is too long.';
    case 'out-of-range':
      return 'The value is out of range.';
    case 'bad-value':
      return 'The value is not valid for this field.';
    case 'check':
      return 'A rule of the database refused it.';
    case 'duplicate':
    case 'schema':
    case 'other':
      return undefined;
  }
}

/** The first configured field among the columns that the error speaks of. */
function findField(error: DatabaseError, entity: Entity): Field | undefined {
  for (const column of columnsOf(error, entity)) {
    const field = entity.fieldsByColumn.get(column);
    if (field !== undefined) return field;
  }
  return undefined;
}

function columnsOf(error: DatabaseError, entity: Entity): readonly string[] {
  const { kind, details } = error;
  const { columns, constraint } = details;
  const { table } = entity;
  if (kind === 'duplicate') return columnsOfKey(error, entity);
  if (kind === 'foreign-key-parent') {
    if (details.table !== undefined && details.table !== table.name) return [];
    return table.foreignKeys.find(({ name }) => name === constraint)?.columns ?? columns ?? [];
  }
  return columns ?? (kind === 'check' && constraint !== undefined ? [constraint] : []);
}

/** The columns of the unique key that a `duplicate` error speaks of, in the key's order; empty when it is another table's. */
export function columnsOfKey({ details }: DatabaseError, { table }: Entity): readonly string[] {
  const { columns, constraint } = details;
  if (details.table !== undefined && details.table !== table.name) return [];
  if (constraint === 'PRIMARY') return table.primaryKey;
  return table.uniqueKeys.find(({ name }) => name === constraint)?.columns ?? columns ?? [];
}
