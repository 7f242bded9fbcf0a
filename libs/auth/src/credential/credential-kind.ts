import type { AccessRefusal } from '../caller/access-refusal.js';
import type { VerifiedCredential } from './verified-credential.js';

/** What a credential kind may read of a request. */
export interface CredentialRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly query?: unknown;
  readonly method?: string;
  /** The pattern of the route that the router chose (`/back-office/users/:id`), never the path as it was written. */
  readonly routeOptions?: { readonly url?: string | undefined };
  /** `https` when the client's connection is encrypted, as far as trusted proxies tell. */
  readonly protocol?: string;
  /** Host and port that the client asked. */
  readonly host?: string;
}

/** Injection token of the list of credential kinds, in the order in which a request is searched for them. */
export const CREDENTIAL_KINDS = Symbol('CREDENTIAL_KINDS');

/** One way to prove who asks: a bearer token, an API key, a session's cookie. */
export interface CredentialKind {
  /** The credential that the request carries, undefined when it carries none of this kind; throws an `AccessRefusal` on a malformed one. */
  find(request: CredentialRequest): string | undefined;
  /** Whom it proves; null when it is not (or no longer) good. */
  verify(credential: string): Promise<VerifiedCredential | null>;
  /** The answer to one that is not good. */
  refusal(): AccessRefusal;
}
