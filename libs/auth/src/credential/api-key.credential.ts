import { Inject, Injectable } from '@nestjs/common';
import { AUTH_OPTIONS } from '../auth-options.js';
import type { AuthOptions } from '../auth-options.js';
import { refuseStranger } from '../caller/access-refusal.js';
import type { AccessRefusal } from '../caller/access-refusal.js';
import { API_KEY_HEADER } from './api-key.strategy.js';
import type { CredentialKind, CredentialRequest } from './credential-kind.js';
import { PassportGate } from './passport.gate.js';
import type { VerifiedCredential } from './verified-credential.js';

/** `X-Api-Key: …`; with the option also `?api_key=…`, which the header outranks. */
@Injectable()
export class ApiKeyCredential implements CredentialKind {
  constructor(
    private readonly gate: PassportGate,
    @Inject(AUTH_OPTIONS) private readonly options: AuthOptions,
  ) {}

  find(request: CredentialRequest): string | undefined {
    const header = request.headers['x-api-key'];
    if (typeof header === 'string') return header;
    return this.options.apiKeyInQuery ? fromQuery(request.query) : undefined;
  }

  async verify(key: string): Promise<VerifiedCredential | null> {
    return this.gate.run('api-key', API_KEY_HEADER, key);
  }

  refusal(): AccessRefusal {
    return refuseStranger();
  }
}

function fromQuery(query: unknown): string | undefined {
  if (typeof query !== 'object' || query === null || !('api_key' in query)) return undefined;
  return typeof query.api_key === 'string' ? query.api_key : undefined;
}
