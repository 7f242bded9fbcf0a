import { ROLES } from '@dx/kernel';
import type { Role, Verb } from '@dx/kernel';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { PUBLIC_ROUTE, REQUIRED_GRANT, REQUIRED_ROLES } from './route-decorators.js';

/** Who may use a route, read once from its decorators. */
export type RouteRule =
  | { readonly kind: 'public' }
  | { readonly kind: 'caller'; readonly roles: readonly Role[] | null; readonly verb: Verb | null };

type Controller = abstract new (...args: never[]) => unknown;

/**
 * The rule of a handler: its own decorators before its controller's.
 * A back-office route without a rule is for owners only, so that a forgotten decorator opens nothing.
 */
export function readRouteRule(handler: object, controller: Controller): RouteRule {
  const read = <T>(key: string): T | undefined =>
    (Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, controller)) as T | undefined;
  if (read<boolean>(PUBLIC_ROUTE) === true) return { kind: 'public' };
  const roles = read<readonly Role[]>(REQUIRED_ROLES);
  const verb = read<Verb>(REQUIRED_GRANT) ?? null;
  if (roles !== undefined) return { kind: 'caller', roles: atLeast(roles), verb };
  return { kind: 'caller', roles: isBackOffice(controller) ? ['owner'] : null, verb };
}

function atLeast(roles: readonly Role[]): readonly Role[] {
  const weakest = Math.max(...roles.map((role) => ROLES.indexOf(role)));
  return ROLES.slice(0, weakest + 1);
}

function isBackOffice(controller: Controller): boolean {
  const path = Reflect.getMetadata(PATH_METADATA, controller) as string | string[] | undefined;
  return [path ?? []].flat().some((one) => /^\/?back-office(\/|$)/.test(one));
}
