import { contractErrors } from '@dx/kernel';
import type { CodedError } from '@dx/kernel';
import { isKeyField, isSelector, sentValue } from './check.js';
import type { Check, CheckedRequest } from './check.js';
import type { WriteNode } from '../plan/write-plan.js';

/**
 * 1304: a field that may not be sent with this verb, by the flags of the record's own endpoint. POST asks `isCreatable` and
 * lets null pass (null is not written then); PATCH and PUT ask `isEditable`, also for null.
 */
export const checkImmutableFields: Check = (node, request) =>
  findImmutableFields(node, request, node.verb === 'create' ? 'creatable' : 'editable');

/** {@link checkImmutableFields} where it is known whether the row is new (`creatable`) or there (`editable`). */
export function findImmutableFields(
  node: WriteNode,
  request: CheckedRequest,
  flag: 'creatable' | 'editable',
): readonly CodedError[] {
  const { entity, input, path } = node;
  const errors: CodedError[] = [];
  for (const field of entity.fieldsAsDefined) {
    const value = sentValue(input, field.name);
    if (value === undefined || isSelector(node, field, request) || isKeyField(node, field)) continue;
    const allowed = flag === 'creatable' ? value === null || field.creatable : field.editable;
    if (!allowed) errors.push(contractErrors.immutableField({ path, field: field.name }));
  }
  return errors;
}
