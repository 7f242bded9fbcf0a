import { CurrentCaller, RequireRole } from '@dx/auth';
import type { Caller } from '@dx/kernel';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query, Res, UsePipes } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { ApiReply } from '../../http/api-request.js';
import { Audited } from '../audit/audit.interceptor.js';
import { DocumentErrors } from '../access/documented-errors.js';
import { makeValidationPipe } from '../access/validation.pipe.js';
import { BaseRevision } from './base-revision.js';
import { ConfigurationBody, PatchBody, UpdateBody } from './configuration-body.dto.js';
import {
  CheckAnswer,
  CheckQueryDto,
  ConfigurationAnswer,
  ConfigurationPage,
  ConfigurationsQueryDto,
  HistoryQueryDto,
  RevisionList,
} from './configuration.dto.js';
import { ConfigurationsService } from './configurations.service.js';
import { DocumentRevision } from './document-revision.js';
import { RemovedAnswer } from './revision.dto.js';

/** The entity configurations: which tables are endpoints, and how. Whatever is saved is in force before the answer. */
@Controller('back-office/configurations')
@RequireRole('viewer')
@UsePipes(makeValidationPipe())
@Audited('configurations')
@ApiTags('Configurations')
@ApiBearerAuth('bearer')
export class ConfigurationsController {
  constructor(private readonly configurations: ConfigurationsService) {}

  @Get()
  @ApiOperation({ summary: 'Lists configurations, active ones first; the search looks into aliases and tables.' })
  @ApiResponse({ status: 200, type: ConfigurationPage })
  @DocumentErrors(400)
  list(@Query() query: ConfigurationsQueryDto): Promise<ConfigurationPage> {
    return this.configurations.list(query);
  }

  @Post()
  @RequireRole('editor')
  @ApiOperation({ summary: 'Makes an endpoint.' })
  @ApiBody({ type: ConfigurationBody })
  @ApiResponse({ status: 201, type: ConfigurationAnswer })
  @DocumentErrors(400, 409)
  async create(
    @Body() body: unknown,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<ConfigurationAnswer> {
    return tagged(reply, await this.configurations.create(body, caller));
  }

  @Post('validate')
  @HttpCode(200)
  @ApiOperation({ summary: 'Checks a configuration as saving would, and lists everything that is wrong or odd.' })
  @ApiBody({ type: ConfigurationBody })
  @ApiResponse({ status: 200, type: CheckAnswer })
  @DocumentErrors(400)
  check(@Body() body: unknown, @Query() { id }: CheckQueryDto): Promise<CheckAnswer> {
    return this.configurations.check(body, id ?? null);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Shows a configuration, with what keeps it from being served.' })
  @ApiResponse({ status: 200, type: ConfigurationAnswer })
  @DocumentErrors(404)
  async show(@Param('id') id: string, @Res({ passthrough: true }) reply: ApiReply): Promise<ConfigurationAnswer> {
    return tagged(reply, await this.configurations.show(id));
  }

  @Put(':id')
  @RequireRole('editor')
  @ApiOperation({ summary: 'Overwrites a configuration.' })
  @ApiBody({ type: UpdateBody })
  @ApiResponse({ status: 200, type: ConfigurationAnswer })
  @DocumentRevision()
  @DocumentErrors(400, 404)
  async replace(
    @Param('id') id: string,
    @Body() body: unknown,
    @BaseRevision() base: string | null,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<ConfigurationAnswer> {
    return tagged(reply, await this.configurations.replace(id, body, base, caller));
  }

  @Patch(':id')
  @RequireRole('editor')
  @ApiOperation({ summary: 'Changes parts of a configuration: objects are merged, lists replaced, null removes.' })
  @ApiBody({ type: PatchBody })
  @ApiResponse({ status: 200, type: ConfigurationAnswer })
  @DocumentRevision()
  @DocumentErrors(400, 404)
  async update(
    @Param('id') id: string,
    @Body() body: unknown,
    @BaseRevision() base: string | null,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<ConfigurationAnswer> {
    return tagged(reply, await this.configurations.update(id, body, base, caller));
  }

  @Delete(':id')
  @RequireRole('editor')
  @ApiOperation({
    summary: 'Removes a configuration, and the relations of others that lead to it. No data is touched.',
    description:
      'The answer names those relations. All of it can be undone: `POST …/revisions/{revision}/revert` with the latest of its revisions.',
  })
  @ApiResponse({ status: 200, type: RemovedAnswer })
  @DocumentRevision()
  @DocumentErrors(404)
  remove(
    @Param('id') id: string,
    @BaseRevision() base: string | null,
    @CurrentCaller() caller: Caller,
  ): Promise<RemovedAnswer> {
    return this.configurations.remove(id, base, caller);
  }

  @Get(':id/revisions')
  @ApiOperation({ summary: 'Lists the saves of a configuration, the latest first; also of one that was removed.' })
  @ApiResponse({ status: 200, type: RevisionList })
  @DocumentErrors(400, 404)
  revisions(@Param('id') id: string, @Query() { limit }: HistoryQueryDto): Promise<RevisionList> {
    return this.configurations.revisions(id, limit);
  }
}

function tagged(reply: ApiReply, answer: ConfigurationAnswer): ConfigurationAnswer {
  reply.header('etag', `"${answer.revision}"`);
  return answer;
}
