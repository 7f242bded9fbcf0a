import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '@dx/kernel';
import { ApiKeyUsage } from '../api-key/api-key.usage.js';
import { CREDENTIAL_KINDS } from '../credential/credential-kind.js';
import type { CredentialKind, CredentialRequest } from '../credential/credential-kind.js';
import type { VerifiedCredential } from '../credential/verified-credential.js';
import { refuseStranger } from './access-refusal.js';
import { CallerCache } from './caller.cache.js';

/** Finds out who sends a request: the first credential that the request carries decides alone. */
@Injectable()
export class CallerAuthenticator {
  constructor(
    @Inject(CREDENTIAL_KINDS) private readonly kinds: readonly CredentialKind[],
    private readonly cache: CallerCache,
    private readonly usage: ApiKeyUsage,
  ) {}

  /** The caller, at once when its credential is known; throws an `AccessRefusal`. */
  authenticate(request: CredentialRequest): Caller | Promise<Caller> {
    const now = Date.now();
    for (const kind of this.kinds) {
      const credential = kind.find(request);
      if (credential === undefined) continue;
      const known = this.cache.find(credential, now);
      return known === undefined ? this.verify(kind, credential) : this.admit(known, now);
    }
    throw refuseStranger();
  }

  private async verify(kind: CredentialKind, credential: string): Promise<Caller> {
    const verified = await this.cache.remember(credential, () => kind.verify(credential));
    if (verified === null) throw kind.refusal();
    return this.admit(verified, Date.now());
  }

  private admit(verified: VerifiedCredential, now: number): Caller {
    if (verified.lastUsedAt !== null) this.usage.note(verified.caller.id, verified.lastUsedAt, now);
    return verified.caller;
  }
}
