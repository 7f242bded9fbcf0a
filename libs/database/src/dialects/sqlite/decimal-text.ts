/** Digits that a REAL keeps exactly. */
const REAL_DIGITS = 15;

/**
 * A decimal as MySQL prints it for a column of this scale: never more digits after the point (rounded half away from
 * zero), padded by the encoder. A REAL is read with 15 digits, which is what it holds exactly.
 */
export function decimalText(value: string | number | bigint, scale: number): string {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  const text = typeof value === 'number' ? plainDigits(value.toPrecision(REAL_DIGITS)) : value.trim();
  if (!/^[+-]?\d*\.?\d+(?:e[+-]?\d+)?$/i.test(text)) return text;
  return roundDigits(plainDigits(text), scale);
}

/** Writes `1.5e+3` as `1500`. */
function plainDigits(text: string): string {
  const match = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(text);
  if (match === null || match[4] === undefined) return text;
  const [, sign = '', whole = '', fraction = '', exponent] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return `${sign}${digits}${'0'.repeat(point - digits.length)}`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

function roundDigits(text: string, scale: number): string {
  const negative = text.startsWith('-');
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.');
  const kept = BigInt(`${whole || '0'}${fraction.slice(0, scale)}`);
  const rounded = (Number(fraction[scale] ?? '0') >= 5 ? kept + 1n : kept).toString();
  const digits = Math.min(scale, fraction.length);
  const padded = rounded.padStart(digits + 1, '0');
  const cut = padded.length - digits;
  const result = digits === 0 ? padded : `${padded.slice(0, cut)}.${padded.slice(cut)}`;
  return negative && /[1-9]/.test(result) ? `-${result}` : result;
}
