import { CurrentCaller, RequireRole } from '@dx/auth';
import type { Caller } from '@dx/kernel';
import { Body, Controller, HttpCode, Post, Req, UseGuards, UsePipes } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Throttle } from '@nestjs/throttler';
import type { ApiRequest } from '../../http/api-request.js';
import { DocumentErrors } from '../access/documented-errors.js';
import { makeValidationPipe } from '../access/validation.pipe.js';
import { TryAnswer, TryDto } from './try.dto.js';
import { TryService } from './try.service.js';
import { TryThrottlerGuard } from './try.throttler.guard.js';

/** Tries in one minute by one user. */
const LIMIT = { default: { limit: 60, ttl: 60_000 } } as const;

/** Requests that admins try out. */
@Controller('back-office/try')
@RequireRole('editor')
@UseGuards(TryThrottlerGuard)
@UsePipes(makeValidationPipe())
@ApiTags('Try it')
@ApiBearerAuth('bearer')
export class TryController {
  constructor(private readonly trials: TryService) {}

  @Post()
  @HttpCode(200)
  @Throttle(LIMIT)
  @ApiOperation({
    summary: 'Sends a request to an endpoint and tells everything about its answer.',
    description: [
      'The request takes the same way as one from outside, with your rights or those of an API key, whose text is not needed;',
      'a key that is revoked or expired is refused as it would be. The answer here is 200 whatever the endpoint answered.',
      'Owners also see the statements that were run.',
    ].join(' '),
  })
  @ApiResponse({ status: 200, type: TryAnswer })
  @DocumentErrors(400, 404, 429)
  send(@Body() body: TryDto, @CurrentCaller() caller: Caller, @Req() request: ApiRequest): Promise<TryAnswer> {
    const { server, id, ip } = request;
    return this.trials.send(body, caller, { server, requestId: id, ip });
  }
}
