import { parse } from 'lossless-json';

/** What a filter compares with: one text, or any of a list of texts. A JSON null of a list equals nothing and is left out. */
export type FilterValue =
  { readonly kind: 'equals'; readonly text: string } | { readonly kind: 'in'; readonly texts: readonly string[] };

const OBJECT_START = /^[ \t\r\n]*\{/;

/**
 * Reads a filter's value: `{"in":[…]}` or `{"IN":…}` with exactly that one key is a list (a scalar counts as a list of
 * one); everything else, other operators and broken JSON included, is compared literally. Numbers keep their own digits.
 */
export function parseFilterValue(value: string): FilterValue {
  const list = OBJECT_START.test(value) ? parseList(value) : undefined;
  return list === undefined ? { kind: 'equals', text: value } : { kind: 'in', texts: list };
}

function parseList(value: string): readonly string[] | undefined {
  const operator = parseJson(value);
  if (typeof operator !== 'object' || operator === null || Array.isArray(operator)) return undefined;
  const [entry, ...further] = Object.entries(operator);
  if (entry === undefined || further.length > 0 || (entry[0] !== 'in' && entry[0] !== 'IN')) return undefined;
  const items: readonly unknown[] = Array.isArray(entry[1]) ? entry[1] : [entry[1]];
  return textsOf(items);
}

/** The texts of scalars; undefined when an item is a list or an object. */
function textsOf(items: readonly unknown[]): readonly string[] | undefined {
  const texts: string[] = [];
  for (const item of items) {
    if (item === null) continue;
    if (typeof item !== 'string' && typeof item !== 'boolean') return undefined;
    texts.push(String(item));
  }
  return texts;
}

function parseJson(text: string): unknown {
  try {
    return parse(text, null, { parseNumber: (digits) => digits, onDuplicateKey: ({ newValue }) => newValue });
  } catch {
    // Why: a value that is no JSON, or nests too deep to be read, is a text like any other.
    return undefined;
  }
}
