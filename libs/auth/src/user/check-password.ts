import { COMMON_PASSWORDS, COMMON_WORDS } from './common-passwords.js';

const LENGTH_MAX = 256;
const DISTINCT_MIN = 5;
/** What must be left of a password when everything that a guesser tries first is taken away. */
const UNCOMMON_MIN = 6;
const SEQUENCES = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'yxcvbnm',
];
const SEQUENCE_MIN = 4;

/** What a guesser knows of the user. */
export interface PasswordContext {
  readonly email: string;
  readonly name: string;
}

/**
 * Judges a new password: null when it is good, else a sentence that says why not.
 * Length is counted in characters; there are no rules on kinds of characters and no expiry (NIST SP 800-63B-4). Refused
 * is what is guessed first: common passwords, runs of the keyboard, and such words with a few characters around them.
 */
export function checkPassword(password: string, lengthMin: number, context: PasswordContext): string | null {
  const normalized = password.normalize('NFKC');
  const length = [...normalized].length;
  if (length < lengthMin)
    return `A password has at least ${lengthMin} characters. A few random words are easy to remember.`;
  if (length > LENGTH_MAX) return `A password has at most ${LENGTH_MAX} characters.`;
  const lower = normalized.toLowerCase();
  if (new Set(lower).size < DISTINCT_MIN) return `A password has at least ${DISTINCT_MIN} different characters.`;
  if (COMMON_PASSWORDS.has(lower) || uncommonPart(lower, contextWords(context)).length < UNCOMMON_MIN) {
    return 'The password is too easy to guess: it consists of common words, keyboard runs or parts of the name or e-mail.';
  }
  return null;
}

function uncommonPart(lower: string, words: readonly string[]): string {
  let rest = unfoldLeet(lower);
  const known = [...words, ...COMMON_WORDS].sort((a, b) => b.length - a.length);
  for (const word of known) rest = rest.replaceAll(word, ' ');
  for (const run of keyboardRuns()) rest = rest.replaceAll(run, ' ');
  // Why short numbers too: they are the years and counters that people append; long ones may be random.
  return [...new Set(rest.replace(/(?<!\d)\d{1,4}(?!\d)/g, '').replace(/[\s\p{P}\p{S}]/gu, ''))].join('');
}

function contextWords({ email, name }: PasswordContext): string[] {
  return `${email} ${name}`
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map(unfoldLeet)
    .filter((word) => word.length >= 3);
}

function unfoldLeet(text: string): string {
  const letters: Readonly<Record<string, string>> = {
    '0': 'o',
    '1': 'i',
    '3': 'e',
    '4': 'a',
    '5': 's',
    '7': 't',
    $: 's',
    '@': 'a',
  };
  // Why only between letters: `2024` at the end is a number, `passw0rd` is a word.
  return text.replace(/(?<=\p{L})[013457$@](?=\p{L})|^[013457$@](?=\p{L}{2})/gu, (sign) => letters[sign] ?? sign);
}

function keyboardRuns(): string[] {
  const runs = SEQUENCES.flatMap((row) => [row, [...row].reverse().join('')]);
  return runs.flatMap((row) =>
    Array.from({ length: row.length - SEQUENCE_MIN + 1 }, (_, start) => row.slice(start, start + SEQUENCE_MIN)),
  );
}
