import { RequireRole, UserService, type Page, type User } from '@dx/auth';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query, UsePipes } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Audited } from '../audit/audit.interceptor.js';
import { DocumentErrors } from './documented-errors.js';
import { ListQueryDto } from './list-query.dto.js';
import { CreateUserDto, SetPasswordDto, UpdateUserDto, UserAnswer, UserPage } from './user.dto.js';
import { makeValidationPipe } from './validation.pipe.js';

/** Back-office users; only owners. */
@Controller('back-office/users')
@RequireRole('owner')
@UsePipes(makeValidationPipe())
@Audited('users')
@ApiTags('Back-office users')
@ApiBearerAuth('bearer')
export class UsersController {
  constructor(private readonly users: UserService) {}

  @Get()
  @ApiOperation({ summary: 'Lists users by e-mail; the search looks into e-mails and names.' })
  @ApiResponse({ status: 200, type: UserPage })
  @DocumentErrors(400)
  async list(@Query() query: ListQueryDto): Promise<Page<User>> {
    return this.users.list(query);
  }

  @Post()
  @ApiOperation({ summary: 'Creates a user.' })
  @ApiResponse({ status: 201, type: UserAnswer })
  @DocumentErrors(400, 409, 429)
  async create(@Body() user: CreateUserDto): Promise<User> {
    return this.users.create(user);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Shows a user.' })
  @ApiResponse({ status: 200, type: UserAnswer })
  @DocumentErrors(404)
  async show(@Param('id') id: string): Promise<User> {
    return this.users.get(id);
  }

  @Patch(':id')
  @ApiOperation({
    summary: 'Changes a user.',
    description: 'A role is effective at once. Disabling ends every token. The last active owner stays one (1923).',
  })
  @ApiResponse({ status: 200, type: UserAnswer })
  @DocumentErrors(400, 404, 409)
  async update(@Param('id') id: string, @Body() changes: UpdateUserDto): Promise<User> {
    return this.users.update(id, changes);
  }

  @Put(':id/password')
  @HttpCode(204)
  @ApiOperation({ summary: 'Sets the password of a user; every token of the user ends at once.' })
  @ApiResponse({ status: 204 })
  @DocumentErrors(400, 404, 429)
  async setPassword(@Param('id') id: string, @Body() { newPassword }: SetPasswordDto): Promise<void> {
    await this.users.setPassword(id, newPassword);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Removes a user; every token of the user ends at once. The last active owner stays (1923).',
  })
  @ApiResponse({ status: 204 })
  @DocumentErrors(404, 409)
  async remove(@Param('id') id: string): Promise<void> {
    await this.users.remove(id);
  }
}
