import type { SqlParam } from '@dx/database';
import type { Field } from '@dx/entity-configuration';
import { contractErrors } from '@dx/kernel';
import type { CodedError, JsonValue } from '@dx/kernel';
import { castToText } from '../checks/cast-value.js';
import { fieldValue, isBound, NO_ERRORS } from '../checks/check.js';
import type { ColumnValuesDraft } from '../record/column-values.js';
import { Misfit } from '../record/misfit.js';
import { parseColumnText } from '../record/parse-column-text.js';
import { toColumnParam } from '../record/to-column-param.js';
import type { WriteTarget } from '../request/parse-write-request.js';
import type { WriteNode } from './write-plan.js';

/** What a record sends to its row: values of the columns' types, ready to be bound. */
export interface SentRow {
  /**
   * Without the identifier of a PATCH or PUT, and without columns that the parent fills; those of a record that can only be
   * new are completed when it is written.
   */
  readonly values: ColumnValuesDraft;
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
  const { verb, entity } = node;
  const values: ColumnValuesDraft = new Array<SqlParam | undefined>(entity.table.columns.length + 1);
  let errors: CodedError[] | undefined;
  const fields = entity.fieldsAsDefined;
  // Why no iterator: this is done for every record of every batch, and an iterator makes an object per step.
  for (let place = 0; place < fields.length; place += 1) {
    const field = fields[place] as Field;
    const value = fieldValue(node, field);
    if (value === undefined || isBound(node, field)) continue;
    if (verb !== 'create' && field === entity.identifier) continue;
    const param = value === null ? emptied(node, field) : toColumnParam(field, value);
    if (!(param instanceof Misfit)) values[field.column.position] = param;
    else {
      const path = `${node.path}.${field.name}`;
      (errors ??= []).push(contractErrors.persistenceFailed({ path, reason: param.reason }));
    }
  }
  const identifier = verb === 'create' ? null : readIdentifier(node, target);
  return { values, identifier, errors: errors ?? NO_ERRORS };
}

/** What a null does: nothing, but for a row that is changed. */
function emptied({ verb }: WriteNode, { column }: Field): null | undefined | Misfit {
  if (verb !== 'update' && verb !== 'merge') return undefined;
  return column.nullable ? null : new Misfit(NOT_NULL);
}

function readIdentifier(node: WriteNode, target: WriteTarget): SentIdentifier | null {
  const { identifier } = node.entity;
  if (node.parent === null && target.kind === 'one') {
    return { text: target.id, param: parseColumnText(identifier.column, target.id), reason: null };
  }
  const value = fieldValue(node, identifier);
  return value === undefined || value === null ? null : convertIdentifier(identifier, value);
}

function convertIdentifier(field: Field, value: Exclude<JsonValue, null>): SentIdentifier {
  const param = toColumnParam(field, value);
  const text = castToText(value);
  return param instanceof Misfit ? { text, param: undefined, reason: param.reason } : { text, param, reason: null };
}

/** The identifier that a by-id body repeats, converted; undefined when it repeats none. */
export function repeatedIdentifier(node: WriteNode, target: WriteTarget): SentIdentifier | undefined {
  if (node.parent !== null || target.kind !== 'one') return undefined;
  const value = fieldValue(node, node.entity.identifier);
  return value === undefined || value === null ? undefined : convertIdentifier(node.entity.identifier, value);
}
