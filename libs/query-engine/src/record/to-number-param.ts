import { ExactNumber } from '@dx/kernel';
import type { JsonValue } from '@dx/kernel';
import type { ColumnType } from '@dx/schema-catalogue';
import { plainDigits } from '../checks/cast-value.js';
import { Misfit } from './misfit.js';
import type { ColumnParam } from './to-column-param.js';

const NUMBER = /^([+-]?)(\d+)(?:\.(\d*))?$/;
/** Longer than any number of a database. */
const DIGITS_MAX = 400;
const FLOAT = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/;
const OUT_OF_RANGE: ColumnParam = new Misfit('The value is out of range.');
const NO_NUMBER: ColumnParam = new Misfit('The value is not a number.');

/** 2 to the power of n. */
const POWERS = Array.from({ length: 65 }, (_, power) => 2 ** power);

type DecimalType = ColumnType & { readonly kind: 'decimal' };

/** A whole number within the column's range as canonical digits; text, so that BIGINT never becomes a float. */
export function toIntegerParam(value: JsonValue, bits: number, unsigned: boolean): ColumnParam {
  const size = unsigned ? bits : bits - 1;
  // Why: a number that is exact needs no BigInt, which costs much more.
  if (typeof value === 'number' && Number.isSafeInteger(value)) {
    const bound = POWERS[size] as number;
    return value >= bound || value < (unsigned ? 0 : -bound) ? OUT_OF_RANGE : String(value);
  }
  const parts = numberParts(value);
  if (parts === undefined) return NO_NUMBER;
  if (/[1-9]/.test(parts.fraction)) return new Misfit('The value is not a whole number.');
  if (parts.whole.length > 20) return OUT_OF_RANGE;
  const magnitude = BigInt(parts.whole);
  const number = parts.negative ? -magnitude : magnitude;
  const bound = 1n << BigInt(size);
  return number >= bound || number < (unsigned ? 0n : -bound) ? OUT_OF_RANGE : String(number);
}

/** Digits within the column's precision, rounded half away from zero to its scale, as strict MySQL stores them. */
export function toDecimalParam(value: JsonValue, type: DecimalType): ColumnParam {
  const parts = numberParts(value);
  if (parts === undefined) return NO_NUMBER;
  if (parts.whole.length <= type.precision - type.scale && parts.fraction.length <= type.scale) {
    return exactDecimal(parts, type);
  }
  const kept = parts.fraction.slice(0, type.scale).padEnd(type.scale, '0');
  const roundUp = (parts.fraction[type.scale] ?? '0') >= '5';
  const unscaled = BigInt(parts.whole + kept) + (roundUp ? 1n : 0n);
  if (unscaled.toString().length > type.precision && unscaled !== 0n) return OUT_OF_RANGE;
  const negative = parts.negative && unscaled !== 0n;
  if (negative && type.unsigned) return OUT_OF_RANGE;
  const digits = unscaled.toString().padStart(type.scale + 1, '0');
  const place = digits.length - type.scale;
  const rest = type.scale === 0 ? '' : `.${digits.slice(place)}`;
  return `${negative ? '-' : ''}${digits.slice(0, place)}${rest}`;
}

/** A number that fits as it is: nothing to round. */
function exactDecimal({ negative, whole, fraction }: NumberParts, { scale, unsigned }: DecimalType): ColumnParam {
  const sign = negative && /[1-9]/.test(whole + fraction) ? '-' : '';
  if (sign !== '' && unsigned) return OUT_OF_RANGE;
  return scale === 0 ? sign + whole : `${sign}${whole}.${fraction.padEnd(scale, '0')}`;
}

/** A finite number as text; the database makes the nearest float of it. */
export function toFloatParam(value: JsonValue, double: boolean): ColumnParam {
  const text = typeof value === 'boolean' ? (value ? '1' : '0') : textOf(value);
  if (text === undefined || text.length > DIGITS_MAX || !FLOAT.test(text)) return NO_NUMBER;
  const number = double ? Number(text) : Math.fround(Number(text));
  return Number.isFinite(number) ? text : OUT_OF_RANGE;
}

interface NumberParts {
  readonly negative: boolean;
  readonly whole: string;
  readonly fraction: string;
}

function numberParts(value: JsonValue): NumberParts | undefined {
  if (typeof value === 'boolean') return { negative: false, whole: value ? '1' : '0', fraction: '' };
  const text = textOf(value);
  const match = text === undefined || text.length > DIGITS_MAX ? null : NUMBER.exec(text);
  if (match === null) return undefined;
  return {
    negative: match[1] === '-',
    whole: (match[2] as string).replace(/^0+(?=\d)/, ''),
    fraction: match[3] ?? '',
  };
}

function textOf(value: JsonValue): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || value instanceof ExactNumber ? plainDigits(value) : undefined;
}
