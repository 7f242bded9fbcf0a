import {
  CurrentCaller,
  OAuthClientService,
  RequireRole,
  type IssuedOAuthClient,
  type OAuthClient,
  type Page,
} from '@dx/auth';
import type { Caller } from '@dx/kernel';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, UsePipes } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Audited } from '../audit/audit.interceptor.js';
import { DocumentErrors } from './documented-errors.js';
import { ListQueryDto } from './list-query.dto.js';
import {
  CreateOAuthClientDto,
  IssuedOAuthClientAnswer,
  OAuthClientAnswer,
  OAuthClientPage,
  UpdateOAuthClientDto,
} from './oauth-client.dto.js';
import { readExpiry } from './read-expiry.js';
import { makeValidationPipe } from './validation.pipe.js';

/** Applications that ask for tokens; only owners. */
@Controller('back-office/oauth-clients')
@RequireRole('owner')
@UsePipes(makeValidationPipe())
@Audited('oauth-clients')
@ApiTags('OAuth clients')
@ApiBearerAuth('bearer')
export class OAuthClientsController {
  constructor(private readonly clients: OAuthClientService) {}

  @Get()
  @ApiOperation({ summary: 'Lists clients by name; the search looks into names and client ids.' })
  @ApiResponse({ status: 200, type: OAuthClientPage })
  @DocumentErrors(400)
  async list(@Query() query: ListQueryDto): Promise<Page<OAuthClient>> {
    return this.clients.list(query);
  }

  @Post()
  @ApiOperation({ summary: 'Registers a client. Its secret is in this answer only.' })
  @ApiResponse({ status: 201, type: IssuedOAuthClientAnswer })
  @DocumentErrors(400, 409)
  async create(@Body() body: CreateOAuthClientDto, @CurrentCaller() caller: Caller): Promise<IssuedOAuthClientAnswer> {
    const { confidential, expiresAt, ...input } = body;
    const issued = await this.clients.create(
      { ...input, expiresAt: readExpiry(expiresAt) ?? null },
      confidential,
      caller,
    );
    return toAnswer(issued);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Shows a client, without its secret.' })
  @ApiResponse({ status: 200, type: OAuthClientAnswer })
  @DocumentErrors(404)
  async show(@Param('id') id: string): Promise<OAuthClient> {
    return this.clients.get(id);
  }

  @Patch(':id')
  @ApiOperation({
    summary: 'Changes a client.',
    description: 'Narrower scopes bind tokens that are out already; disabling ends them all at once and for ever.',
  })
  @ApiResponse({ status: 200, type: OAuthClientAnswer })
  @DocumentErrors(400, 404, 409)
  async update(@Param('id') id: string, @Body() body: UpdateOAuthClientDto): Promise<OAuthClient> {
    const { expiresAt: text, ...changes } = body;
    const expiresAt = readExpiry(text);
    return this.clients.update(id, expiresAt === undefined ? changes : { ...changes, expiresAt });
  }

  @Post(':id/rotate-secret')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Gives the client a new secret, shown in this answer only; the old one and every token end at once.',
  })
  @ApiResponse({ status: 200, type: IssuedOAuthClientAnswer })
  @DocumentErrors(404, 409)
  async rotateSecret(@Param('id') id: string): Promise<IssuedOAuthClientAnswer> {
    return toAnswer(await this.clients.rotateSecret(id));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Removes a client; every token of it ends at once.' })
  @ApiResponse({ status: 204 })
  @DocumentErrors(404)
  async remove(@Param('id') id: string): Promise<void> {
    await this.clients.remove(id);
  }
}

function toAnswer({ client, clientSecret }: IssuedOAuthClient): IssuedOAuthClientAnswer {
  return { ...client, clientSecret };
}
