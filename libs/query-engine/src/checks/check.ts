import type { CodedError, JsonObject, JsonValue } from '@dx/kernel';
import type { Field } from '@dx/entity-configuration';
import type { WriteNode, WriteVerb } from '../plan/write-plan.js';

/** What a check must know of the request beside the record. */
export interface CheckedRequest {
  readonly verb: WriteVerb;
  /** Whether the record is named by the path and not by its own identifier field. */
  readonly byId: boolean;
}

/** What most checks answer. */
export const NO_ERRORS: readonly CodedError[] = [];

/** The value that was sent under a name; undefined when there is none. Never looks into a prototype. */
export function sentValue(input: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(input, name) ? input[name] : undefined;
}

/** The value that a planned record has for a field; undefined when there is none. */
export function fieldValue(node: WriteNode, field: Field): JsonValue | undefined {
  return node.fieldValues[field.column.position];
}

/** Whether a field's column is filled from the parent record. */
export function isBound({ relation }: WriteNode, { column }: Field): boolean {
  if (relation === null) return false;
  const { bindings } = relation;
  for (let index = 0; index < bindings.length; index += 1) {
    if (bindings[index]?.child.position === column.position) return true;
  }
  return false;
}

/**
 * Whether a field says, beside an identifier that several records share, which of them is meant. It is not editable, so
 * no value of it asks for a change.
 */
export function isKeyField(node: WriteNode, field: Field): boolean {
  const names = node.verb === 'update' || node.verb === 'replace';
  return names && node.entity.keyFields.includes(field) && !isBound(node, field);
}

/** The word by which an item may name its record whatever the identifier is called; it is never an unknown field. */
export const IDENTIFIER_WORD = 'identifier';

/**
 * Whether a field only says which record is meant: the identifier of a PATCH or PUT item. With a path id, or beside the
 * word `identifier`, the identifier field is an ordinary field.
 */
export function isSelector(node: WriteNode, field: Field, request: CheckedRequest): boolean {
  if (node.verb === 'create' || field !== node.entity.identifier) return false;
  if (node.parent === null && request.byId) return false;
  return field.name === IDENTIFIER_WORD || !Object.hasOwn(node.input, IDENTIFIER_WORD);
}
