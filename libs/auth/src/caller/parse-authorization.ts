/**
 * Reads an `Authorization` header: its token, or null when it has not exactly two parts.
 * A scheme other than Bearer gives an empty token, which nothing verifies.
 */
export function parseAuthorization(header: string): { readonly token: string } | null {
  const parts = header.trim().split(/[ \t]+/);
  if (parts.length !== 2) return null;
  const [scheme, token] = parts as [string, string];
  return { token: scheme.toLowerCase() === 'bearer' ? token : '' };
}
