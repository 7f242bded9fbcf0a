import type { KeyObject } from 'node:crypto';

/** The algorithms that access tokens may be signed with; each key has exactly one of them. */
export const SIGNING_ALGORITHMS = ['RS256', 'ES256'] as const;
export type SigningAlgorithm = (typeof SIGNING_ALGORITHMS)[number];

/** How far the clocks of two machines may differ. */
export const CLOCK_TOLERANCE_SECONDS = 30;

const RSA_BITS_MIN = 2048;

/** The algorithm of a key; throws on a key that is too weak or of another type. */
export function algorithmOfKey(key: KeyObject): SigningAlgorithm {
  const details = key.asymmetricKeyDetails;
  if (key.asymmetricKeyType === 'rsa') {
    const bits = details?.modulusLength ?? 0;
    if (bits >= RSA_BITS_MIN) return 'RS256';
    throw new RangeError(
      `An RSA key that signs access tokens needs ${RSA_BITS_MIN} bits or more; this one has ${bits}.`,
    );
  }
  if (key.asymmetricKeyType === 'ec' && details?.namedCurve === 'prime256v1') return 'ES256';
  throw new RangeError('Access tokens are signed with an RSA key (RS256) or an EC key of the curve P-256 (ES256).');
}
