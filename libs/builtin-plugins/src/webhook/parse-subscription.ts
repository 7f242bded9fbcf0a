import type { WebhookCondition, WebhookOperation, WebhookSubscription } from './webhook-model.js';

/** A subscription from the texts of its columns: id, endpoints, operations, watched fields, conditions. */
export function parseSubscription([
  id = '',
  endpoints = '[]',
  operations = '[]',
  fields = '[]',
  conditions = '[]',
]: readonly string[]): WebhookSubscription {
  return {
    id,
    endpoints: JSON.parse(endpoints) as readonly string[],
    operations: JSON.parse(operations) as readonly WebhookOperation[],
    fields: JSON.parse(fields) as readonly string[],
    conditions: JSON.parse(conditions) as readonly WebhookCondition[],
  };
}
