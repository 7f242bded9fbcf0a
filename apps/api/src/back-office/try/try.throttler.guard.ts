import type { Caller } from '@dx/kernel';
import { CodedException, serverErrors } from '@dx/kernel';
import { Injectable, type ExecutionContext } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerLimitDetail } from '@nestjs/throttler';

/** Limits how often one user tries requests out; answers with the server's own 429. */
@Injectable()
export class TryThrottlerGuard extends ThrottlerGuard {
  protected override async getTracker(request: { readonly caller?: Caller }): Promise<string> {
    return request.caller?.id ?? '';
  }

  protected override async throwThrottlingException(
    _context: ExecutionContext,
    { timeToBlockExpire }: ThrottlerLimitDetail,
  ): Promise<void> {
    throw new CodedException(serverErrors.tooManyRequests(), { retryAfter: Math.max(1, timeToBlockExpire) });
  }
}
