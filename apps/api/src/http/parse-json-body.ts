import { isUtf8 } from 'node:buffer';
import { CodedException, serverErrors, type JsonValue } from '@dx/kernel';
import { hasInexactNumber, parseWithExactNumbers } from './parse-exact-numbers.js';

/** A body that was read: a value, or bytes that are no JSON text. */
export type ParsedBody = { readonly kind: 'json'; readonly value: JsonValue } | { readonly kind: 'malformed' };

const MALFORMED: ParsedBody = { kind: 'malformed' };

/**
 * Parses a request body as JSON without losing a digit: a number whose text a JavaScript number would not give back
 * becomes an `ExactNumber`. Of duplicate keys the last one wins.
 * @throws CodedException 1911 when it nests deeper than `depthMax`, 1912 for a key that could reach a prototype
 */
export function parseJsonBody(bytes: Buffer, depthMax: number): ParsedBody {
  if (!isUtf8(bytes)) return MALFORMED;
  const text = bytes.toString('utf8');
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return MALFORMED;
  }
  // Why after parsing: V8 parses without recursion, and a walk over the values costs a fraction of a scan of the text.
  // Keys are then compared as they are, however they were spelled.
  const found = { number: false, inexact: false };
  inspect(value, 1, depthMax, found);
  if (!found.inexact && !(found.number && hasInexactNumber(text))) return { kind: 'json', value };
  return { kind: 'json', value: parseWithExactNumbers(text) };
}

interface Findings {
  number: boolean;
  /** A number that certainly lost something: beyond 2^53, or minus zero. */
  inexact: boolean;
}

function inspect(value: unknown, depth: number, depthMax: number, found: Findings): void {
  if (typeof value === 'number') noteNumber(value, found);
  if (typeof value !== 'object' || value === null) return;
  if (depth > depthMax) throw new CodedException(serverErrors.bodyTooDeep({ max: depthMax }));
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) inspect(value[index], depth + 1, depthMax, found);
    return;
  }
  for (const key in value) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') {
      throw new CodedException(serverErrors.forbiddenKey({ key }));
    }
    const member = (value as Record<string, unknown>)[key];
    // Why not left to the call: most members are texts, and each call costs more than the test.
    if (typeof member === 'object' || typeof member === 'number') inspect(member, depth + 1, depthMax, found);
  }
}

function noteNumber(value: number, found: Findings): void {
  found.number = true;
  const isExact = Number.isInteger(value)
    ? Number.isSafeInteger(value) && !Object.is(value, -0)
    : Number.isFinite(value);
  if (!isExact) found.inexact = true;
}
