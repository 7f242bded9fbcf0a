import { LosslessNumber, parse } from 'lossless-json';

/** Values that a transcript named for later steps: `"<integer:id>"` is used as `{{id}}`. */
export type Captures = Map<string, string>;

const PLACEHOLDER = /^<(any|integer|text|datetime)(?::(\w+))?>$/;
const FORMS: Readonly<Record<string, (value: unknown) => boolean>> = {
  any: () => true,
  integer: (value) => value instanceof LosslessNumber && /^-?\d+$/.test(value.value),
  text: (value) => typeof value === 'string',
  datetime: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/.test(value),
};

/**
 * Compares two JSON texts to the letter of each number and in the order of keys. A text that ends with `…` stands for
 * every text that begins so.
 * Returns the first difference as `path: expected …, got …`, or null.
 */
export function compareJson(expected: string, actual: string, captures: Captures): string | null {
  let value: unknown;
  try {
    value = parse(actual);
  } catch {
    return `not JSON: ${actual}`;
  }
  return difference('$', parse(expected), value, captures);
}

function difference(path: string, expected: unknown, actual: unknown, captures: Captures): string | null {
  const placeholder = typeof expected === 'string' ? PLACEHOLDER.exec(expected) : null;
  if (placeholder !== null) {
    if (!FORMS[placeholder[1] as string]?.(actual)) return unequal(path, expected, actual);
    if (placeholder[2] !== undefined) captures.set(placeholder[2], String(actual));
    return null;
  }
  if (typeof expected === 'string' && expected.endsWith('…') && typeof actual === 'string') {
    return actual.startsWith(expected.slice(0, -1)) ? null : unequal(path, expected, actual);
  }
  if (Array.isArray(expected) && Array.isArray(actual)) return listDifference(path, expected, actual, captures);
  if (isObject(expected) && isObject(actual)) return objectDifference(path, expected, actual, captures);
  return print(expected) === print(actual) ? null : unequal(path, expected, actual);
}

function listDifference(path: string, expected: unknown[], actual: unknown[], captures: Captures): string | null {
  for (let index = 0; index < Math.min(expected.length, actual.length); index++) {
    const found = difference(`${path}[${index}]`, expected[index], actual[index], captures);
    if (found !== null) return found;
  }
  return expected.length === actual.length ? null : unequal(`${path}.length`, expected.length, actual.length);
}

type JsonObject = Record<string, unknown>;

function objectDifference(path: string, expected: JsonObject, actual: JsonObject, captures: Captures): string | null {
  const wanted = Object.keys(expected).join(', ');
  const given = Object.keys(actual).join(', ');
  if (wanted !== given) return `${path}: expected the keys ${wanted}; got ${given}`;
  for (const key of Object.keys(expected)) {
    const found = difference(`${path}.${key}`, expected[key], actual[key], captures);
    if (found !== null) return found;
  }
  return null;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof LosslessNumber);
}

const unequal = (path: string, expected: unknown, actual: unknown): string =>
  `${path}: expected ${print(expected)}, got ${print(actual)}`;

const print = (value: unknown): string =>
  value instanceof LosslessNumber
    ? value.value
    : JSON.stringify(value, (_key, part: unknown) => (part instanceof LosslessNumber ? `#${part.value}` : part));
