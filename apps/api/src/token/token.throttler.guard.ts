import { networkOfIp } from '@dx/auth';
import { CodedException, serverErrors } from '@dx/kernel';
import { Injectable, type ExecutionContext } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerLimitDetail } from '@nestjs/throttler';

/** Limits the requests of one network to the token routes; answers with the server's own 429. */
@Injectable()
export class TokenThrottlerGuard extends ThrottlerGuard {
  protected override async getTracker(request: { readonly ip?: string }): Promise<string> {
    return networkOfIp(request.ip ?? '');
  }

  protected override async throwThrottlingException(
    _context: ExecutionContext,
    { timeToBlockExpire }: ThrottlerLimitDetail,
  ): Promise<void> {
    throw new CodedException(serverErrors.tooManyRequests(), { retryAfter: Math.max(1, timeToBlockExpire) });
  }
}
