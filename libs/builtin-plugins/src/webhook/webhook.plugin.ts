import { createHash, randomUUID } from 'node:crypto';
import { DataExchangePlugin } from '@dx/plugin-registry';
import type { HookTransaction, PluginContext, PluginHooks, WrittenRow } from '@dx/plugin-registry';
import { operationOf } from '../operation-of.js';
import { insertRows } from '../storage/insert-rows.js';
import { describeEvent } from './describe-event.js';
import { parseSubscription } from './parse-subscription.js';
import { wantsRow } from './wants-row.js';
import { WebhookDispatcher } from './webhook.dispatcher.js';
import type { WebhookOperation, WebhookSubscription } from './webhook-model.js';

/** The plugin's settings on an endpoint. */
export interface WebhookSettings {
  /** Ids of the webhooks that may be told of this endpoint; absent: all. */
  readonly webhooks?: readonly string[];
}

/** The JSON Schema of `WebhookSettings`. */
export const WEBHOOK_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: {
    webhooks: {
      type: 'array',
      title: 'Webhooks',
      description: 'Ids of the webhooks that are told of this endpoint; left out: all that ask for it.',
      uniqueItems: true,
      maxItems: 100,
      items: { type: 'string', minLength: 1, maxLength: 36 },
    },
  },
};

const OUTBOX_COLUMNS = [
  'message_id',
  'webhook_id',
  'alias',
  'record_id',
  'order_key',
  'operation',
  'happened_at',
  'request_id',
  'data',
  'status',
  'attempts',
  'next_attempt_at',
] as const;
const TEXT_MAX = 255;

/**
 * Writes a message for every subscriber into the outbox, in the transaction of the change: what is stored is told, and what
 * is rolled back is not. The dispatcher sends them.
 */
@DataExchangePlugin({
  name: 'webhook',
  description: 'Tells other systems of new, changed and deleted records by signed webhooks, with retries for days.',
  order: 950,
  settingsSchema: WEBHOOK_SCHEMA,
  needsBefore: true,
})
export class WebhookPlugin implements PluginHooks<WebhookSettings> {
  constructor(private readonly dispatcher: WebhookDispatcher) {}

  async afterWrite(
    ctx: PluginContext<WebhookSettings>,
    rows: readonly WrittenRow[],
    tx: HookTransaction,
  ): Promise<void> {
    await enqueue(ctx, (row) => operationOf(ctx.operation, row), rows, tx);
  }

  async afterDelete(
    ctx: PluginContext<WebhookSettings>,
    rows: readonly WrittenRow[],
    tx: HookTransaction,
  ): Promise<void> {
    await enqueue(ctx, () => 'delete', rows, tx);
  }

  afterCommit(): void {
    this.dispatcher.wake();
  }
}

async function enqueue(
  { entity, settings, now, requestId }: PluginContext<WebhookSettings>,
  operationFor: (row: WrittenRow) => WebhookOperation,
  rows: readonly WrittenRow[],
  tx: HookTransaction,
): Promise<void> {
  const subscriptions = (await readSubscriptions(tx)).filter(
    ({ id }) => settings.webhooks === undefined || settings.webhooks.includes(id),
  );
  const messages = rows.flatMap((row) => {
    const operation = operationFor(row);
    const wanted = subscriptions.filter((subscription) => wantsRow(subscription, entity, operation, row));
    if (wanted.length === 0) return [];
    const data = describeEvent(entity, operation, row);
    const recordId = row.identifier ?? '';
    return wanted.map(({ id }) => [
      randomUUID(),
      id,
      entity.alias,
      recordId.slice(0, TEXT_MAX),
      createHash('sha256')
        .update(JSON.stringify([id, entity.alias, recordId]))
        .digest('hex'),
      operation,
      now.getTime(),
      requestId.slice(0, TEXT_MAX),
      data,
      'pending',
      0,
      now.getTime(),
    ]);
  });
  await insertRows((sql, params) => tx.execute(sql, params), 'dx_webhook_outbox', OUTBOX_COLUMNS, messages);
}

async function readSubscriptions(tx: HookTransaction): Promise<readonly WebhookSubscription[]> {
  const sql = `SELECT id, endpoints, operations, watched_fields, conditions FROM dx_webhook WHERE active = 1`;
  return (await tx.query(sql, [])).map(({ id, endpoints, operations, watched_fields: fields, conditions }) =>
    parseSubscription([id, endpoints, operations, fields, conditions].map((value) => String(value))),
  );
}
