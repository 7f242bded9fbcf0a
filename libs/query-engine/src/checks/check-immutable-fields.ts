import { contractErrors } from '@dx/kernel';
import type { CodedError } from '@dx/kernel';
import { isSelector, sentValue } from './check.js';
import type { Check } from './check.js';

/**
 * 1304: a field that may not be sent with this verb, by the flags of the record's own endpoint. POST asks `isCreatable` and
 * lets null pass (null is not written then); PATCH and PUT ask `isEditable`, also for null.
 */
export const checkImmutableFields: Check = (node, request) => {
  const { entity, input, path } = node;
  const errors: CodedError[] = [];
  for (const field of entity.fieldsAsDefined) {
    const value = sentValue(input, field.name);
    if (value === undefined || isSelector(node, field, request)) continue;
    const allowed = request.verb === 'create' ? value === null || field.creatable : field.editable;
    if (!allowed) errors.push(contractErrors.immutableField({ path, field: field.name }));
  }
  return errors;
};
