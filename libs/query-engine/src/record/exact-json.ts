import { ExactNumber, type JsonValue } from '@dx/kernel';
import { parse, stringify } from 'lossless-json';

/** Parses JSON so that no digit is lost: a number that JavaScript would print otherwise becomes an `ExactNumber`. */
export function parseExactJson(text: string): JsonValue {
  return parse(text, null, { parseNumber, onDuplicateKey: ({ newValue }) => newValue }) as JsonValue;
}

/** The JSON of a value, exact numbers with their own digits. */
export function stringifyExactJson(value: JsonValue): string {
  if (typeof value === 'string') return JSON.stringify(value);
  return stringify(value, null, undefined, EXACT_NUMBERS) ?? 'null';
}

const EXACT_NUMBERS = [{ test: (value: unknown) => value instanceof ExactNumber, stringify: String }];

function parseNumber(digits: string): number | ExactNumber {
  const value = Number(digits);
  return String(value) === digits ? value : new ExactNumber(digits);
}
