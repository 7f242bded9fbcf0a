import { CurrentCaller, RequireRole } from '@dx/auth';
import type { Caller } from '@dx/kernel';
import { Controller, HttpCode, Param, Post, Query, Req, Res, UsePipes } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { ApiReply, ApiRequest } from '../../http/api-request.js';
import { DocumentErrors } from '../access/documented-errors.js';
import { Audited } from '../audit/audit.interceptor.js';
import { makeValidationPipe } from '../access/validation.pipe.js';
import { DocumentRevision } from './document-revision.js';
import { readRevision } from './read-revision.js';
import { RevertedAnswer, RevertQueryDto } from './revision.dto.js';
import { RevisionsService } from './revisions.service.js';

/** The way back to earlier states of a configuration. */
@Controller('back-office/configurations/:id/revisions')
@RequireRole('editor')
@UsePipes(makeValidationPipe())
@ApiTags('Configurations')
@ApiBearerAuth('bearer')
@Audited('configurations')
export class RevisionsController {
  constructor(private readonly revisions: RevisionsService) {}

  @Post(':revision/revert')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Brings a configuration back to the state of a save, or undoes its removal.',
    description:
      'The way back is a save of its own. `If-Match` names the version that is stored now; after a removal nothing is stored and it is not needed: the configuration is made again under a new id, with the relations that led to it.',
  })
  @ApiResponse({ status: 200, type: RevertedAnswer })
  @DocumentRevision()
  @DocumentErrors(400, 404)
  async revert(
    @Param('id') id: string,
    @Param('revision') revision: string,
    @Query() { to }: RevertQueryDto,
    @CurrentCaller() caller: Caller,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<RevertedAnswer> {
    const answer = await this.revisions.revert(id, revision, to, () => readRevision(request), caller);
    reply.header('etag', `"${answer.revision}"`);
    return answer;
  }
}
