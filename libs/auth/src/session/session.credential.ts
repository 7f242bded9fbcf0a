import { Injectable } from '@nestjs/common';
import { refuseForeignRequest, refuseSession } from '../caller/access-refusal.js';
import type { AccessRefusal } from '../caller/access-refusal.js';
import type { CredentialKind, CredentialRequest } from '../credential/credential-kind.js';
import type { VerifiedCredential } from '../credential/verified-credential.js';
import { isSameOrigin } from './is-same-origin.js';
import { readSessionCookie } from './session-cookie.js';
import { checkSessionToken } from './session-token.js';
import { SessionService } from './session.service.js';

/** Routes on which a session counts: the admin API, the documents and the detail of the server's health. Endpoints never look at cookies. */
const ROUTES = /^\/(?:back-office(?:\/|$)|openapi[./]|docs(?:\/|$)|health\/ready$)/;
const SAFE_METHODS: ReadonlySet<string | undefined> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The cookie of a back-office session; changes also need its CSRF token and must come from the server's own pages. */
@Injectable()
export class SessionCredential implements CredentialKind {
  constructor(private readonly sessions: SessionService) {}

  find(request: CredentialRequest): string | undefined {
    if (request.headers['cookie'] === undefined || !ROUTES.test(request.routeOptions?.url ?? '')) return undefined;
    const secret = readSessionCookie(request);
    if (secret === undefined || SAFE_METHODS.has(request.method)) return secret;
    if (!isSameOrigin(request) || !checkSessionToken(secret, request.headers['x-csrf-token'])) {
      throw refuseForeignRequest();
    }
    return secret;
  }

  async verify(secret: string): Promise<VerifiedCredential | null> {
    return this.sessions.verify(secret);
  }

  refusal(): AccessRefusal {
    return refuseSession();
  }
}
