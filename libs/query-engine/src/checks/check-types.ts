import { ExactNumber } from '@dx/kernel';
import type { JsonValue } from '@dx/kernel';
import type { Field } from '@dx/entity-configuration';
import { castToInteger, castToText, plainDigits } from './cast-value.js';

/** What is wrong with one value: its JSON type (1305), its value (1306), or both. */
export interface TypeFindings {
  readonly type: boolean;
  readonly value: boolean;
}

const FINE: TypeFindings = { type: false, value: false };

/** 1305 and 1306 of a value that was sent, by the field's type; null is never looked at. */
export function findTypeErrors(value: Exclude<JsonValue, null>, field: Field): TypeFindings {
  switch (field.type) {
    case 'integer':
      return findInteger(value, field);
    case 'string':
      return findString(value, field);
    case 'boolean':
      return typeof value === 'boolean' ? FINE : { type: true, value: true };
    case 'decimal':
      return findDecimal(value, field);
    default:
      return FINE;
  }
}

const INTEGER_BOUNDS = { min: -(1n << 63n), max: (1n << 63n) - 1n, unsignedMax: (1n << 64n) - 1n } as const;

/** JSON integers within 64 bits (of an unsigned column: unsigned ones); the range is asked even after a type error. */
function findInteger(value: JsonValue, field: Field): TypeFindings {
  const { min, max } = field.rules;
  if (typeof value === 'number' && Number.isSafeInteger(value)) {
    const within = (min === null || value >= min) && (max === null || value <= max);
    return within ? FINE : { type: false, value: true };
  }
  const type = !isInteger(value, field);
  if (min === null && max === null) return { type, value: false };
  const number = type || !(value instanceof ExactNumber) ? castToInteger(value) : BigInt(value.text);
  return { type, value: (min !== null && number < min) || (max !== null && number > max) };
}

function isInteger(value: JsonValue, { column }: Field): boolean {
  const digits = typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : exactInteger(value);
  if (digits === undefined) return false;
  const unsigned = column.type.kind === 'integer' && column.type.unsigned && column.type.bits === 64;
  return digits >= INTEGER_BOUNDS.min && digits <= (unsigned ? INTEGER_BOUNDS.unsignedMax : INTEGER_BOUNDS.max);
}

function exactInteger(value: JsonValue): bigint | undefined {
  return value instanceof ExactNumber && /^-?\d{1,20}$/.test(value.text) ? BigInt(value.text) : undefined;
}

/** JSON strings; the length is counted in characters of the value as text, even after a type error. */
function findString(value: JsonValue, { rules: { minLength, maxLength } }: Field): TypeFindings {
  const type = typeof value !== 'string';
  const text = castToText(value);
  // Why not counted at once: a text has at most as many characters as UTF-16 units, and at least half as many.
  const short = minLength !== null && text.length < minLength * 2 && countCharacters(text) < minLength;
  const long = maxLength !== null && text.length > maxLength && countCharacters(text) > maxLength;
  return type || short || long ? { type, value: short || long } : FINE;
}

/** Characters (code points), not UTF-16 units. */
export function countCharacters(text: string): number {
  let count = text.length;
  for (let index = 0; index < text.length - 1; index += 1) {
    if (isSurrogate(text, index, 0xd800) && isSurrogate(text, index + 1, 0xdc00)) {
      count -= 1;
      index += 1;
    }
  }
  return count;
}

function isSurrogate(text: string, index: number, start: 0xd800 | 0xdc00): boolean {
  return (text.charCodeAt(index) & 0xfc00) === start;
}

const DECIMAL = /^-?\d+(\.\d+)?$/;

/** Numbers, texts of plain digits, and `true` (as 1); precision and scale are asked only when a precision is set. */
function findDecimal(value: JsonValue, { rules }: Field): TypeFindings {
  const text = decimalText(value);
  const type = text === undefined || !DECIMAL.test(text);
  const misfit = rules.precision !== null && (type || !fits(text, rules.precision, rules.scale ?? 0));
  return type || misfit ? { type, value: misfit } : FINE;
}

function decimalText(value: JsonValue): string | undefined {
  return typeof value === 'number' || value instanceof ExactNumber ? plainDigits(value) : castToText(value);
}

/** Why the sign stays: the contract counts a minus as a digit. */
function fits(text: string, precision: number, scale: number): boolean {
  const point = text.indexOf('.');
  const whole = point === -1 ? text : text.slice(0, point);
  const fraction = point === -1 ? '' : text.slice(point + 1);
  // Why first without a look at zeros: hardly a number has any that say nothing.
  if (whole.length <= precision - scale && fraction.length <= scale) return true;
  return whole.replace(/^0+/, '').length <= precision - scale && fraction.replace(/0+$/, '').length <= scale;
}
