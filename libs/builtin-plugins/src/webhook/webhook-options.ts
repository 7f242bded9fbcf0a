/** Settings of the webhooks. */
export interface WebhookOptions {
  /** Whether messages may go to private addresses at all. */
  readonly allowPrivate: boolean;
  /** Host names, addresses and networks (`10.1.0.0/16`) that may be private. */
  readonly allowHosts: readonly string[];
  /** Milliseconds for one attempt, from connecting to the end of the answer. */
  readonly timeoutMs: number;
  /** Milliseconds between two looks for due messages. */
  readonly pollMs: number;
  /** Days for which delivered and dead messages stay in the log; 0 keeps them for ever. */
  readonly retentionDays: number;
}

/** Injects `WebhookOptions`. */
export const WEBHOOK_OPTIONS = Symbol('WEBHOOK_OPTIONS');

/** What is used where a setting says nothing. */
export const WEBHOOK_DEFAULTS: WebhookOptions = {
  allowPrivate: false,
  allowHosts: [],
  timeoutMs: 15_000,
  pollMs: 1_000,
  retentionDays: 30,
};
