import { CodedException } from '@dx/kernel';

const MESSAGES: Readonly<Record<string, string>> = {
  invalid_grant: 'The user credentials were incorrect.',
  invalid_request:
    'The request is missing a required parameter, includes an invalid parameter value, includes a parameter more than once, or is otherwise malformed.',
  invalid_client: 'Client authentication failed',
  invalid_scope: 'The requested scope is invalid, unknown, or malformed',
  unauthorized_client: 'The client is not authorized to use this grant type',
};

/** A refused token request in the contract's form: status 400, the OAuth error type as code. */
export function contractTokenError(type: string, grantType: string): CodedException {
  const message = type === 'unsupported_grant_type' ? `Grant type "${grantType}" not found` : MESSAGES[type];
  return new CodedException({ status: 400, code: type, message: message ?? type });
}
