import { CodedException, contractErrors, serverErrors } from '@dx/kernel';
import type { CodedError } from '@dx/kernel';

const REALM = 'Bearer realm="data-exchange"';

/** A request without (sufficient) credentials: the contract's status and body, and RFC 6750's challenge. */
export class AccessRefusal extends CodedException {
  constructor(
    error: CodedError,
    /** Headers of the answer. */
    readonly headers: Readonly<Record<string, string>>,
  ) {
    super(error);
    this.name = 'AccessRefusal';
  }
}

/** 401 `001`: a bearer token that is malformed, expired, revoked or forged. Which of them is told to nobody. */
export function refuseToken(): AccessRefusal {
  return refuse(contractErrors.invalidAccessToken(), 'error="invalid_token"');
}

/** 403 `002`: an `Authorization` header that does not have two parts. */
export function refuseAuthorizationHeader(): AccessRefusal {
  return refuse(contractErrors.missingAccessToken(), 'error="invalid_request"');
}

/** 403: no credentials, or an API key that is unknown, expired or revoked. */
export function refuseStranger(): AccessRefusal {
  return refuse(contractErrors.unauthorizedRequest());
}

/** 403: good credentials that do not reach so far. */
export function refuseScope(): AccessRefusal {
  return refuse(contractErrors.forbidden(), 'error="insufficient_scope"');
}

/** 401 `1932`: the cookie of a session that has ended, or never was. */
export function refuseSession(): AccessRefusal {
  return refuse(serverErrors.sessionEnded());
}

/** 403 `1931`: a session's cookie that may have been sent on another site's behalf. */
export function refuseForeignRequest(): AccessRefusal {
  return new AccessRefusal(serverErrors.foreignRequest(), {});
}

function refuse(error: CodedError, detail?: string): AccessRefusal {
  return new AccessRefusal(error, { 'WWW-Authenticate': detail === undefined ? REALM : `${REALM}, ${detail}` });
}
