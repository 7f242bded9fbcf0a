import { tokenizeSql } from '../types/tokenize-sql.js';
import type { SqlToken } from '../types/tokenize-sql.js';

/** What CHECK constraints say about columns; keys are column names in lower case. */
export interface ColumnChecks {
  /** `CHECK (col IN ('a', 'b'))` */
  readonly words: ReadonlyMap<string, readonly string[]>;
  /** `CHECK (col IN (0, 1))` */
  readonly booleans: ReadonlySet<string>;
  /** `CHECK (json_valid(col))` */
  readonly json: ReadonlySet<string>;
}

/** Finds the CHECK constraints of a CREATE TABLE statement that narrow one column; others are passed over. */
export function parseChecks(createTable: string): ColumnChecks {
  const tokens = tokenizeSql(createTable, { backslash: false });
  const words = new Map<string, readonly string[]>();
  const booleans = new Set<string>();
  const json = new Set<string>();
  tokens.forEach((token, at) => {
    if (!isWord(token, 'check') || !isSymbol(tokens[at + 1], '(')) return;
    for (const part of splitBy('and', groupAt(tokens, at + 1))) {
      const condition = withoutNullCase(part);
      const jsonColumn = matchJsonValid(condition);
      if (jsonColumn !== null) json.add(jsonColumn);
      const list = matchInList(condition);
      if (list === null) continue;
      if (list.values.every((value) => value.kind === 'string')) words.set(list.column, textsOf(list.values));
      else if (textsOf(list.values).sort().join() === '0,1') booleans.add(list.column);
    }
  });
  return { words, booleans, json };
}

/** The tokens inside the bracket at `open`, without further brackets that only surround them. */
function groupAt(tokens: readonly SqlToken[], open: number): readonly SqlToken[] {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    if (isSymbol(tokens[at], '(')) depth += 1;
    if (isSymbol(tokens[at], ')')) depth -= 1;
    if (depth === 0) return unwrap(tokens.slice(open + 1, at));
  }
  return [];
}

function unwrap(tokens: readonly SqlToken[]): readonly SqlToken[] {
  if (!isSymbol(tokens[0], '(')) return tokens;
  const inner = groupAt(tokens, 0);
  const last = tokens[tokens.length - 1];
  const closes = isSymbol(last, ')') && matchingClose(tokens) === tokens.length - 1;
  return closes ? inner : tokens;
}

function matchingClose(tokens: readonly SqlToken[]): number {
  let depth = 0;
  return tokens.findIndex((token) => {
    if (isSymbol(token, '(')) depth += 1;
    if (isSymbol(token, ')')) depth -= 1;
    return depth === 0;
  });
}

function splitBy(word: 'and' | 'or', tokens: readonly SqlToken[]): (readonly SqlToken[])[] {
  const parts: SqlToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (isSymbol(token, '(')) depth += 1;
    if (isSymbol(token, ')')) depth -= 1;
    if (depth === 0 && isWord(token, word)) parts.push([]);
    else parts[parts.length - 1]?.push(token);
  }
  return parts.map(unwrap);
}

/** `col IS NULL OR …` says the same as `…`: a CHECK never refuses NULL by itself. */
function withoutNullCase(tokens: readonly SqlToken[]): readonly SqlToken[] {
  const parts = splitBy('or', tokens).filter(
    (part) => !(part.length === 3 && isWord(part[1], 'is') && isWord(part[2], 'null')),
  );
  return parts.length === 1 ? (parts[0] ?? []) : tokens;
}

function matchJsonValid(tokens: readonly SqlToken[]): string | null {
  const [call, open, column, close] = tokens;
  const fits = tokens.length === 4 && isWord(call, 'json_valid') && isSymbol(open, '(') && isSymbol(close, ')');
  return fits ? columnName(column) : null;
}

function matchInList(tokens: readonly SqlToken[]): { column: string; values: readonly SqlToken[] } | null {
  const column = columnName(tokens[0]);
  const list = isWord(tokens[1], 'in') && isSymbol(tokens[2], '(') && isSymbol(tokens[tokens.length - 1], ')');
  if (column === null || !list) return null;
  const inside = tokens.slice(3, -1);
  const values = inside.filter((_, index) => index % 2 === 0);
  const commas = inside.filter((_, index) => index % 2 === 1);
  const plain = values.length > 0 && values.every(({ kind }) => kind === 'string' || kind === 'number');
  return plain && commas.every((comma) => isSymbol(comma, ',')) ? { column, values } : null;
}

function columnName(token: SqlToken | undefined): string | null {
  return token?.kind === 'word' || token?.kind === 'name' ? token.text.toLowerCase() : null;
}

function textsOf(tokens: readonly SqlToken[]): string[] {
  return tokens.map((token) => token.text);
}

function isWord(token: SqlToken | undefined, word: string): boolean {
  return token?.kind === 'word' && token.text.toLowerCase() === word;
}

function isSymbol(token: SqlToken | undefined, symbol: string): boolean {
  return token?.kind === 'symbol' && token.text === symbol;
}
