import { hash } from 'node:crypto';

/**
 * SHA-256 in hex. Good enough for random secrets of 256 bits (API keys, refresh tokens, codes, client secrets), which
 * no dictionary holds; never for passwords.
 */
export function hashSecret(secret: string): string {
  return hash('sha256', secret, 'hex');
}
