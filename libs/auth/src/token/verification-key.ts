import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { algorithmOfKey } from './signing-algorithm.js';
import type { SigningAlgorithm } from './signing-algorithm.js';

/** A key that verifies access tokens. */
export interface VerificationKey {
  readonly kid: string;
  readonly algorithm: SigningAlgorithm;
  readonly publicKey: KeyObject;
  readonly publicPem: string;
}

/** Reads a PEM, private or public; throws a sentence that says what is wrong with it and never the key itself. */
export function readVerificationKey(pem: string): VerificationKey {
  let publicKey: KeyObject;
  try {
    publicKey = createPublicKey(unfold(pem));
  } catch {
    throw new RangeError('The signing key is no PEM of an asymmetric key.');
  }
  const algorithm = algorithmOfKey(publicKey);
  const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  return { kid: thumbprint(publicKey), algorithm, publicKey, publicPem };
}

/** Reads the PEM of a private key; throws as `readVerificationKey`. */
export function readPrivateKey(pem: string): KeyObject {
  try {
    return createPrivateKey(unfold(pem));
  } catch {
    throw new RangeError('The signing key is no PEM of a private key.');
  }
}

/** A key as an entry of a JWK set. */
export function toJwk(key: VerificationKey): JsonWebKey & { kid: string; use: string; alg: string } {
  return { ...key.publicKey.export({ format: 'jwk' }), kid: key.kid, use: 'sig', alg: key.algorithm };
}

// Why: environment variables and .env files often hold a PEM in one line with `\n` in it.
function unfold(pem: string): string {
  return pem.replaceAll('\\n', '\n');
}

/** RFC 7638: the same key has the same name everywhere. */
function thumbprint(key: KeyObject): string {
  const { crv, e, kty, n, x, y } = key.export({ format: 'jwk' });
  const required = kty === 'RSA' ? { e, kty, n } : { crv, kty, x, y };
  return createHash('sha256').update(JSON.stringify(required)).digest('base64url');
}
