import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { Webhook as Signer } from 'standardwebhooks';
import { request } from 'undici';
import { AddressGuard } from './address-policy.js';
import { CLOUD_EVENTS_TYPE, buildEnvelope } from './build-envelope.js';
import { makeGuardedAgent } from './guarded-agent.js';
import { parseRetryAfter } from './retry-schedule.js';
import { WEBHOOK_OPTIONS } from './webhook-options.js';
import type { WebhookOptions } from './webhook-options.js';
import type { OutboxMessage, SendResult, WebhookTarget } from './webhook-model.js';

const RESPONSE_EXCERPT_BYTES = 1024;
const ERROR_MAX = 500;
const NO_ANSWER = 'no answer in time';

/** Sends messages: signed, to allowed addresses only, within the time limit, following no redirect. Never rejects. */
@Injectable()
export class WebhookSender implements OnModuleDestroy {
  private readonly agent: ReturnType<typeof makeGuardedAgent>;

  constructor(@Inject(WEBHOOK_OPTIONS) private readonly options: WebhookOptions) {
    this.agent = makeGuardedAgent(new AddressGuard(options), options.timeoutMs);
  }

  async onModuleDestroy(): Promise<void> {
    await this.agent.destroy();
  }

  /** One attempt at `now` (milliseconds). */
  async send(target: WebhookTarget, message: OutboxMessage, now: number): Promise<SendResult> {
    const body = buildEnvelope(message);
    const startedAt = performance.now();
    const latency = (): number => Math.round(performance.now() - startedAt);
    try {
      const answer = await request(target.url, {
        method: 'POST',
        dispatcher: this.agent,
        headers: {
          'content-type': CLOUD_EVENTS_TYPE,
          'user-agent': 'data-exchange-api',
          ...sign(target, message, body, now),
        },
        body,
        signal: AbortSignal.timeout(this.options.timeoutMs),
      });
      const response = await readExcerpt(answer.body);
      const retryAfter = answer.headers['retry-after'];
      return {
        status: answer.statusCode,
        latencyMs: latency(),
        response,
        error:
          answer.statusCode >= 200 && answer.statusCode < 300 ? null : `the receiver answered ${answer.statusCode}`,
        retryAfterMs: parseRetryAfter(typeof retryAfter === 'string' ? retryAfter : undefined, now),
      };
    } catch (error) {
      return { status: null, latencyMs: latency(), response: null, error: describe(error), retryAfterMs: null };
    }
  }
}

/** Headers of Standard Webhooks; two signatures while a rotated secret is still good. */
function sign(
  { secret, previousSecret, previousUntil }: WebhookTarget,
  { messageId }: OutboxMessage,
  body: string,
  now: number,
): Readonly<Record<string, string>> {
  const at = new Date(now);
  const secrets = [secret, ...(previousSecret !== null && (previousUntil ?? 0) > now ? [previousSecret] : [])];
  return {
    'webhook-id': messageId,
    'webhook-timestamp': String(Math.floor(now / 1000)),
    'webhook-signature': secrets.map((it) => new Signer(it).sign(messageId, at, body)).join(' '),
  };
}

/** The beginning of a body; the rest is not waited for. */
async function readExcerpt(body: AsyncIterable<Buffer> & { destroy(): unknown }): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= RESPONSE_EXCERPT_BYTES) break;
  }
  body.destroy();
  // Why without NUL: some databases' texts cannot hold it.
  return Buffer.concat(chunks).toString('utf8').slice(0, RESPONSE_EXCERPT_BYTES).replaceAll('\0', '');
}

function describe(error: unknown): string {
  const { name, message, errors } = error as Partial<AggregateError>;
  if (errors?.[0] !== undefined) return describe(errors[0]);
  if (name === 'TimeoutError' || name === 'HeadersTimeoutError' || name === 'BodyTimeoutError') return NO_ANSWER;
  return (message || name || String(error)).slice(0, ERROR_MAX);
}
