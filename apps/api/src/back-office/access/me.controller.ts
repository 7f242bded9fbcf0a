import { CurrentCaller, RequireRole, UserService, type User } from '@dx/auth';
import type { Caller } from '@dx/kernel';
import { Body, Controller, Get, HttpCode, Ip, Put, UsePipes } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Audited } from '../audit/audit.interceptor.js';
import { DocumentErrors } from './documented-errors.js';
import { ChangePasswordDto, UserAnswer } from './user.dto.js';
import { makeValidationPipe } from './validation.pipe.js';

/** The signed-in user. */
@Controller('back-office/me')
@RequireRole('viewer')
@UsePipes(makeValidationPipe())
@Audited('users')
@ApiTags('Back-office users')
@ApiBearerAuth('bearer')
export class MeController {
  constructor(private readonly users: UserService) {}

  @Get()
  @ApiOperation({ summary: 'Who am I?' })
  @ApiResponse({ status: 200, type: UserAnswer })
  @DocumentErrors()
  async show(@CurrentCaller() caller: Caller): Promise<User> {
    return this.users.get(caller.id);
  }

  @Put('password')
  @HttpCode(204)
  @ApiOperation({ summary: 'Changes the own password; every token ends at once, the one in use included.' })
  @ApiResponse({ status: 204 })
  @DocumentErrors(400, 429)
  async changePassword(
    @CurrentCaller() caller: Caller,
    @Body() { currentPassword, newPassword }: ChangePasswordDto,
    @Ip() ip: string,
  ): Promise<void> {
    await this.users.changeOwnPassword(caller.id, currentPassword, newPassword, ip);
  }
}
