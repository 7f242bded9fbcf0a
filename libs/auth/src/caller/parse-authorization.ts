const BEARER = 'Bearer ';

/**
 * Reads an `Authorization` header: its token, or null when it has not exactly two parts.
 * A scheme other than Bearer gives an empty token, which nothing verifies.
 */
export function parseAuthorization(header: string): { readonly token: string } | null {
  // Why: every request passes here, and splitting a token of 1 kB by a pattern costs more than everything else.
  const plain = header.startsWith(BEARER) && header.length > BEARER.length;
  if (plain && !header.includes(' ', BEARER.length) && !header.includes('\t', BEARER.length)) {
    return { token: header.slice(BEARER.length) };
  }
  const parts = header.trim().split(/[ \t]+/);
  if (parts.length !== 2) return null;
  const [scheme, token] = parts as [string, string];
  return { token: scheme.toLowerCase() === 'bearer' ? token : '' };
}
