import type { CallerAuthenticator } from '@dx/auth';
import { CodedException, contractErrors } from '@dx/kernel';
import type { ApiRequest } from '../http/api-request.js';

/**
 * Refuses a path below the prefix that is no route: 404, but in the contract's order a bad token comes first (401).
 * Without any credentials it is 404 as well.
 */
export async function refuseUnknownRoute(authenticator: CallerAuthenticator, request: ApiRequest): Promise<never> {
  if (request.headers.authorization !== undefined) await authenticator.authenticate(request);
  throw new CodedException(contractErrors.notFound());
}
