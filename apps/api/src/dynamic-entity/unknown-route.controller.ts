import { CallerAuthenticator, Public } from '@dx/auth';
import { All, Controller, Req } from '@nestjs/common';
import type { ApiRequest } from '../http/api-request.js';
import { refuseUnknownRoute } from './refuse-unknown-route.js';

/** Everything below the prefix that is no endpoint: deeper paths, POST with an id, other methods. */
@Controller()
@Public()
export class UnknownRouteController {
  constructor(private readonly authenticator: CallerAuthenticator) {}

  @All(['/', '*'])
  refuse(@Req() request: ApiRequest): Promise<never> {
    return refuseUnknownRoute(this.authenticator, request);
  }
}
