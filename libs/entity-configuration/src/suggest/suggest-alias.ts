import { pluralizeLast } from './inflect-words.js';

const DEFAULT_PREFIXES = ['spy_', 'pyz_'] as const;

/** A table's name as lower-case words, without the shop's prefix: `spy_product_abstract` is `product`, `abstract`. */
export function wordsOfTable(tableName: string, prefixes: readonly string[] = DEFAULT_PREFIXES): string[] {
  const prefix = prefixes.find((candidate) => tableName.toLowerCase().startsWith(candidate.toLowerCase()));
  const rest = tableName.slice(prefix?.length ?? 0);
  const words = splitWords(rest);
  return words.length === 0 ? splitWords(tableName) : words;
}

/** Splits `tax_set`, `tax-set` and `taxSet` into lower-case words of the letters that an alias may have. */
export function splitWords(name: string): string[] {
  return name
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

/** The alias that a table's name suggests, whether it is taken or not: `spy_tax_set` becomes `tax-sets`. */
export function aliasOfTable(tableName: string, prefixes?: readonly string[]): string {
  const words = pluralizeLast(wordsOfTable(tableName, prefixes));
  return words.length === 0 ? 'records' : words.join('-');
}

/** The first free one of `name`, `name-2`, `name-3` … */
export function freeName(name: string, isTaken: (candidate: string) => boolean, separator = '-'): string {
  if (!isTaken(name)) return name;
  for (let number = 2; ; number += 1) {
    const candidate = `${name}${separator}${number}`;
    if (!isTaken(candidate)) return candidate;
  }
}
