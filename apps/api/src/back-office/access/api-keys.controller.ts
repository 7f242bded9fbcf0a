import {
  ApiKeyService,
  CurrentCaller,
  defaultExpiry,
  RequireRole,
  type ApiKey,
  type IssuedApiKey,
  type Page,
} from '@dx/auth';
import type { Caller } from '@dx/kernel';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, UsePipes } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  ApiKeyAnswer,
  ApiKeyPage,
  CreateApiKeyDto,
  IssuedApiKeyAnswer,
  RotateApiKeyDto,
  UpdateApiKeyDto,
} from './api-key.dto.js';
import { Audited } from '../audit/audit.interceptor.js';
import { DocumentErrors } from './documented-errors.js';
import { ListQueryDto } from './list-query.dto.js';
import { readExpiry } from './read-expiry.js';
import { makeValidationPipe } from './validation.pipe.js';

/** API keys; only owners. */
@Controller('back-office/api-keys')
@RequireRole('owner')
@UsePipes(makeValidationPipe())
@Audited('api-keys')
@ApiTags('API keys')
@ApiBearerAuth('bearer')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeyService) {}

  @Get()
  @ApiOperation({ summary: 'Lists keys by name; the search looks into names and beginnings of keys.' })
  @ApiResponse({ status: 200, type: ApiKeyPage })
  @DocumentErrors(400)
  async list(@Query() query: ListQueryDto): Promise<Page<ApiKey>> {
    return this.keys.list(query);
  }

  @Post()
  @ApiOperation({ summary: 'Makes a key. Its text is in this answer only.' })
  @ApiResponse({ status: 201, type: IssuedApiKeyAnswer })
  @DocumentErrors(400, 409)
  async create(@Body() body: CreateApiKeyDto, @CurrentCaller() caller: Caller): Promise<IssuedApiKeyAnswer> {
    const expiresAt = readExpiry(body.expiresAt);
    const input = { name: body.name, scopes: body.scopes };
    const given = expiresAt === undefined ? defaultExpiry(new Date()) : expiresAt;
    return toAnswer(await this.keys.create({ ...input, expiresAt: given }, caller));
  }

  @Get(':id')
  @ApiOperation({ summary: 'Shows a key, without its text.' })
  @ApiResponse({ status: 200, type: ApiKeyAnswer })
  @DocumentErrors(404)
  async show(@Param('id') id: string): Promise<ApiKey> {
    return this.keys.get(id);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Changes name, scopes or expiry; effective at once.' })
  @ApiResponse({ status: 200, type: ApiKeyAnswer })
  @DocumentErrors(400, 404, 409)
  async update(@Param('id') id: string, @Body() body: UpdateApiKeyDto): Promise<ApiKey> {
    const { name, scopes } = body;
    const expiresAt = readExpiry(body.expiresAt);
    return this.keys.update(id, {
      ...(name === undefined ? {} : { name }),
      ...(scopes === undefined ? {} : { scopes }),
      ...(expiresAt === undefined ? {} : { expiresAt }),
    });
  }

  @Post(':id/rotate')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Gives the key a new text, shown in this answer only; the old one stays good for the overlap.',
  })
  @ApiResponse({ status: 200, type: IssuedApiKeyAnswer })
  @DocumentErrors(400, 404, 409)
  async rotate(@Param('id') id: string, @Body() { overlapSeconds }: RotateApiKeyDto): Promise<IssuedApiKeyAnswer> {
    return toAnswer(await this.keys.rotate(id, overlapSeconds));
  }

  @Post(':id/revoke')
  @HttpCode(204)
  @ApiOperation({ summary: 'Ends the key at once and for ever; it stays in the list.' })
  @ApiResponse({ status: 204 })
  @DocumentErrors(404)
  async revoke(@Param('id') id: string): Promise<void> {
    await this.keys.revoke(id);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Ends the key at once and removes it from the list.' })
  @ApiResponse({ status: 204 })
  @DocumentErrors(404)
  async remove(@Param('id') id: string): Promise<void> {
    await this.keys.remove(id);
  }
}

function toAnswer({ apiKey, key }: IssuedApiKey): IssuedApiKeyAnswer {
  return { ...apiKey, key };
}
