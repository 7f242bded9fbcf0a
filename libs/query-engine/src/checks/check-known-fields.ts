import { contractErrors } from '@dx/kernel';
import type { CodedError } from '@dx/kernel';
import { isNested } from '../plan/choose-verb.js';
import { hasUnlinkMark, UNLINK } from '../plan/unlink-mark.js';
import { IDENTIFIER_WORD } from './check.js';
import type { Check } from './check.js';

/** 1311: a key that is no field, or a relation that was given as null or as a scalar; in the order of the payload. */
export const checkKnownFields: Check = (node) => {
  const { entity, input, path } = node;
  const errors: CodedError[] = [];
  for (const key of Object.keys(input)) {
    if (entity.fieldsByName.has(key) || key === IDENTIFIER_WORD) continue;
    if (entity.relations.has(key) && isNested(input[key])) continue;
    if (key === UNLINK && hasUnlinkMark(node)) continue;
    errors.push(contractErrors.unknownField({ path, field: key }));
  }
  return errors;
};
