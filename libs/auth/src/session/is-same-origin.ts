import type { CredentialRequest } from '../credential/credential-kind.js';

/**
 * Whether a request may come from this server's own pages, as the browser says: by `Sec-Fetch-Site`, else by `Origin`.
 * What says neither is no browser of today and is judged by its other credentials.
 */
export function isSameOrigin({ headers, protocol, host }: CredentialRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const origin = headers['origin'];
  return origin === undefined || origin === `${protocol}://${host}`;
}
