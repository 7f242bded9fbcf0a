import { Module } from '@nestjs/common';
import { DeliveriesController } from './deliveries.controller.js';
import { WebhooksController } from './webhooks.controller.js';

/** The admin API of the webhooks. Why this order: `deliveries` must not be taken for the id of a webhook. */
@Module({ controllers: [DeliveriesController, WebhooksController] })
export class WebhooksAdminModule {}
