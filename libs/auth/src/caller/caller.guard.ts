import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Caller } from '@dx/kernel';
import type { CredentialRequest } from '../credential/credential-kind.js';
import { AccessRefusal, refuseScope } from './access-refusal.js';
import { CallerAuthenticator } from './caller.authenticator.js';
import type { CallerRequest } from './route-decorators.js';
import { readRouteRule } from './route-rule.js';
import type { RouteRule } from './route-rule.js';

interface GuardedRequest extends CredentialRequest, CallerRequest {
  readonly params?: { readonly alias?: string };
}

interface Reply {
  header(name: string, value: string): unknown;
}

/**
 * The one guard of the whole application: denies by default, attaches `request.caller`, and checks the route's role or
 * grant. Grants for the entities inside a request are the engine's to check, entity by entity.
 */
@Injectable()
export class CallerGuard implements CanActivate {
  private readonly rules = new WeakMap<object, Map<object, RouteRule>>();

  constructor(private readonly authenticator: CallerAuthenticator) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const rule = this.ruleOf(context);
    if (rule.kind === 'public') return true;
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    try {
      const caller = this.authenticator.authenticate(request);
      if (!(caller instanceof Promise)) return admit(request, rule, caller);
      return caller.then(
        (found) => withHeaders(context, () => admit(request, rule, found)),
        (error: unknown) => fail(context, error),
      );
    } catch (error) {
      return fail(context, error);
    }
  }

  private ruleOf(context: ExecutionContext): RouteRule {
    const handler = context.getHandler();
    const controller = context.getClass();
    let rules = this.rules.get(controller);
    if (rules === undefined) this.rules.set(controller, (rules = new Map<object, RouteRule>()));
    let rule = rules.get(handler);
    if (rule === undefined) rules.set(handler, (rule = readRouteRule(handler, controller)));
    return rule;
  }
}

function admit(request: GuardedRequest, rule: RouteRule & { kind: 'caller' }, caller: Caller): true {
  if (rule.roles !== null && (caller.role === null || !rule.roles.includes(caller.role))) throw refuseScope();
  if (rule.verb !== null && !caller.grants.allows(request.params?.alias ?? '', rule.verb)) throw refuseScope();
  request.caller = caller;
  return true;
}

function withHeaders<T>(context: ExecutionContext, work: () => T): T {
  try {
    return work();
  } catch (error) {
    return fail(context, error);
  }
}

// Why the header is set here: exception filters answer coded errors of every origin and know no challenge.
function fail(context: ExecutionContext, error: unknown): never {
  if (error instanceof AccessRefusal) {
    const reply = context.switchToHttp().getResponse<Reply>();
    for (const [name, value] of Object.entries(error.headers)) reply.header(name, value);
  }
  throw error;
}
