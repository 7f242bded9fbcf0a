import { SetMetadata } from '@nestjs/common';

const BODY_POLICY = Symbol('BODY_POLICY');

/**
 * How the body of a route is read:
 * - `json`: JSON or nothing; a text that is no JSON is 1914
 * - `contract`: the same, but a text that is no JSON counts as no body, and DELETE ignores its body
 * - `form-or-json`: `application/x-www-form-urlencoded` is taken as well, and handed on as the form's text
 */
export type BodyPolicy = 'json' | 'contract' | 'form-or-json';

/** Chooses how the bodies of a controller or a handler are read; without it: `json`. */
export const ReadBody = (policy: BodyPolicy) => SetMetadata(BODY_POLICY, policy);

/** The policy of a route: the handler's own, else its controller's, else `json`. */
export function bodyPolicyOf(handler: object, controller: object): BodyPolicy {
  const own = Reflect.getMetadata(BODY_POLICY, handler) as BodyPolicy | undefined;
  return own ?? (Reflect.getMetadata(BODY_POLICY, controller) as BodyPolicy | undefined) ?? 'json';
}
