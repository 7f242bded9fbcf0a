import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Base62 text of so many random bytes, always of the same length: 32 bytes are 43 characters. */
export function randomSecret(bytes: number): string {
  return toBase62(randomBytes(bytes), Math.ceil((bytes * 8) / Math.log2(62)));
}

/** A number's base62 digits, padded to `length`. */
export function toBase62(bytes: Buffer, length: number): string {
  let rest = BigInt(`0x${bytes.toString('hex')}`);
  let digits = '';
  while (digits.length < length) {
    digits = `${ALPHABET[Number(rest % 62n)]}${digits}`;
    rest /= 62n;
  }
  return digits;
}
