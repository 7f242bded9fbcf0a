import { createHash } from 'node:crypto';
import { randomSecret, toBase62 } from '../secret/random-secret.js';

const PREFIX = 'dx_';
const CHECKSUM_LENGTH = 6;
const SHOWN_LENGTH = PREFIX.length + 8;
const PATTERN = /^dx_[0-9A-Za-z]{49}$/;

/** A new API key: `dx_`, 43 base62 digits (256 random bits) and a checksum of 6 digits. */
export function makeApiKey(): string {
  const body = `${PREFIX}${randomSecret(32)}`;
  return `${body}${checksumOf(body)}`;
}

/**
 * Whether a text can be a key of ours: the form and the checksum are right. Secret scanners tell a real key by it, and a
 * mistyped or invented one costs no question to the database.
 */
export function isApiKeyText(text: string): boolean {
  if (!PATTERN.test(text)) return false;
  const body = text.slice(0, -CHECKSUM_LENGTH);
  return checksumOf(body) === text.slice(-CHECKSUM_LENGTH);
}

/** The part of a key that lists and logs may show; 208 of its 256 bits stay secret. */
export function shownPrefix(key: string): string {
  return key.slice(0, SHOWN_LENGTH);
}

function checksumOf(body: string): string {
  return toBase62(createHash('sha256').update(body).digest().subarray(0, 8), CHECKSUM_LENGTH);
}
