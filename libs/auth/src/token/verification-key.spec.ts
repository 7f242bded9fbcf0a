import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readPrivateKey, readVerificationKey, toJwk } from './verification-key.js';

const pem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

describe('signing keys given by a setting', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });

  it('are RSA (RS256) or P-256 (ES256), as PEM in several lines or in one', () => {
    expect(readVerificationKey(pem(rsa.privateKey)).algorithm).toBe('RS256');
    expect(readVerificationKey(pem(ec.privateKey)).algorithm).toBe('ES256');
    const folded = pem(ec.privateKey).replaceAll('\n', '\\n');
    expect(readPrivateKey(folded).equals(ec.privateKey)).toBe(true);
  });

  it('have the same name whether read from the private or the public half', () => {
    const publicPem = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    expect(readVerificationKey(publicPem).kid).toBe(readVerificationKey(pem(rsa.privateKey)).kid);
  });

  it('are published without their private half', () => {
    expect(Object.keys(toJwk(readVerificationKey(pem(rsa.privateKey)))).sort()).toEqual([
      'alg',
      'e',
      'kid',
      'kty',
      'n',
      'use',
    ]);
  });

  it.each([
    ['1024 bits', pem(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey), '2048 bits'],
    ['another curve', pem(generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).privateKey), 'P-256'],
    ['Ed25519', pem(generateKeyPairSync('ed25519').privateKey), 'RS256'],
    ['a shared secret', 'a-secret-of-some-length', 'no PEM'],
    ['nothing', '', 'no PEM'],
  ])('are refused with a reason and without the key: %s', (_name, text, reason) => {
    const read = (): unknown => readVerificationKey(text);
    expect(read).toThrow(reason);
    if (text !== '') expect(read).not.toThrow(text);
  });
});
