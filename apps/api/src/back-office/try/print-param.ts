import type { SqlParam } from '@dx/database';

const LENGTH_MAX = 500;

/** A bound value for people: exact digits as text, long texts cut, bytes as hexadecimal digits. */
export function printParam(value: SqlParam): string | number | boolean | null {
  if (typeof value === 'bigint') return String(value);
  if (Buffer.isBuffer(value)) return cut(`0x${value.subarray(0, LENGTH_MAX).toString('hex')}`);
  return typeof value === 'string' ? cut(value) : value;
}

function cut(text: string): string {
  return text.length > LENGTH_MAX ? `${text.slice(0, LENGTH_MAX)}…` : text;
}
