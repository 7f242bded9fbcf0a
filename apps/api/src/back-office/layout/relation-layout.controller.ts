import { CurrentCaller, RequireRole } from '@dx/auth';
import type { Caller } from '@dx/kernel';
import { Body, Controller, Get, Put, Query, UsePipes } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { DocumentErrors } from '../access/documented-errors.js';
import { makeValidationPipe } from '../access/validation.pipe.js';
import { LayoutAnswer, LayoutDto, PictureQueryDto } from './relation-layout.dto.js';
import { RelationLayoutStore } from './relation-layout.store.js';

/** Where tables lie in the pictures of relations; each user has positions of his own. */
@Controller('back-office/relation-layout')
@RequireRole('viewer')
@UsePipes(makeValidationPipe())
@ApiTags('Relations')
@ApiBearerAuth('bearer')
export class RelationLayoutController {
  constructor(private readonly layouts: RelationLayoutStore) {}

  @Get()
  @ApiOperation({ summary: 'The positions of the tables in one of your pictures.' })
  @ApiResponse({ status: 200, type: LayoutAnswer })
  @DocumentErrors(400)
  show(@Query() { picture }: PictureQueryDto, @CurrentCaller() caller: Caller): Promise<LayoutAnswer> {
    return this.layouts.find(caller.id, picture);
  }

  @Put()
  @ApiOperation({ summary: 'Keeps the positions of the tables in one of your pictures; the last one to save wins.' })
  @ApiResponse({ status: 200, type: LayoutAnswer })
  @DocumentErrors(400)
  save(
    @Query() { picture }: PictureQueryDto,
    @Body() { nodes }: LayoutDto,
    @CurrentCaller() caller: Caller,
  ): Promise<LayoutAnswer> {
    return this.layouts.save(caller.id, picture, nodes);
  }
}
