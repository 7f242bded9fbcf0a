import type { JsonValue } from '@dx/kernel';
import type { Field } from '@dx/entity-configuration';
import { castToText } from './cast-value.js';

/**
 * The contract's pattern for a relative path: `/` alone, or a first segment in lower case.
 * Why it ends there: the original is not anchored at its end, so whatever follows the first character passes.
 */
const URL_START = /^\/(?:\n?$|[a-z0-9\-._~%!$&'()*+,;=@])/;

/** 1316: whether a sent value is no relative URL path, for a field with the `url` constraint; null is none. */
export function isBadUrl(value: JsonValue, { rules }: Field): boolean {
  return rules.url && !URL_START.test(castToText(value));
}
