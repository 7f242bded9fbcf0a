import { ExactNumber } from '@dx/kernel';
import type { JsonValue } from '@dx/kernel';

const INT64_MIN = -(1n << 63n);
const INT64_MAX = (1n << 63n) - 1n;
const LEADING_NUMBER = /^[ \t\n\r\v\f]*([+-]?)(\d+)(?:\.\d*)?(?:[eE]([+-]?\d{1,3}))?/;
/** Longest exponent that is written out as digits; further ones stay an exponent. */
const EXPONENT_MAX = 14;

/**
 * A value as text, the way the contract's length rules see it: numbers by their shortest digits, `true` as `1`, `false` and
 * null as nothing.
 */
export function castToText(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '1' : '';
  if (typeof value === 'number') return String(value);
  if (value instanceof ExactNumber) return /^-?\d+$/.test(value.text) ? value.text : String(Number(value.text));
  return '';
}

/**
 * A value as an integer, the way the contract's range rules see it: cut behind the point, a text by its leading number, 0
 * without one and 0 for what is beyond 64 bits.
 */
export function castToInteger(value: JsonValue): bigint {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'number') return fromFloat(value);
  if (value instanceof ExactNumber) {
    return /^-?\d+$/.test(value.text) ? within64Bits(BigInt(value.text)) : fromFloat(Number(value.text));
  }
  if (typeof value !== 'string') return 0n;
  const match = LEADING_NUMBER.exec(value.slice(0, 64));
  if (match === null) return 0n;
  if (match[3] !== undefined) return fromFloat(Number(match[0]));
  const digits = BigInt(match[2] as string);
  return within64Bits(match[1] === '-' ? -digits : digits);
}

function fromFloat(value: number): bigint {
  return Number.isFinite(value) ? within64Bits(BigInt(Math.trunc(value))) : 0n;
}

function within64Bits(value: bigint): bigint {
  return value < INT64_MIN || value > INT64_MAX ? 0n : value;
}

/**
 * The digits of a JSON number without an exponent (`1e3` is `1000`, `1.50` stays), so that nothing is lost; undefined for
 * a number whose exponent is too large to write out.
 */
export function plainDigits(value: number | ExactNumber): string | undefined {
  const text = typeof value === 'number' ? String(value) : value.text;
  const match = /^(-?)(\d+)(?:\.(\d+))?[eE]([+-]?\d+)$/.exec(text);
  if (match === null) return text;
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = match;
  const exponent = Number(exponentText);
  if (Math.abs(exponent) > EXPONENT_MAX) return undefined;
  const digits = whole + fraction;
  const point = whole.length + exponent;
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const place = Math.max(point, 1);
  const rest = padded.slice(place);
  return `${sign}${padded.slice(0, place)}${rest === '' ? '' : `.${rest}`}`;
}
