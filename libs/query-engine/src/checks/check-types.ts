import { ExactNumber, contractErrors } from '@dx/kernel';
import type { CodedError, JsonValue } from '@dx/kernel';
import type { Field, FieldType } from '@dx/entity-configuration';
import { castToInteger, castToText, plainDigits } from './cast-value.js';
import { NO_ERRORS, sentValue } from './check.js';
import type { Check } from './check.js';
import { describeRules } from './describe-rules.js';

/** What is wrong with one value: its JSON type (1305), its value (1306), or both. */
export interface TypeFindings {
  readonly type: boolean;
  readonly value: boolean;
}

/** 1305 and 1306 of all `integer` fields. */
export const checkIntegers = checkFieldsOf('integer', findInteger);
/** 1305 and 1306 of all `string` fields. */
export const checkStrings = checkFieldsOf('string', findString);
/** 1305 and 1306 of all `boolean` fields. */
export const checkBooleans = checkFieldsOf('boolean', findBoolean);
/** 1305 and 1306 of all `decimal` fields. */
export const checkDecimals = checkFieldsOf('decimal', findDecimal);

type Finder = (value: Exclude<JsonValue, null>, field: Field) => TypeFindings;

/** A check of all fields of one type, in the definition's order; a missing value and null are never looked at. */
function checkFieldsOf(type: FieldType, find: Finder): Check {
  return ({ entity, input, path }) => {
    let errors: CodedError[] | undefined;
    for (const field of entity.fieldsAsDefined) {
      if (field.type !== type) continue;
      const value = sentValue(input, field.name);
      if (value === undefined || value === null) continue;
      const found = find(value, field);
      if (found.type) (errors ??= []).push(contractErrors.invalidType({ path, field: field.name }));
      if (found.value) {
        (errors ??= []).push(contractErrors.invalidValue({ path, field: field.name, rules: describeRules(field) }));
      }
    }
    return errors ?? NO_ERRORS;
  };
}

const INTEGER_BOUNDS = { min: -(1n << 63n), max: (1n << 63n) - 1n, unsignedMax: (1n << 64n) - 1n } as const;

/** JSON integers within 64 bits (of an unsigned column: unsigned ones); the range is asked even after a type error. */
export function findInteger(value: JsonValue, field: Field): TypeFindings {
  const { min, max } = field.rules;
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
export function findString(value: JsonValue, { rules }: Field): TypeFindings {
  const type = typeof value !== 'string';
  if (rules.minLength === null && rules.maxLength === null) return { type, value: false };
  const length = countCharacters(castToText(value));
  const short = rules.minLength !== null && length < rules.minLength;
  return { type, value: short || (rules.maxLength !== null && length > rules.maxLength) };
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

/** `true` and `false`; the contract answers every other value with both codes. */
export function findBoolean(value: JsonValue): TypeFindings {
  const wrong = typeof value !== 'boolean';
  return { type: wrong, value: wrong };
}

const DECIMAL = /^-?\d+(\.\d+)?$/;

/** Numbers, texts of plain digits, and `true` (as 1); precision and scale are asked only when a precision is set. */
export function findDecimal(value: JsonValue, { rules }: Field): TypeFindings {
  const text = decimalText(value);
  const type = text === undefined || !DECIMAL.test(text);
  if (rules.precision === null) return { type, value: false };
  return { type, value: type || !fits(text, rules.precision, rules.scale ?? 0) };
}

function decimalText(value: JsonValue): string | undefined {
  return typeof value === 'number' || value instanceof ExactNumber ? plainDigits(value) : castToText(value);
}

/** Why the sign stays: the contract counts a minus as a digit. */
function fits(text: string, precision: number, scale: number): boolean {
  const [whole = '', fraction = ''] = text.split('.');
  return whole.replace(/^0+/, '').length <= precision - scale && fraction.replace(/0+$/, '').length <= scale;
}
