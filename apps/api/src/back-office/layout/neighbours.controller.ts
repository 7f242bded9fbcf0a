import { RequireRole } from '@dx/auth';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { DocumentErrors } from '../access/documented-errors.js';
import { NeighboursAnswer } from './neighbours.dto.js';
import { NeighboursService } from './neighbours.service.js';

/** What a picture of a table's relations shows. */
@Controller('back-office/tables/:table/neighbours')
@RequireRole('viewer')
@ApiTags('Relations')
@ApiBearerAuth('bearer')
export class NeighboursController {
  constructor(private readonly neighbours: NeighboursService) {}

  @Get()
  @ApiOperation({
    summary: 'A table with the tables around it, their endpoints and relations, and relations that could be made.',
    description:
      'Suggestions come from foreign keys, and from tables with two of them (many-to-many). Each one can be added to an endpoint of the table as it is, once its child is an endpoint.',
  })
  @ApiResponse({ status: 200, type: NeighboursAnswer })
  @DocumentErrors(404)
  show(@Param('table') table: string): Promise<NeighboursAnswer> {
    return this.neighbours.find(table);
  }
}
