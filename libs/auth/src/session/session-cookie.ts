import { parseCookie, stringifySetCookie } from 'cookie';
import type { CredentialRequest } from '../credential/credential-kind.js';

// Why `__Host-`: browsers take such a cookie only from this very host over TLS, so no sibling host can plant one.
const SECURE_NAME = '__Host-dx-session';
const PLAIN_NAME = 'dx-session';
const SECRET = /^[0-9A-Za-z]{43}$/;

type CookieRequest = Pick<CredentialRequest, 'headers' | 'protocol'>;

/** The session's secret in a request's cookies; undefined when there is none that could be one. */
export function readSessionCookie({ headers, protocol }: CookieRequest): string | undefined {
  const header = headers['cookie'];
  if (typeof header !== 'string') return undefined;
  const secret = parseCookie(header)[nameFor(protocol)];
  return secret !== undefined && SECRET.test(secret) ? secret : undefined;
}

/** The `Set-Cookie` header of a new session. It has no end of its own: the server decides, and browsers drop it at their end. */
export function writeSessionCookie({ protocol }: CookieRequest, secret: string): string {
  return stringifySetCookie({ name: nameFor(protocol), value: secret, ...attributesFor(protocol) });
}

/** The `Set-Cookie` header that removes the cookie. */
export function removeSessionCookie({ protocol }: CookieRequest): string {
  return stringifySetCookie({ name: nameFor(protocol), value: '', ...attributesFor(protocol), maxAge: 0 });
}

function nameFor(protocol: string | undefined): string {
  return protocol === 'https' ? SECURE_NAME : PLAIN_NAME;
}

// Why strict: only the Back Office's own pages send it; it never comes along with a link or a form of another site.
function attributesFor(protocol: string | undefined) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: protocol === 'https' } as const;
}
