import { CallerAuthenticator, Public } from '@dx/auth';
import { Controller, Get, HttpCode, Req, Res } from '@nestjs/common';
import type { ApiReply, ApiRequest } from '../http/api-request.js';
import { ReadinessProbe, type Readiness } from './readiness.probe.js';

/** What orchestrators and load balancers ask; public, cheap, and silent about details except to back-office users. */
@Controller('health')
@Public()
export class HealthController {
  constructor(
    private readonly probe: ReadinessProbe,
    private readonly authenticator: CallerAuthenticator,
  ) {}

  /** Whether the process answers at all. */
  @Get('live')
  @HttpCode(200)
  live(): { readonly status: 'ok' } {
    return { status: 'ok' };
  }

  /** Whether requests may be sent here: 200, else 503. */
  @Get('ready')
  async ready(@Req() request: ApiRequest, @Res({ passthrough: true }) reply: ApiReply): Promise<object> {
    const readiness = await this.probe.check();
    reply.code(readiness.status === 'ok' ? 200 : 503);
    return (await this.isBackOfficeUser(request))
      ? { ...readiness, ...this.probe.detail() }
      : withoutReasons(readiness);
  }

  private async isBackOfficeUser(request: ApiRequest): Promise<boolean> {
    if (request.headers.authorization === undefined && request.headers.cookie === undefined) return false;
    try {
      return (await this.authenticator.authenticate(request)).role !== null;
    } catch {
      // Why: a probe with an expired token still learns whether the server is ready.
      return false;
    }
  }
}

function withoutReasons({ status }: Readiness): { readonly status: Readiness['status'] } {
  return { status };
}
