import type { JsonValue } from '@dx/kernel';
import type { Operator } from '../validation/validation-settings.js';

/** What a subscriber can be told of. */
export const WEBHOOK_OPERATIONS = ['create', 'update', 'replace', 'delete'] as const;
export type WebhookOperation = (typeof WEBHOOK_OPERATIONS)[number];

/** A condition on a field of the record; all conditions of a subscription must hold. */
export interface WebhookCondition {
  readonly field: string;
  readonly operator: Operator;
  readonly value: string | number | boolean;
}

/** Which messages a subscription wants. Empty lists mean all. */
export interface WebhookSubscription {
  readonly id: string;
  readonly endpoints: readonly string[];
  readonly operations: readonly WebhookOperation[];
  /** Updates are told only when one of these fields changed. */
  readonly fields: readonly string[];
  readonly conditions: readonly WebhookCondition[];
}

/** A subscription as administrators see it; the secret is shown when it is made or rotated only. */
export interface Webhook extends WebhookSubscription {
  readonly name: string;
  readonly url: string;
  readonly active: boolean;
  /** Why the server switched it off; null when it did not. */
  readonly disabledReason: string | null;
  /** Since when every attempt failed; ISO 8601. */
  readonly failingSince: string | null;
  /** Until when messages carry a second signature with the secret before; ISO 8601. */
  readonly previousSecretUntil: string | null;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** What an administrator says of a subscription. */
export interface WebhookInput {
  readonly name: string;
  readonly url: string;
  readonly endpoints: readonly string[];
  readonly operations: readonly WebhookOperation[];
  readonly fields: readonly string[];
  readonly conditions: readonly WebhookCondition[];
  readonly active: boolean;
}

/** `pending`: to be sent (again); `dead`: given up. */
export const DELIVERY_STATUSES = ['pending', 'delivered', 'dead'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** One attempt to send a message. */
export interface DeliveryAttempt {
  readonly attempt: number;
  readonly at: string;
  /** The HTTP status; null when there was no answer. */
  readonly status: number | null;
  readonly latencyMs: number;
  /** The beginning of the answer's body. */
  readonly response: string | null;
  readonly error: string | null;
}

/** A message to one subscriber, as the delivery log shows it. */
export interface Delivery {
  readonly id: string;
  /** The `webhook-id` of every attempt. */
  readonly messageId: string;
  readonly webhookId: string;
  readonly alias: string;
  readonly recordId: string;
  readonly operation: string;
  readonly at: string;
  readonly requestId: string;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly nextAttemptAt: string | null;
  readonly finishedAt: string | null;
}

/** A message as the dispatcher sends it. */
export interface OutboxMessage {
  readonly id: string;
  readonly messageId: string;
  readonly webhookId: string;
  readonly alias: string;
  readonly recordId: string;
  readonly operation: string;
  readonly happenedAt: number;
  readonly requestId: string;
  /** JSON text. */
  readonly data: string;
  readonly attempts: number;
}

/** Where a message goes and how it is signed. */
export interface WebhookTarget {
  readonly id: string;
  readonly url: string;
  readonly secret: string;
  readonly previousSecret: string | null;
  readonly previousUntil: number | null;
  readonly failingSince: number | null;
}

/** What came of an attempt. */
export interface SendResult {
  readonly status: number | null;
  readonly latencyMs: number;
  readonly response: string | null;
  readonly error: string | null;
  /** Milliseconds that the receiver asks to wait. */
  readonly retryAfterMs: number | null;
}

/** Record data of an event. */
export type EventRecord = Readonly<Record<string, JsonValue>>;
