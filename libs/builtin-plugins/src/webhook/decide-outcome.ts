import { nextDelay } from './retry-schedule.js';
import type { OutboxMessage, SendResult, WebhookTarget } from './webhook-model.js';
import type { Outcome } from './webhook.outbox.js';

const GONE = 410;
/** A receiver that took nothing for so long is switched off. */
export const DISABLE_AFTER_MS = 5 * 86_400_000;

/** What becomes of a message after an attempt: delivered, tried again later, or given up. */
export function decideOutcome(
  { message, target }: { readonly message: OutboxMessage; readonly target: WebhookTarget },
  result: SendResult,
  now: number,
  random: number,
): Outcome {
  if (result.error === null) return { status: 'delivered', nextAttemptAt: now, disable: null };
  if (result.status === GONE) {
    return { status: 'dead', nextAttemptAt: now, disable: 'The receiver answered 410 Gone.' };
  }
  const delay = nextDelay(message.attempts + 1, result.retryAfterMs, random);
  const failsTooLong = target.failingSince !== null && now - target.failingSince >= DISABLE_AFTER_MS;
  return {
    status: delay === null ? 'dead' : 'pending',
    nextAttemptAt: now + (delay ?? 0),
    disable: failsTooLong ? 'Every attempt failed for five days.' : null,
  };
}
