import { Injectable } from '@nestjs/common';
import { refuseAuthorizationHeader, refuseToken } from '../caller/access-refusal.js';
import type { AccessRefusal } from '../caller/access-refusal.js';
import { parseAuthorization } from '../caller/parse-authorization.js';
import type { CredentialKind, CredentialRequest } from './credential-kind.js';
import { PassportGate } from './passport.gate.js';
import type { VerifiedCredential } from './verified-credential.js';

/** `Authorization: Bearer …`; never from the query or the body. */
@Injectable()
export class BearerCredential implements CredentialKind {
  constructor(private readonly gate: PassportGate) {}

  find(request: CredentialRequest): string | undefined {
    const header = request.headers['authorization'];
    if (typeof header !== 'string') return undefined;
    const parsed = parseAuthorization(header);
    if (parsed === null) throw refuseAuthorizationHeader();
    return parsed.token;
  }

  async verify(token: string): Promise<VerifiedCredential | null> {
    return token === '' ? null : this.gate.run('bearer', 'Authorization', `Bearer ${token}`);
  }

  refusal(): AccessRefusal {
    return refuseToken();
  }
}
