import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { AUDIT_OPTIONS, AuditCleaner } from './audit/audit.cleaner.js';
import type { AuditOptions } from './audit/audit.cleaner.js';
import { AuditLog } from './audit/audit.log.js';
import { AuditPlugin } from './audit/audit.plugin.js';
import { TransformationPlugin } from './transformation/transformation.plugin.js';
import { ValidationPlugin } from './validation/validation.plugin.js';
import { WebhookDeliveries } from './webhook/webhook.deliveries.js';
import { WebhookDispatcher } from './webhook/webhook.dispatcher.js';
import { WEBHOOK_DEFAULTS, WEBHOOK_OPTIONS } from './webhook/webhook-options.js';
import type { WebhookOptions } from './webhook/webhook-options.js';
import { WebhookOutbox } from './webhook/webhook.outbox.js';
import { WebhookPlugin } from './webhook/webhook.plugin.js';
import { WebhookSender } from './webhook/webhook.sender.js';
import { WebhookStore } from './webhook/webhook.store.js';

/** Settings of the shipped plugins. */
export interface BuiltinPluginsOptions {
  readonly audit: AuditOptions;
  readonly webhooks: Partial<WebhookOptions>;
}

/** The shipped plugins, and what the admin API needs of them. Needs `DATABASE` with this library's data migrations. */
@Module({})
export class BuiltinPluginsModule {
  static forRoot({ audit, webhooks }: BuiltinPluginsOptions): DynamicModule {
    return {
      module: BuiltinPluginsModule,
      global: true,
      providers: [
        { provide: AUDIT_OPTIONS, useValue: audit },
        { provide: WEBHOOK_OPTIONS, useValue: { ...WEBHOOK_DEFAULTS, ...webhooks } satisfies WebhookOptions },
        TransformationPlugin,
        ValidationPlugin,
        AuditPlugin,
        AuditLog,
        AuditCleaner,
        WebhookPlugin,
        WebhookOutbox,
        WebhookSender,
        WebhookDispatcher,
        WebhookStore,
        WebhookDeliveries,
      ],
      exports: [AuditLog, WebhookStore, WebhookDeliveries, WebhookDispatcher],
    };
  }
}
