import { contractErrors } from '@dx/kernel';
import type { CodedError } from '@dx/kernel';
import type { Field } from '@dx/entity-configuration';
import { fieldValue, isKeyField, isSelector } from './check.js';
import type { CheckedRequest } from './check.js';
import type { WriteNode } from '../plan/write-plan.js';

/** The flag of a field that allows it to be sent: for a new row, or for one that is there. */
export type WriteFlag = 'creatable' | 'editable';

/**
 * 1304: whether a field was sent that may not be, by its flag. A new row lets null pass (null is not written then), a row
 * that is there does not.
 */
export function isImmutable(node: WriteNode, field: Field, request: CheckedRequest, flag: WriteFlag): boolean {
  const value = fieldValue(node, field);
  if (value === undefined || field[flag] || (flag === 'creatable' && value === null)) return false;
  return !isSelector(node, field, request) && !isKeyField(node, field);
}

/** 1304 of all fields of a record. */
export function findImmutableFields(node: WriteNode, request: CheckedRequest, flag: WriteFlag): readonly CodedError[] {
  return node.entity.fieldsAsDefined
    .filter((field) => isImmutable(node, field, request, flag))
    .map(({ name }) => contractErrors.immutableField({ path: node.path, field: name }));
}
