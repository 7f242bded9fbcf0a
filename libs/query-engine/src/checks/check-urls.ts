import { contractErrors } from '@dx/kernel';
import type { CodedError } from '@dx/kernel';
import { NO_ERRORS, sentValue } from './check.js';
import type { Check } from './check.js';
import { castToText } from './cast-value.js';

/**
 * The contract's pattern for a relative path: `/` alone, or a first segment in lower case.
 * Why it ends there: the original is not anchored at its end, so whatever follows the first character passes.
 */
const URL_START = /^\/(?:\n?$|[a-z0-9\-._~%!$&'()*+,;=@])/;

/** 1316: a sent value that is no relative URL path, for fields with the `url` constraint; null is none. */
export const checkUrls: Check = ({ entity, input, path }) => {
  let errors: CodedError[] | undefined;
  for (const field of entity.fieldsAsDefined) {
    if (!field.rules.url) continue;
    const value = sentValue(input, field.name);
    if (value === undefined || URL_START.test(castToText(value))) continue;
    (errors ??= []).push(contractErrors.invalidUrl({ path, field: field.name }));
  }
  return errors ?? NO_ERRORS;
};
