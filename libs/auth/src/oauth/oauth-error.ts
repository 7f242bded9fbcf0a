import OAuth2Server from '@node-oauth/oauth2-server';
import { CodedException } from '@dx/kernel';

/** A refused OAuth request, as RFC 6749 names it. */
export interface OAuthRefusal {
  readonly status: number;
  /** `invalid_grant`, `invalid_client`, … */
  readonly type: string;
  readonly description: string;
  /** 401 answers name how a client authenticates. */
  readonly challenge: string | null;
}

/** Refuses an OAuth request; for rules that the OAuth library does not know. */
export class OAuthRefused extends Error {
  constructor(readonly refusal: OAuthRefusal) {
    super(refusal.description);
  }
}

/** A refusal of a kind, status 400. */
export function refuseOAuth(type: string, description: string): OAuthRefused {
  return new OAuthRefused({ status: 400, type, description, challenge: null });
}

/** What an error of the OAuth library (or ours) answers; our coded errors that went through the library, and faults, are thrown on. */
export function toRefusal(error: unknown, basicAuthentication: boolean): OAuthRefusal {
  if (error instanceof OAuthRefused) return error.refusal;
  if (!(error instanceof OAuth2Server.OAuthError)) throw error;
  const inner = (error as { readonly inner?: unknown }).inner;
  if (inner instanceof CodedException || inner instanceof OAuthRefused) return toRefusal(inner, basicAuthentication);
  if (error.name === 'server_error') throw inner instanceof Error ? inner : error;
  const unknownClient = error.name === 'invalid_client' && basicAuthentication;
  return {
    status: unknownClient ? 401 : 400,
    type: error.name,
    description: error.message,
    challenge: unknownClient ? 'Basic realm="data-exchange"' : null,
  };
}
