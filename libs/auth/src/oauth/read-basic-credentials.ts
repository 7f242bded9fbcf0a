/** A client's `Authorization: Basic …`; null for another scheme, no header, or one that cannot be read. */
export function readBasicCredentials(
  header: string | undefined,
): { readonly name: string; readonly pass: string } | null {
  const match = /^ *basic +([A-Za-z0-9+/=_-]+) *$/i.exec(header ?? '');
  if (match === null) return null;
  const text = Buffer.from(match[1] as string, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? null : { name: text.slice(0, colon), pass: text.slice(colon + 1) };
}
