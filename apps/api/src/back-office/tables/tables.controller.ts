import { RequireRole } from '@dx/auth';
import { Controller, Get, HttpCode, Param, Post, Query, UsePipes } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { DocumentErrors } from '../access/documented-errors.js';
import { makeValidationPipe } from '../access/validation.pipe.js';
import { ReloadAnswer, TableDetailAnswer, TablePage, TablesQueryDto } from './table.dto.js';
import { TablesService } from './tables.service.js';

/** What the connected database holds, and what could become an endpoint. */
@Controller('back-office/tables')
@RequireRole('viewer')
@UsePipes(makeValidationPipe())
@ApiTags('Tables')
@ApiBearerAuth('bearer')
export class TablesController {
  constructor(private readonly tables: TablesService) {}

  @Get()
  @ApiOperation({ summary: 'Lists tables and views by name; the search looks into names of tables and columns.' })
  @ApiResponse({ status: 200, type: TablePage })
  @DocumentErrors(400)
  list(@Query() query: TablesQueryDto): Promise<TablePage> {
    return this.tables.list(query);
  }

  @Post('reload')
  @HttpCode(200)
  @RequireRole('editor')
  @ApiOperation({ summary: 'Reads the structure of all tables again, after somebody changed it.' })
  @ApiResponse({ status: 200, type: ReloadAnswer })
  @DocumentErrors()
  reload(): Promise<ReloadAnswer> {
    return this.tables.reload();
  }

  @Get(':table')
  @ApiOperation({ summary: 'Shows a table with its columns and keys, and a complete configuration to start from.' })
  @ApiResponse({ status: 200, type: TableDetailAnswer })
  @DocumentErrors(404)
  show(@Param('table') name: string): Promise<TableDetailAnswer> {
    return this.tables.show(name);
  }
}
