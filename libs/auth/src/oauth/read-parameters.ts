import { refuseOAuth } from './oauth-error.js';

/** The parameters of an OAuth request: each at most once, none of them empty. */
export type OAuthParameters = ReadonlyMap<string, string>;

/**
 * Reads the parameters of an OAuth request from a parsed body: an object (JSON, or a form that was parsed already), or a
 * form's text. `grantType` counts as `grant_type`, as in the contract. Throws `invalid_request` when a parameter is sent twice
 * or is no text (RFC 6749 §3.2); an empty one counts as not sent.
 */
export function readOAuthParameters(body: unknown): OAuthParameters {
  const parameters = new Map<string, string>();
  for (const [name, value] of entriesOf(body)) {
    const key = name === 'grantType' ? 'grant_type' : name;
    if (value === null || value === undefined || value === '') continue;
    if (typeof value !== 'string') throw refuseOAuth('invalid_request', `Invalid parameter: \`${name}\``);
    if (parameters.has(key)) throw refuseOAuth('invalid_request', `Parameter sent twice: \`${name}\``);
    parameters.set(key, value);
  }
  return parameters;
}

function entriesOf(body: unknown): Iterable<[string, unknown]> {
  if (typeof body === 'string') return new URLSearchParams(body);
  if (body instanceof URLSearchParams) return body;
  if (Buffer.isBuffer(body)) return new URLSearchParams(body.toString('utf8'));
  if (body === null || body === undefined) return [];
  if (typeof body !== 'object' || Array.isArray(body))
    throw refuseOAuth('invalid_request', 'The body must be an object.');
  return Object.entries(body);
}
