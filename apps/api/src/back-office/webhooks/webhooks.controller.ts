import { CurrentCaller, RequireRole } from '@dx/auth';
import {
  type IssuedWebhook,
  type Webhook,
  WebhookDeliveries,
  WebhookDispatcher,
  WebhookStore,
} from '@dx/builtin-plugins';
import type { Caller } from '@dx/kernel';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, UsePipes } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { DocumentErrors } from '../access/documented-errors.js';
import { makeValidationPipe } from '../access/validation.pipe.js';
import { Audited } from '../audit/audit.interceptor.js';
import {
  CreateWebhookDto,
  IssuedWebhookAnswer,
  ReplayAnswer,
  ReplayDto,
  RotateSecretDto,
  TestAnswer,
  UpdateWebhookDto,
  WebhookAnswer,
  WebhookList,
} from './webhook.dto.js';

const TOLD_OF_ALL = { endpoints: [], operations: [], fields: [], conditions: [], active: true } as const;

/** Webhooks: who is told of changed records. Only endpoints on which the plugin `webhook` is switched on tell anybody. */
@Controller('back-office/webhooks')
@RequireRole('editor')
@UsePipes(makeValidationPipe())
@Audited('webhooks')
@ApiTags('Webhooks')
@ApiBearerAuth('bearer')
export class WebhooksController {
  constructor(
    private readonly webhooks: WebhookStore,
    private readonly deliveries: WebhookDeliveries,
    private readonly dispatcher: WebhookDispatcher,
  ) {}

  @Get()
  @RequireRole('viewer')
  @ApiOperation({ summary: 'Lists webhooks by name.' })
  @ApiResponse({ status: 200, type: WebhookList })
  @DocumentErrors()
  async list(): Promise<WebhookList> {
    return { data: await this.webhooks.list() };
  }

  @Post()
  @ApiOperation({
    summary: 'Makes a webhook. Its secret is in this answer only.',
    description:
      'Messages are CloudEvents (structured JSON), signed as Standard Webhooks describe. Changes of one record come in ' +
      'order; a failed message is tried again for about three days. A message may come twice: its `webhook-id` tells.',
  })
  @ApiResponse({ status: 201, type: IssuedWebhookAnswer })
  @DocumentErrors(400)
  async create(@Body() body: CreateWebhookDto, @CurrentCaller() caller: Caller): Promise<IssuedWebhookAnswer> {
    return toAnswer(await this.webhooks.create({ ...TOLD_OF_ALL, ...givenOf(body) }, caller.name));
  }

  @Get(':id')
  @RequireRole('viewer')
  @ApiOperation({ summary: 'Shows a webhook, without its secret.' })
  @ApiResponse({ status: 200, type: WebhookAnswer })
  @DocumentErrors(404)
  show(@Param('id') id: string): Promise<Webhook> {
    return this.webhooks.get(id);
  }

  @Patch(':id')
  @ApiOperation({
    summary: 'Changes a webhook. Switched on again, it also gets what waited for it.',
    description: 'Changes that are made while it is switched off are not told later.',
  })
  @ApiResponse({ status: 200, type: WebhookAnswer })
  @DocumentErrors(400, 404)
  async update(@Param('id') id: string, @Body() body: UpdateWebhookDto): Promise<Webhook> {
    const webhook = await this.webhooks.update(id, givenOf(body));
    this.dispatcher.wake();
    return webhook;
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Removes a webhook with its delivery log.' })
  @ApiResponse({ status: 204 })
  @DocumentErrors(404)
  async remove(@Param('id') id: string): Promise<void> {
    await this.webhooks.remove(id);
  }

  @Post(':id/rotate-secret')
  @HttpCode(200)
  @ApiOperation({ summary: 'Makes a new secret; for a while messages are signed with both.' })
  @ApiResponse({ status: 200, type: IssuedWebhookAnswer })
  @DocumentErrors(400, 404)
  async rotateSecret(@Param('id') id: string, @Body() { overlapHours }: RotateSecretDto): Promise<IssuedWebhookAnswer> {
    return toAnswer(await this.webhooks.rotateSecret(id, overlapHours));
  }

  @Post(':id/test')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sends a test message now and tells what came of it.' })
  @ApiResponse({ status: 200, type: TestAnswer })
  @DocumentErrors(404)
  async test(@Param('id') id: string): Promise<TestAnswer> {
    const { status, latencyMs, response, error } = await this.webhooks.test(id);
    return { delivered: error === null, status, latencyMs, response, error };
  }

  @Post(':id/replay')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sends every message again that was given up.' })
  @ApiResponse({ status: 200, type: ReplayAnswer })
  @DocumentErrors(400, 404)
  async replay(@Param('id') id: string, @Body() { since }: ReplayDto): Promise<ReplayAnswer> {
    await this.webhooks.get(id);
    const count = await this.deliveries.replayDead(id, since === undefined ? null : new Date(since));
    this.dispatcher.wake();
    return { count };
  }
}

function toAnswer({ webhook, secret }: IssuedWebhook): IssuedWebhookAnswer {
  return { ...webhook, secret };
}

/** Why: what was left out is there as undefined. */
function givenOf<Body extends object>(body: Body): Body {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Body;
}
