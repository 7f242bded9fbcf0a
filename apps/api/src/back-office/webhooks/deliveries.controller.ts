import { RequireRole } from '@dx/auth';
import { type Delivery, WebhookDeliveries, WebhookDispatcher } from '@dx/builtin-plugins';
import { Controller, Get, HttpCode, Param, Post, Query, UsePipes } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { DocumentErrors } from '../access/documented-errors.js';
import { makeValidationPipe } from '../access/validation.pipe.js';
import { DeliveriesQueryDto, DeliveryAnswer, DeliveryDetailsAnswer, DeliveryPage } from './delivery.dto.js';

/** The delivery log of the webhooks. */
@Controller('back-office/webhooks/deliveries')
@RequireRole('editor')
@UsePipes(makeValidationPipe())
@ApiTags('Webhooks')
@ApiBearerAuth('bearer')
export class DeliveriesController {
  constructor(
    private readonly deliveries: WebhookDeliveries,
    private readonly dispatcher: WebhookDispatcher,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists messages, the latest first.' })
  @ApiResponse({ status: 200, type: DeliveryPage })
  @DocumentErrors(400)
  async list(@Query() query: DeliveriesQueryDto): Promise<DeliveryPage> {
    // Why one more: it tells whether there is another page.
    const found = await this.deliveries.list({ ...query, limit: query.limit + 1 });
    const data = found.slice(0, query.limit);
    return { data, next: found.length > query.limit ? (data.at(-1)?.id ?? null) : null };
  }

  @Get(':id')
  @ApiOperation({ summary: 'Shows a message with every attempt.' })
  @ApiResponse({ status: 200, type: DeliveryDetailsAnswer })
  @DocumentErrors(404)
  async show(@Param('id') id: string): Promise<DeliveryDetailsAnswer> {
    const { delivery, log, data } = await this.deliveries.get(id);
    return { ...delivery, log, data };
  }

  @Post(':id/resend')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sends a message again as soon as possible, with the same id.' })
  @ApiResponse({ status: 200, type: DeliveryAnswer })
  @DocumentErrors(404)
  async resend(@Param('id') id: string): Promise<Delivery> {
    const delivery = await this.deliveries.resend(id);
    this.dispatcher.wake();
    return delivery;
  }
}
