import type { SqlParam } from '@dx/database';
import type { Field } from '@dx/entity-configuration';
import type { JsonValue } from '@dx/kernel';
import type { ColumnType } from '@dx/schema-catalogue';
import { castToText } from '../checks/cast-value.js';
import { Misfit } from './misfit.js';
import { parseExactJson, stringifyExactJson } from './exact-json.js';
import { parseDateInput, parseDateTimeInput, parseTimeInput } from './parse-date-input.js';
import { toDecimalParam, toFloatParam, toIntegerParam } from './to-number-param.js';
import { toTextParam } from './to-text-param.js';

/** A value ready to be bound, or why the column cannot take it. */
export type ColumnParam = SqlParam | Misfit;

const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * A sent value (not null) as a value of the field's column, exactly: what the column cannot hold as it was sent is refused
 * with a reason. The two exceptions are the contract's: a decimal is rounded to the column's scale and finer parts of a
 * second are cut, on every database alike.
 */
export function toColumnParam(field: Field, value: Exclude<JsonValue, null>): ColumnParam {
  const type = field.column.type;
  switch (type.kind) {
    case 'integer':
      return toIntegerParam(value, type.bits, type.unsigned);
    case 'boolean':
      return toBooleanParam(value);
    case 'decimal':
      return toDecimalParam(value, type);
    case 'float':
      return toFloatParam(value, type.double);
    case 'bit':
      return toBitParam(value, type.width);
    case 'text':
      return toTextParam(field, value, type);
    case 'enum':
      return toWordParam(value, type.values);
    case 'set':
      return toSetParam(value, type.values);
    case 'date':
    case 'datetime':
    case 'time':
    case 'year':
      return toTemporalParam(value, type);
    case 'json':
      return toJsonParam(field, value);
    case 'uuid':
      return typeof value === 'string' && UUID.test(value)
        ? value.toLowerCase()
        : new Misfit('The value is not a UUID.');
    case 'binary':
      return toBinaryParam(value, type.length);
    case 'unsupported':
      return new Misfit(`Values of the type ${type.name} cannot be written.`);
  }
}

function toBooleanParam(value: JsonValue): ColumnParam {
  if (typeof value === 'boolean') return value ? 1 : 0;
  const text = castToText(value);
  if (text === 'true' || text === '1') return 1;
  if (text === 'false' || text === '0') return 0;
  return new Misfit('The value is neither true nor false.');
}

function toBitParam(value: JsonValue, width: number): ColumnParam {
  if (width === 1) return toBooleanParam(value);
  if (typeof value === 'string') return toBinaryParam(value, Math.ceil(width / 8));
  const result = toIntegerParam(value, width, true);
  // Why a bigint: a text would be taken for the bits of its characters.
  return result instanceof Misfit ? result : BigInt(result as string);
}

function toWordParam(value: JsonValue, words: readonly string[]): ColumnParam {
  return findWord(castToText(value), words) ?? new Misfit('The value is none of the allowed words.');
}

/** Why case does not decide when nothing matches exactly: the databases find `de` in ENUM('DE') as well. */
function findWord(text: string, words: readonly string[]): string | undefined {
  if (words.includes(text)) return text;
  const lower = text.toLowerCase();
  return words.find((word) => word.toLowerCase() === lower);
}

function toSetParam(value: JsonValue, words: readonly string[]): ColumnParam {
  const text = castToText(value);
  if (text === '') return '';
  const members = text.split(',').map((member) => findWord(member, words));
  return members.includes(undefined)
    ? new Misfit('The value has a word that is none of the allowed words.')
    : members.join(',');
}

type TemporalType = Extract<ColumnType, { readonly kind: 'date' | 'datetime' | 'time' | 'year' }>;

function toTemporalParam(value: JsonValue, type: TemporalType): ColumnParam {
  if (type.kind === 'year') return toYearParam(value);
  const text = typeof value === 'string' ? parseTemporalInput(value, type) : undefined;
  if (text !== undefined) return text;
  return new Misfit(type.kind === 'time' ? 'The value is not a valid time.' : 'The value is not a valid date.');
}

function parseTemporalInput(text: string, type: Exclude<TemporalType, { readonly kind: 'year' }>): string | undefined {
  switch (type.kind) {
    case 'date':
      return parseDateInput(text);
    case 'datetime':
      return parseDateTimeInput(text, type.fraction);
    case 'time':
      return parseTimeInput(text, type.fraction);
  }
}

function toYearParam(value: JsonValue): ColumnParam {
  const text = castToText(value);
  const year = /^\d{4}$/.test(text) ? Number(text) : text === '0' ? 0 : -1;
  const allowed = year === 0 || (year >= 1901 && year <= 2155);
  return allowed ? String(year) : new Misfit('The value is not a year between 1901 and 2155.');
}

/** A field of type `json` takes any JSON value; any other field over a JSON column takes its text. */
function toJsonParam(field: Field, value: JsonValue): ColumnParam {
  if (field.type === 'json') return stringifyExactJson(value);
  const text = castToText(value);
  try {
    parseExactJson(text);
    return text;
  } catch {
    return new Misfit('The value is not valid JSON text.');
  }
}

function toBinaryParam(value: JsonValue, length: number | null): ColumnParam {
  if (typeof value !== 'string' || !BASE64.test(value)) return new Misfit('The value is not base64 text.');
  const bytes = Buffer.from(value, 'base64');
  if (length !== null && bytes.length > length) {
    return new Misfit(`The value is too long: at most ${length} bytes fit.`);
  }
  return bytes;
}
