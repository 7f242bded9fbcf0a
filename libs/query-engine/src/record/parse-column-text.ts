import type { SqlParam } from '@dx/database';
import type { Column, ColumnType } from '@dx/schema-catalogue';
import { fitsCharset } from './fits-charset.js';
import { parseDate, parseDateTime, parseTime } from './parse-temporal.js';

const INTEGER = /^(?:0|-?[1-9]\d{0,19})$/;
const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;
/** Longer than any number of a database; what is longer is not even looked at. */
const NUMBER_LENGTH_MAX = 128;
const FLOAT = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * A text of a URL (a filter's value, an id of a path) as a value of the column, ready to be bound; undefined when no row
 * of that column can hold exactly this value (`1abc`, ` 1`, `01` and `1e0` for an integer, a value out of its range …).
 *
 * Why so strict: databases convert what they compare (`id = '1abc'` finds row 1, `code = 0` finds every text).
 */
export function parseColumnText(column: Column, text: string): SqlParam | undefined {
  const type = column.type;
  switch (type.kind) {
    case 'integer':
      return parseInteger(text, type.bits, type.unsigned);
    case 'bit':
      return type.width === 1 ? parseBoolean(text) : parseBits(text, type.width);
    case 'boolean':
      return parseBoolean(text);
    case 'decimal':
      return parseDecimal(text, type);
    case 'float':
      return isFloat(text) ? text : undefined;
    case 'date':
      return parseDate(text);
    case 'datetime':
      return parseDateTime(text, type.fraction);
    case 'time':
      return parseTime(text, type.fraction);
    case 'year':
      return /^(?:0000|19(?:0[1-9]|[1-9]\d)|20\d\d|21(?:[0-4]\d|5[0-5]))$/.test(text) ? text : undefined;
    case 'uuid':
      return UUID.test(text) ? text.toLowerCase() : undefined;
    case 'binary':
      return BASE64.test(text) ? Buffer.from(text, 'base64') : undefined;
    case 'text':
    case 'enum':
    case 'set':
    case 'json':
      return !text.isWellFormed() || !fitsCharset(text, column.charset) ? undefined : text;
    case 'unsupported':
      return undefined;
  }
}

/** Canonical digits within the column's range, as text: BIGINT never becomes a float. */
function parseInteger(text: string, bits: number, unsigned: boolean): string | undefined {
  if (!INTEGER.test(text)) return undefined;
  if (unsigned && text.startsWith('-')) return undefined;
  const size = unsigned ? bits : bits - 1;
  // Why: BigInt costs much more than a number, and ids are short.
  if (text.length <= 15) return Number(text) < 2 ** size && Number(text) >= -(2 ** size) ? text : undefined;
  const value = BigInt(text);
  const bound = 1n << BigInt(size);
  return value < bound && value >= -bound ? text : undefined;
}

function isFloat(text: string): boolean {
  return text.length <= NUMBER_LENGTH_MAX && FLOAT.test(text) && Number.isFinite(Number(text));
}

function parseBoolean(text: string): number | undefined {
  if (text === 'true' || text === '1') return 1;
  return text === 'false' || text === '0' ? 0 : undefined;
}

/** Answers show bits as base64, so that is what is asked for; databases compare them as a number. */
function parseBits(text: string, width: number): string | undefined {
  if (text === '' || text.length > NUMBER_LENGTH_MAX || !BASE64.test(text)) return undefined;
  const value = BigInt(`0x${Buffer.from(text, 'base64').toString('hex')}`);
  return value < 1n << BigInt(width) ? String(value) : undefined;
}

/** Plain digits (no exponent) that the column's precision and scale can hold without rounding. */
function parseDecimal(text: string, type: ColumnType & { readonly kind: 'decimal' }): string | undefined {
  const match = text.length > NUMBER_LENGTH_MAX ? null : DECIMAL.exec(text);
  if (match === null) return undefined;
  const whole = (match[2] ?? '').replace(/^0+/, '');
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (whole.length > type.precision - type.scale || fraction.length > type.scale) return undefined;
  const isZero = whole === '' && fraction === '';
  const sign = isZero ? '' : (match[1] ?? '');
  if (sign === '-' && type.unsigned) return undefined;
  return `${sign}${whole === '' ? '0' : whole}${fraction === '' ? '' : `.${fraction}`}`;
}
