import { contractErrors } from '@dx/kernel';
import type { CodedError } from '@dx/kernel';
import { isBound, sentValue } from './check.js';
import type { Check } from './check.js';

/** 1307: a required field is missing or null. A field that the parent record or the path fills is not missed. */
export const checkRequiredFields: Check = (node, request) => {
  const { entity, input, path } = node;
  const errors: CodedError[] = [];
  for (const field of entity.fieldsAsDefined) {
    if (!field.required || isBound(node, field)) continue;
    if (field === entity.identifier && node.parent === null && request.byId) continue;
    const value = sentValue(input, field.name);
    if (value === undefined || value === null) errors.push(contractErrors.requiredField({ path, field: field.name }));
  }
  return errors;
};
