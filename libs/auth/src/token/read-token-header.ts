import type { SigningAlgorithm } from './signing-algorithm.js';
import { SIGNING_ALGORITHMS } from './signing-algorithm.js';

/** The media type of our access tokens (RFC 9068); other JWTs that the key may sign one day are no access tokens. */
export const ACCESS_TOKEN_TYPE = 'at+jwt';

/** What the header of an access token says. */
export interface TokenHeader {
  readonly kid: string;
  readonly algorithm: SigningAlgorithm;
}

/**
 * Reads the header of a token that may be one of ours, before any key is touched; null when it is another kind of JWT,
 * names no key, uses another algorithm, or asks for an extension (`crit`), of which we know none.
 */
export function readTokenHeader(token: string): TokenHeader | null {
  const header = parse(token.slice(0, Math.max(0, token.indexOf('.'))));
  if (typeof header !== 'object' || header === null) return null;
  const { typ, alg, kid, crit } = header as Readonly<Record<string, unknown>>;
  const algorithm = SIGNING_ALGORITHMS.find((known) => known === alg);
  if (algorithm === undefined || crit !== undefined || typeof kid !== 'string' || typeof typ !== 'string') return null;
  if (typ.toLowerCase().replace(/^application\//, '') !== ACCESS_TOKEN_TYPE) return null;
  return { kid, algorithm };
}

function parse(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
