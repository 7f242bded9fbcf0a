import { CurrentCaller, RequireRole } from '@dx/auth';
import type { Caller } from '@dx/kernel';
import { Controller, Get, Query, Req, Res, UsePipes } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { ApiReply, ApiRequest } from '../../http/api-request.js';
import { DocumentErrors } from '../access/documented-errors.js';
import { makeValidationPipe } from '../access/validation.pipe.js';
import { LiveUsageAnswer, UsageAnswer, UsageQueryDto } from './usage.dto.js';
import { UsageService } from './usage.service.js';

/** What the endpoints of this instance are used for; counted in memory, gone with a restart. */
@Controller('back-office/usage')
@RequireRole('viewer')
@UsePipes(makeValidationPipe())
@ApiTags('Usage')
@ApiBearerAuth('bearer')
export class UsageController {
  constructor(private readonly usage: UsageService) {}

  @Get()
  @ApiOperation({
    summary: 'Requests, times, errors and slow statements of the last hours.',
    description: 'Requests to endpoints only; what admins try out is not counted. Each instance counts its own.',
  })
  @ApiResponse({ status: 200, type: UsageAnswer })
  @DocumentErrors(400)
  show(@Query() query: UsageQueryDto, @CurrentCaller() caller: Caller): UsageAnswer {
    return this.usage.read(query, caller.role === 'owner');
  }

  @Get('live')
  @ApiOperation({
    summary: 'What happens now; meant to be asked every two seconds.',
    description: 'While nothing happens, `If-None-Match` with the last ETag is answered with 304.',
  })
  @ApiHeader({ name: 'If-None-Match', required: false })
  @ApiResponse({ status: 200, type: LiveUsageAnswer })
  @ApiResponse({ status: 304, description: 'Nothing happened since.' })
  @DocumentErrors()
  live(@Req() request: ApiRequest, @Res({ passthrough: true }) reply: ApiReply): LiveUsageAnswer | undefined {
    const { tag } = this.usage;
    reply.header('etag', tag).header('cache-control', 'private, no-cache');
    if (request.headers['if-none-match'] !== tag) return this.usage.live();
    reply.code(304);
    return undefined;
  }
}
