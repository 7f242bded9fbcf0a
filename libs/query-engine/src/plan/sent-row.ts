import type { SqlParam } from '@dx/database';
import type { Field } from '@dx/entity-configuration';
import { contractErrors } from '@dx/kernel';
import type { CodedError, JsonValue } from '@dx/kernel';
import { castToText } from '../checks/cast-value.js';
import { isBound, sentValue } from '../checks/check.js';
import { parseColumnText } from '../record/parse-column-text.js';
import { toColumnParam } from '../record/to-column-param.js';
import type { WriteTarget } from '../request/parse-write-request.js';
import type { WriteNode } from './write-plan.js';

/** What a record sends to its row: values of the columns' types, ready to be bound. */
export interface SentRow {
  /** By column name. Without the identifier of a PATCH or PUT, and without columns that the parent fills. */
  readonly values: ReadonlyMap<string, SqlParam>;
  /** Which row a PATCH or PUT means; null = it names none (POST never does). */
  readonly identifier: SentIdentifier | null;
  /** Values that their columns cannot take (1302), all of them, in the definition's order. */
  readonly errors: readonly CodedError[];
}

export interface SentIdentifier {
  /** As the client wrote it, for messages. */
  readonly text: string;
  /** Undefined when no row of the column can have it. */
  readonly param: SqlParam | undefined;
  /** Why the column cannot hold it. */
  readonly reason: string | null;
}

/** The contract's sentence for a null where none is allowed. */
export const NOT_NULL = 'Field must not be null.';

/**
 * Converts what a record sends. Null is not written by POST (the column's default applies) and counts as missing on PUT;
 * on PATCH it is stored where the column allows it.
 */
export function readSentRow(node: WriteNode, target: WriteTarget): SentRow {
  const { verb } = node;
  const values = new Map<string, SqlParam>();
  const errors: CodedError[] = [];
  const fail = (field: Field, reason: string): void => {
    errors.push(contractErrors.persistenceFailed({ path: `${node.path}.${field.name}`, reason }));
  };
  for (const field of node.entity.fieldsAsDefined) {
    const value = sentValue(node.input, field.name);
    if (value === undefined || isBound(node, field)) continue;
    if (verb !== 'create' && field === node.entity.identifier) continue;
    if (value !== null) {
      const result = toColumnParam(field, value);
      if ('param' in result) values.set(field.column.name, result.param);
      else fail(field, result.reason);
    } else if (verb === 'update' || verb === 'merge') {
      if (field.column.nullable) values.set(field.column.name, null);
      else fail(field, NOT_NULL);
    }
  }
  return { values, identifier: verb === 'create' ? null : readIdentifier(node, target), errors };
}

function readIdentifier(node: WriteNode, target: WriteTarget): SentIdentifier | null {
  const { identifier } = node.entity;
  if (node.parent === null && target.kind === 'one') {
    return { text: target.id, param: parseColumnText(identifier.column, target.id), reason: null };
  }
  const value = sentValue(node.input, identifier.name);
  return value === undefined || value === null ? null : convertIdentifier(identifier, value);
}

function convertIdentifier(field: Field, value: Exclude<JsonValue, null>): SentIdentifier {
  const result = toColumnParam(field, value);
  const text = castToText(value);
  return 'param' in result
    ? { text, param: result.param, reason: null }
    : { text, param: undefined, reason: result.reason };
}

/** The identifier that a by-id body repeats, converted; undefined when it repeats none. */
export function repeatedIdentifier(node: WriteNode, target: WriteTarget): SentIdentifier | undefined {
  if (node.parent !== null || target.kind !== 'one') return undefined;
  const value = sentValue(node.input, node.entity.identifier.name);
  return value === undefined || value === null ? undefined : convertIdentifier(node.entity.identifier, value);
}
