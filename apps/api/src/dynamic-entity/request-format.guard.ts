import { CallerAuthenticator } from '@dx/auth';
import { CodedException, contractErrors } from '@dx/kernel';
import { checkFilterKeys } from '@dx/query-engine';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { ApiRequest } from '../http/api-request.js';
import { acceptsJson } from '../http/accepts-json.js';
import { rawQueryOf } from '../http/parse-query.js';
import { DynamicEntityController } from './dynamic-entity.controller.js';
import { refuseUnknownRoute } from './refuse-unknown-route.js';
import { UnknownRouteController } from './unknown-route.controller.js';

const ALIAS = /^[\w-]+$/;

/**
 * The first steps of the contract's order, before credentials are looked at: `Accept` (010), the form of filter keys
 * (011), and that the alias can be one at all (007). Only for routes under the prefix of the endpoints.
 */
@Injectable()
export class RequestFormatGuard implements CanActivate {
  constructor(private readonly authenticator: CallerAuthenticator) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const controller: unknown = context.getClass();
    if (controller !== DynamicEntityController && controller !== UnknownRouteController) return true;
    const request = context.switchToHttp().getRequest<ApiRequest>();
    if (!acceptsJson(request.headers.accept)) throw new CodedException(contractErrors.unsupportedAccept());
    const query = rawQueryOf(request);
    if (query.length > 0) checkFilterKeys(query);
    if (controller === DynamicEntityController && !ALIAS.test(request.params['alias'] ?? '')) {
      return refuseUnknownRoute(this.authenticator, request);
    }
    return true;
  }
}
