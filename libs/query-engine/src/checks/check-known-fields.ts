import { contractErrors } from '@dx/kernel';
import type { CodedError } from '@dx/kernel';
import { isNested } from '../plan/plan-write.js';
import { IDENTIFIER_WORD } from './check.js';
import type { Check } from './check.js';

/** 1311: a key that is no field, or a relation that was given as null or as a scalar; in the order of the payload. */
export const checkKnownFields: Check = ({ entity, input, path }) => {
  const errors: CodedError[] = [];
  for (const key of Object.keys(input)) {
    if (entity.fieldsByName.has(key) || key === IDENTIFIER_WORD) continue;
    if (entity.relations.has(key) && isNested(input[key])) continue;
    errors.push(contractErrors.unknownField({ path, field: key }));
  }
  return errors;
};
