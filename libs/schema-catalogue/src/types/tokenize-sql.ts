/** One word of SQL text. `name` is a quoted identifier, `string` a literal; both without quotes and escapes. */
export interface SqlToken {
  readonly kind: 'word' | 'number' | 'string' | 'name' | 'symbol';
  readonly text: string;
  /** Where the token starts and ends in the text. */
  readonly start: number;
  readonly end: number;
}

/** How a database writes literals. */
export interface SqlSpelling {
  /** MySQL and MariaDB escape with a backslash inside literals; SQLite does not. */
  readonly backslash: boolean;
}

const BLANK = /\s/;
const WORD_START = /[\p{L}_$@]/u;
const WORD_PART = /[\p{L}\p{N}_$@]/u;
const DIGIT = /[0-9]/;
const NUMBER_PART = /[0-9.eE]/;

/**
 * Splits SQL text into tokens. Comments (MariaDB puts one behind the type of an old temporal column) are skipped.
 * It never fails: an unclosed quote runs to the end of the text.
 */
export function tokenizeSql(sql: string, spelling: SqlSpelling): SqlToken[] {
  const tokens: SqlToken[] = [];
  let at = 0;
  while (at < sql.length) {
    const after = skipBlank(sql, at);
    if (after > at) {
      at = after;
      continue;
    }
    const token = readToken(sql, at, spelling);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function skipBlank(sql: string, at: number): number {
  if (BLANK.test(sql.charAt(at))) return at + 1;
  if (sql.startsWith('--', at)) return endOf(sql, '\n', at + 2);
  if (sql.startsWith('/*', at)) return endOf(sql, '*/', at + 2);
  return at;
}

function endOf(sql: string, mark: string, from: number): number {
  const found = sql.indexOf(mark, from);
  return found < 0 ? sql.length : found + mark.length;
}

function readToken(sql: string, start: number, spelling: SqlSpelling): SqlToken {
  const first = sql.charAt(start);
  switch (first) {
    case "'":
      return readQuoted(sql, start, "'", 'string', spelling.backslash);
    case '"':
    case '`':
      return readQuoted(sql, start, first, 'name', false);
    case '[':
      return readQuoted(sql, start, ']', 'name', false);
  }
  if (DIGIT.test(first)) return readWhile(sql, start, NUMBER_PART, 'number');
  if (WORD_START.test(first)) return readWhile(sql, start, WORD_PART, 'word');
  return { kind: 'symbol', text: first, start, end: start + 1 };
}

function readWhile(sql: string, start: number, part: RegExp, kind: 'word' | 'number'): SqlToken {
  let end = start + 1;
  while (end < sql.length && part.test(sql.charAt(end))) end += 1;
  return { kind, text: sql.slice(start, end), start, end };
}

function readQuoted(sql: string, start: number, quote: string, kind: 'string' | 'name', backslash: boolean): SqlToken {
  let text = '';
  let at = start + 1;
  while (at < sql.length) {
    const char = sql.charAt(at);
    if (char === quote) {
      if (sql.charAt(at + 1) !== quote || quote === ']') return { kind, text, start, end: at + 1 };
      text += quote;
      at += 2;
    } else if (backslash && char === '\\' && at + 1 < sql.length) {
      text += unescape(sql.charAt(at + 1));
      at += 2;
    } else {
      text += char;
      at += 1;
    }
  }
  return { kind, text, start, end: sql.length };
}

/** MySQL's escapes in a literal; a backslash before any other character means the character. */
function unescape(char: string): string {
  switch (char) {
    case '0':
      return '\0';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'b':
      return '\b';
    case 'Z':
      return '\x1a';
    default:
      return char;
  }
}
