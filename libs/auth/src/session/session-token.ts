import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The CSRF token of a session. Why derived from its secret: it is bound to that session, needs no place of its own, and
 * tells nothing about the secret; other sites can read neither.
 */
export function makeSessionToken(secret: string): string {
  return createHmac('sha256', secret).update('csrf').digest('base64url');
}

/** Whether a sent CSRF token is the session's; compared in constant time. */
export function checkSessionToken(secret: string, sent: string | string[] | undefined): boolean {
  if (typeof sent !== 'string') return false;
  const expected = Buffer.from(makeSessionToken(secret));
  const given = Buffer.from(sent);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
