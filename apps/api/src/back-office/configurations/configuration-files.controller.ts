import { CurrentCaller, RequireRole } from '@dx/auth';
import type { Caller } from '@dx/kernel';
import { Body, Controller, Get, Header, HttpCode, Post, Query, Res, UsePipes } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { ApiReply } from '../../http/api-request.js';
import { Audited } from '../audit/audit.interceptor.js';
import { DocumentErrors } from '../access/documented-errors.js';
import { makeValidationPipe } from '../access/validation.pipe.js';
import { ConfigurationBody } from './configuration-body.dto.js';
import { ImportAnswer, ImportQueryDto } from './configuration.dto.js';
import { ConfigurationsService } from './configurations.service.js';
import { listForHeader } from './list-for-header.js';

/** Configurations as files, in the contract's installer format. */
@Controller('back-office/configurations')
@RequireRole('viewer')
@UsePipes(makeValidationPipe())
@Audited('configurations')
@ApiTags('Configurations')
@ApiBearerAuth('bearer')
export class ConfigurationFilesController {
  constructor(private readonly configurations: ConfigurationsService) {}

  @Post('import')
  @HttpCode(200)
  @RequireRole('editor')
  @ApiOperation({
    summary: 'Imports a list of configurations; importing the same list again changes nothing.',
    description:
      'Configurations whose alias is stored already are skipped unless `update=true`. What cannot work is stored all the same, stays inactive, and is reported by its path in the list.',
  })
  @ApiBody({ type: [ConfigurationBody] })
  @ApiResponse({ status: 200, type: ImportAnswer })
  @DocumentErrors(400)
  importAll(
    @Body() body: unknown,
    @Query() query: ImportQueryDto,
    @CurrentCaller() caller: Caller,
  ): Promise<ImportAnswer> {
    return this.configurations.importAll(body, query, caller);
  }

  @Get('export')
  @Header('content-type', 'application/json')
  @Header('content-disposition', 'attachment; filename="configuration.json"')
  @ApiOperation({
    summary: 'All configurations as one file, which can be imported elsewhere.',
    description: 'Stored rows whose definition is not readable have no place in such a file; `X-Left-Out` names them.',
  })
  @ApiResponse({
    status: 200,
    type: [ConfigurationBody],
    headers: {
      'X-Left-Out': {
        description:
          'Aliases that are not in the file, percent-encoded, separated by commas; `…` at the end when there are more. Absent when the file is complete.',
        schema: { type: 'string' },
      },
    },
  })
  @DocumentErrors()
  async exportAll(@Res({ passthrough: true }) reply: ApiReply): Promise<Buffer> {
    const { file, leftOut } = await this.configurations.exportAll();
    if (leftOut.length > 0) reply.header('x-left-out', listForHeader(leftOut));
    return Buffer.from(file);
  }
}
