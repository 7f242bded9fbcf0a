import { createHash, timingSafeEqual } from 'node:crypto';
import { CallerAuthenticator, Public } from '@dx/auth';
import { CodedException, contractErrors } from '@dx/kernel';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { ApiReply, ApiRequest } from '../http/api-request.js';
import { SETTINGS, type Settings } from '../settings/settings.js';
import { Metrics } from './metrics.js';

/**
 * Figures for Prometheus. Open to nobody by default but back-office users; `METRICS_TOKEN` opens it to a scraper,
 * `METRICS_PUBLIC` to everybody.
 */
@Controller('metrics')
@Public()
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    private readonly authenticator: CallerAuthenticator,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  async print(@Req() request: ApiRequest, @Res({ passthrough: true }) reply: ApiReply): Promise<string> {
    if (!this.settings.metrics.enabled) throw new CodedException(contractErrors.notFound());
    await this.admit(request);
    reply.header('content-type', this.metrics.contentType);
    return this.metrics.print();
  }

  private async admit(request: ApiRequest): Promise<void> {
    const { public: isPublic, token } = this.settings.metrics;
    if (isPublic || (token !== null && bears(request, token))) return;
    const caller = await this.authenticator.authenticate(request);
    if (caller.role === null) throw new CodedException(contractErrors.forbidden());
  }
}

function bears({ headers }: ApiRequest, token: string): boolean {
  const given = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  return given !== undefined && timingSafeEqual(digest(given), digest(token));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
