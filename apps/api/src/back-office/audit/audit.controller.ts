import { RequireRole } from '@dx/auth';
import { AuditLog } from '@dx/builtin-plugins';
import { Controller, Get, Query, UsePipes } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { DocumentErrors } from '../access/documented-errors.js';
import { makeValidationPipe } from '../access/validation.pipe.js';
import { AuditPage, AuditQueryDto } from './audit.dto.js';

/** The audit log: who changed what, when. */
@Controller('back-office/audit')
@RequireRole('editor')
@UsePipes(makeValidationPipe())
@ApiTags('Audit')
@ApiBearerAuth('bearer')
export class AuditController {
  constructor(private readonly log: AuditLog) {}

  @Get()
  @ApiOperation({
    summary: 'Lists changes, the latest first.',
    description:
      'Records of the endpoints on which the plugin `audit` is switched on, and everything that the Back Office changes.',
  })
  @ApiResponse({ status: 200, type: AuditPage })
  @DocumentErrors(400)
  async list(@Query() { from, to, limit, ...filter }: AuditQueryDto): Promise<AuditPage> {
    const entries = await this.log.list({
      ...filter,
      // Why one more: it tells whether there is another page.
      limit: limit + 1,
      ...(from === undefined ? {} : { from: new Date(from) }),
      ...(to === undefined ? {} : { to: new Date(to) }),
    });
    const data = entries.slice(0, limit);
    return { data, next: entries.length > limit ? (data.at(-1)?.id ?? null) : null };
  }
}
