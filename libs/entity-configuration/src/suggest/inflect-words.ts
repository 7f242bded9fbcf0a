import { pluralize, singularize } from 'inflection';

/** Words that the inflection rules get wrong, singular → plural. */
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['quota', 'quotas'],
  ['metadata', 'metadata'],
  ['staff', 'staff'],
  ['hero', 'heroes'],
  ['leaf', 'leaves'],
  ['shelf', 'shelves'],
  ['tech', 'techs'],
  ['gas', 'gases'],
  ['sms', 'sms'],
  ['dns', 'dns'],
  ['sales', 'sales'],
  ['data', 'data'],
  ['media', 'media'],
  ['news', 'news'],
  ['criteria', 'criteria'],
  ['index', 'indexes'],
]);
const IRREGULAR_PLURALS: ReadonlyMap<string, string> = new Map([...IRREGULAR].map(([one, many]) => [many, one]));

/** The plural of the last of several words; a word that is plural already stays as it is. */
export function pluralizeLast(words: readonly string[]): string[] {
  return changeLast(words, (word) => {
    const singular = IRREGULAR_PLURALS.get(word) ?? word;
    return IRREGULAR.get(singular) ?? pluralize(word);
  });
}

/** The singular of the last of several words; a word that is singular already stays as it is. */
export function singularizeLast(words: readonly string[]): string[] {
  return changeLast(words, (word) => {
    if (IRREGULAR.has(word)) return word;
    return IRREGULAR_PLURALS.get(word) ?? singularize(word);
  });
}

function changeLast(words: readonly string[], change: (word: string) => string): string[] {
  const last = words[words.length - 1];
  return last === undefined ? [] : [...words.slice(0, -1), change(last)];
}

/** Words as `camelCase`. */
export function camelCase(words: readonly string[]): string {
  return words
    .map((word, index) =>
      index === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase(),
    )
    .join('');
}
