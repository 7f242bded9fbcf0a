import { tokenizeSql } from './tokenize-sql.js';
import type { SqlSpelling, SqlToken } from './tokenize-sql.js';

/** A column type taken apart: `decimal(10,2) unsigned` is `decimal`, `['10', '2']`, unsigned. */
export interface TypeText {
  /** The type's words in lower case, modifiers left out. */
  readonly name: string;
  /** What stands in the brackets: numbers as digits, literals without quotes and escapes. */
  readonly args: readonly string[];
  readonly unsigned: boolean;
}

const MODIFIERS = new Set(['unsigned', 'signed', 'zerofill', 'compressed', 'ascii', 'unicode', 'binary']);
/** Words that end a type; what follows says nothing about its values' kind. */
const ENDS = new Set(['charset', 'collate', 'not', 'null', 'default', 'comment', 'generated', 'as']);

/** Words before `character` that make it part of the type's name; elsewhere `character set` begins. */
const OPENERS = new Set(['native', 'national', 'varying']);

/** Takes a declared column type apart. */
export function parseTypeText(declared: string, spelling: SqlSpelling): TypeText {
  const tokens = tokenizeSql(declared, spelling);
  const words: string[] = [];
  const modifiers = new Set<string>();
  let args: string[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as SqlToken;
    if (token.kind === 'symbol' && token.text === '(') {
      const close = tokens.findIndex((other, index) => index > at && other.kind === 'symbol' && other.text === ')');
      const inside = tokens.slice(at + 1, close < 0 ? tokens.length : close);
      args = inside.filter((other) => other.kind !== 'symbol').map((other) => other.text);
      at = close < 0 ? tokens.length : close;
    } else if (token.kind === 'word' || token.kind === 'name') {
      const word = token.text.toLowerCase();
      if (ENDS.has(word) || (word === 'character' && words.length > 0 && !OPENERS.has(words.join(' ')))) break;
      // Why the length: `binary` is a type when it comes first, and a collation word behind another type.
      if (MODIFIERS.has(word) && !(word === 'binary' && words.length === 0)) modifiers.add(word);
      else words.push(word);
    }
  }
  return { name: words.join(' '), args, unsigned: modifiers.has('unsigned') || modifiers.has('zerofill') };
}
