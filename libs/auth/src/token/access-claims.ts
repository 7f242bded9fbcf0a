import { CLOCK_TOLERANCE_SECONDS } from './signing-algorithm.js';

/** Whom a token speaks for: `user:<id>`, or `client:<client id>` for a client acting for itself. */
export type Subject = { readonly kind: 'user'; readonly id: string } | { readonly kind: 'client'; readonly id: string };

/** What an access token says beside issuer and audience. */
export interface AccessClaims {
  readonly subject: Subject;
  readonly clientId: string;
  readonly jti: string;
  readonly issuedAt: number;
  /** Epoch seconds. */
  readonly expiresAt: number;
  readonly scopes: readonly string[];
  /** The token family (one login or consent); null for a client acting for itself. */
  readonly family: string | null;
  /** Must equal the user's `tokenVersion`; null without a user. */
  readonly userVersion: number | null;
  /** Must equal the client's `tokenVersion`; null for the built-in client. */
  readonly clientVersion: number | null;
}

/** The claims as they stand in a token. */
export function writeClaims(claims: AccessClaims): Record<string, unknown> {
  return {
    sub: `${claims.subject.kind}:${claims.subject.id}`,
    client_id: claims.clientId,
    jti: claims.jti,
    iat: claims.issuedAt,
    exp: claims.expiresAt,
    scopes: claims.scopes,
    ...(claims.family === null ? {} : { sid: claims.family }),
    ...(claims.userVersion === null ? {} : { user_version: claims.userVersion }),
    ...(claims.clientVersion === null ? {} : { client_version: claims.clientVersion }),
  };
}

/**
 * Reads the claims of a token whose signature is good; null when one is missing or of another type, also `exp` and
 * `iat`, which the JWT library does not ask for, or when it was issued in the future.
 */
export function readClaims(payload: unknown, nowSeconds: number): AccessClaims | null {
  if (typeof payload !== 'object' || payload === null) return null;
  const { sub, client_id, jti, iat, exp, scopes, sid, user_version, client_version } = payload as Record<
    string,
    unknown
  >;
  const subject = readSubject(sub);
  if (subject === null || typeof client_id !== 'string' || typeof jti !== 'string') return null;
  if (!isInstant(iat) || !isInstant(exp) || iat > nowSeconds + CLOCK_TOLERANCE_SECONDS) return null;
  if (!isTextList(scopes)) return null;
  if (subject.kind === 'user' && (typeof sid !== 'string' || typeof user_version !== 'number')) return null;
  return {
    subject,
    clientId: client_id,
    jti,
    issuedAt: iat,
    expiresAt: exp,
    scopes,
    family: typeof sid === 'string' ? sid : null,
    userVersion: typeof user_version === 'number' ? user_version : null,
    clientVersion: typeof client_version === 'number' ? client_version : null,
  };
}

function readSubject(sub: unknown): Subject | null {
  const match = typeof sub === 'string' ? /^(user|client):(.+)$/.exec(sub) : null;
  return match === null ? null : { kind: match[1] as Subject['kind'], id: match[2] as string };
}

function isInstant(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
