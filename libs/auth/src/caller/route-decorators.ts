import { createParamDecorator, SetMetadata } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { Caller, Role, Verb } from '@dx/kernel';

export const PUBLIC_ROUTE = 'dx:public';
export const REQUIRED_ROLES = 'dx:roles';
export const REQUIRED_GRANT = 'dx:grant';

/** A request after the `CallerGuard`. */
export interface CallerRequest {
  caller?: Caller;
}

/** Opens a route (or a controller) to everybody; every other route needs credentials. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC_ROUTE, true);

/**
 * Opens a route to back-office users of at least the weakest of the given roles
 * (`@RequireRole('editor')` admits editors and owners).
 */
export const RequireRole = (...roles: readonly [Role, ...Role[]]): MethodDecorator & ClassDecorator =>
  SetMetadata(REQUIRED_ROLES, roles);

/** Opens a route with a parameter `:alias` to callers that may use the verb on that endpoint. */
export const RequireGrant = (verb: Verb): MethodDecorator => SetMetadata(REQUIRED_GRANT, verb);

/** The caller of the request; only for routes that are not public. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<CallerRequest>();
  if (caller === undefined) throw new Error('A public route has no caller.');
  return caller;
});
