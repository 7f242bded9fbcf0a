import { RequireRole } from '@dx/auth';
import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { DocumentErrors } from '../access/documented-errors.js';
import { DriftAnswer } from './drift.dto.js';
import { DriftService } from './drift.service.js';

/** Endpoints that no longer fit their tables. */
@Controller('back-office/drift')
@RequireRole('viewer')
@ApiTags('Drift')
@ApiBearerAuth('bearer')
export class DriftController {
  constructor(private readonly drift: DriftService) {}

  @Get()
  @ApiOperation({
    summary:
      'Lists endpoints whose table or columns vanished or changed, each with a configuration that would fit again.',
    description:
      'A proposal never deletes an endpoint: fields follow columns that were probably renamed, or are left out; what cannot be mended is switched off. Nothing happens before somebody saves the proposal. `POST /back-office/tables/reload` reads the tables again first.',
  })
  @ApiResponse({ status: 200, type: DriftAnswer })
  @DocumentErrors()
  list(): Promise<DriftAnswer> {
    return this.drift.find();
  }
}
