import { isUtf8 } from 'node:buffer';
import { CodedException, ExactNumber, serverErrors, type JsonValue } from '@dx/kernel';
import { parse as parseLossless } from 'lossless-json';

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
  const value = parseQuickly(text);
  if (value === undefined) return MALFORMED;
  // Why after parsing: V8 parses without recursion, and a walk over the values costs a fifteenth of the parsing,
  // a scan of the text half of it. Keys are then compared as they are, however they were spelled.
  const found = { number: false, inexact: false };
  inspect(value, 1, depthMax, found);
  if (!found.inexact && !(found.number && hasInexactToken(text))) return { kind: 'json', value };
  return { kind: 'json', value: parseExactly(text) };
}

function parseQuickly(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** Of keys that repeat, `JSON.parse` takes the last; this does the same. */
function parseExactly(text: string): JsonValue {
  return parseLossless(text, null, {
    parseNumber: exactNumber,
    onDuplicateKey: ({ newValue }) => newValue,
  }) as JsonValue;
}

function exactNumber(token: string): number | ExactNumber {
  const value = Number(token);
  return String(value) === token ? value : new ExactNumber(token);
}

interface Findings {
  number: boolean;
  /** A number that certainly lost something: beyond 2^53, or minus zero. */
  inexact: boolean;
}

function inspect(value: unknown, depth: number, depthMax: number, found: Findings): void {
  if (typeof value === 'object' && value !== null) {
    if (depth > depthMax) throw new CodedException(serverErrors.bodyTooDeep({ max: depthMax }));
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index++) inspect(value[index], depth + 1, depthMax, found);
      return;
    }
    for (const key in value) {
      if (key === '__proto__' || key === 'constructor' || key === 'prototype') {
        throw new CodedException(serverErrors.forbiddenKey({ key }));
      }
      inspect((value as Record<string, unknown>)[key], depth + 1, depthMax, found);
    }
  } else if (typeof value === 'number') {
    found.number = true;
    if (Number.isInteger(value) ? !Number.isSafeInteger(value) || Object.is(value, -0) : !Number.isFinite(value)) {
      found.inexact = true;
    }
  }
}

const FRACTION_OR_EXPONENT = /\d[.eE][\d+-]/g;

/**
 * Whether some number with a fraction or an exponent would be printed differently. Text inside strings may be taken
 * for a number; that only costs the slower parser.
 */
function hasInexactToken(text: string): boolean {
  FRACTION_OR_EXPONENT.lastIndex = 0;
  while (FRACTION_OR_EXPONENT.exec(text) !== null) {
    const middle = FRACTION_OR_EXPONENT.lastIndex - 2;
    let start = middle;
    while (start > 0 && isDigit(text.charCodeAt(start - 1))) start--;
    if (start > 0 && text.charCodeAt(start - 1) === MINUS) start--;
    // Why: right after a quote (or a letter) it is the inside of a string, such as the "19.99" of a decimal field.
    if (start > 0 && !NUMBER_FOLLOWS.has(text.charCodeAt(start - 1))) continue;
    let end = middle + 1;
    while (end < text.length && isNumberCharacter(text.charCodeAt(end))) end++;
    const token = text.slice(start, end);
    if (String(Number(token)) !== token) return true;
    FRACTION_OR_EXPONENT.lastIndex = end;
  }
  return false;
}

const MINUS = 0x2d;
/** What may stand before a number: `:` `,` `[` and JSON's blanks. */
const NUMBER_FOLLOWS = new Set([0x3a, 0x2c, 0x5b, 0x20, 0x09, 0x0a, 0x0d]);

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isNumberCharacter = (code: number): boolean =>
  isDigit(code) || code === 0x2e || code === 0x65 || code === 0x45 || code === 0x2b || code === MINUS;
