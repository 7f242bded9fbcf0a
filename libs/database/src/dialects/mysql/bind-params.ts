import mysql from 'mysql2';
import type { RepeatedRow, SqlParam, Statement } from '../../statement.js';

const CACHE_SIZE = 500;
const CACHED_TEXT_MAX = 8_192;
const cache = new Map<string, readonly string[]>();

/**
 * The statement's text with its values bound: strings and bytes are escaped by the driver, numbers and booleans become
 * literals. Throws when a value is of no bindable type or the number of placeholders differs.
 * Why not the driver's own `format`: it ignores a missing or surplus value, reads `??` as an identifier and writes
 * booleans as words.
 */
export function bindParams({ sql, params, row }: Statement): string {
  if (row !== undefined) return bindRows(sql, params, row);
  const pieces = piecesOf(sql);
  refuseMisfit(pieces.length - 1, params.length);
  let text = pieces[0] as string;
  for (let i = 0; i < params.length; i++) text += literal(params[i]) + (pieces[i + 1] as string);
  return text;
}

/** The same for a row that is repeated: its pieces are used again and again. */
function bindRows(sql: string, params: readonly SqlParam[], { from, to, count, separator }: RepeatedRow): string {
  const head = piecesOf(sql.slice(0, from));
  const row = piecesOf(sql.slice(from, to));
  const tail = piecesOf(sql.slice(to));
  const width = row.length - 1;
  refuseMisfit(head.length - 1 + width * count + tail.length - 1, params.length);
  // Why a list: a text that grows by two pieces per value is a chain of thousands of texts until it is sent.
  const text: string[] = [];
  let next = 0;
  const bind = (pieces: readonly string[]): void => {
    text.push(pieces[0] as string);
    for (let i = 1; i < pieces.length; i++) text.push(literal(params[next++]), pieces[i] as string);
  };
  bind(head);
  for (let index = 0; index < count; index++) {
    if (index > 0) text.push(separator);
    bind(row);
  }
  bind(tail);
  return text.join('');
}

function refuseMisfit(placeholders: number, values: number): void {
  if (placeholders === values) return;
  throw new Error(`the statement has ${placeholders} placeholders, but ${values} values were given`);
}

function literal(value: SqlParam | undefined): string {
  switch (typeof value) {
    case 'string':
      return mysql.escape(value);
    case 'number':
      if (Number.isFinite(value)) return String(value);
      break;
    case 'bigint':
      return value.toString();
    case 'boolean':
      return value ? '1' : '0';
    case 'object':
      if (value === null) return 'NULL';
      if (Buffer.isBuffer(value)) return `X'${value.toString('hex')}'`;
      break;
    default:
  }
  throw new TypeError(`a value of type ${typeof value} cannot be bound`);
}

function piecesOf(sql: string): readonly string[] {
  if (sql.length > CACHED_TEXT_MAX) return splitAtPlaceholders(sql);
  const known = cache.get(sql);
  if (known !== undefined) return known;
  const pieces = splitAtPlaceholders(sql);
  if (cache.size >= CACHE_SIZE) cache.delete(cache.keys().next().value as string);
  cache.set(sql, pieces);
  return pieces;
}

/** Splits at each `?` that stands outside quoted names, strings and comments. */
export function splitAtPlaceholders(sql: string): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  for (let at = 0; at < sql.length; at++) {
    switch (sql.charCodeAt(at)) {
      case 0x3f: // ?
        pieces.push(sql.slice(from, at));
        from = at + 1;
        break;
      case 0x22: // "
      case 0x27: // '
      case 0x60: // `
        at = endOfQuoted(sql, at);
        break;
      case 0x23: // #
      case 0x2d: // -
      case 0x2f: // /
        at = endOfComment(sql, at);
        break;
      default:
    }
  }
  pieces.push(sql.slice(from));
  return pieces;
}

function endOfQuoted(sql: string, start: number): number {
  const quote = sql.charCodeAt(start);
  for (let at = start + 1; at < sql.length; at++) {
    const code = sql.charCodeAt(at);
    if (code === 0x5c && quote !== 0x60) at++;
    else if (code === quote) return at;
  }
  throw new Error('the statement has a quote without its end');
}

function endOfComment(sql: string, start: number): number {
  if (sql.startsWith('/*', start)) {
    const end = sql.indexOf('*/', start + 2);
    if (end === -1) throw new Error('the statement has a comment without its end');
    return end + 1;
  }
  const line = sql[start] === '#' || /^--(?:\s|$)/.test(sql.slice(start, start + 3));
  if (!line) return start;
  const end = sql.indexOf('\n', start);
  return end === -1 ? sql.length : end;
}
