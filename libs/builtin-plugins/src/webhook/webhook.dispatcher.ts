import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { decideOutcome } from './decide-outcome.js';
import { WEBHOOK_OPTIONS } from './webhook-options.js';
import type { WebhookOptions } from './webhook-options.js';
import { WebhookOutbox } from './webhook.outbox.js';
import type { ClaimedMessage } from './webhook.outbox.js';
import { WebhookSender } from './webhook.sender.js';

const MESSAGES_AT_ONCE = 16;
const MESSAGES_PER_WEBHOOK = 4;
/** Beyond the longest attempt: time to note what came of it. */
const LEASE_MARGIN_MS = 30_000;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const REMOVED_PER_STATEMENT = 500;
const STATEMENTS_PER_CLEANING = 100;

/** The time, and chance; tests bring their own. */
export interface DispatcherClock {
  now(): number;
  /** 0 to 1. */
  random(): number;
}

const SYSTEM_CLOCK: DispatcherClock = { now: () => Date.now(), random: () => Math.random() };

/** Sends what is in the outbox: at once after a write of this instance, and by looking regularly. */
@Injectable()
export class WebhookDispatcher implements OnApplicationBootstrap, OnModuleDestroy {
  /** Replaced by tests. */
  clock: DispatcherClock = SYSTEM_CLOCK;
  private readonly logger = new Logger(WebhookDispatcher.name);
  private readonly underWay = new Map<Promise<void>, string>();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private turn: Promise<void> = Promise.resolve();
  private awake = false;
  private started = false;
  private cleanedAt = 0;

  constructor(
    private readonly outbox: WebhookOutbox,
    private readonly sender: WebhookSender,
    @Inject(WEBHOOK_OPTIONS) private readonly options: WebhookOptions,
  ) {}

  onApplicationBootstrap(): void {
    this.started = true;
    this.schedule();
  }

  /** Ends after the attempts under way; what was not sent stays in the outbox. */
  async onModuleDestroy(): Promise<void> {
    this.started = false;
    clearTimeout(this.timer);
    await this.running;
  }

  /** Tells that there may be something to send. */
  wake(): void {
    this.awake = true;
    if (this.started && this.running === undefined) this.run();
  }

  /** Sends everything that is due now, including what becomes due by sending; resolves when nothing is left. */
  drain(): Promise<void> {
    return this.takeTurn(() => false);
  }

  private run(): void {
    clearTimeout(this.timer);
    this.running = this.takeTurn(() => !this.started)
      .then(() => this.clean())
      .catch((error: unknown) => this.logger.error(`webhooks could not be sent: ${String(error)}`))
      .finally(() => {
        this.running = undefined;
        if (this.awake && this.started) this.run();
        else this.schedule();
      });
  }

  /** Why turns: two loops at once would each take what the other is claiming for nothing left to do. */
  private takeTurn(stopped: () => boolean): Promise<void> {
    const turn = this.turn.then(() => this.work(stopped));
    this.turn = turn.catch(() => undefined);
    return turn;
  }

  private schedule(): void {
    if (!this.started) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.run(), this.options.pollMs);
    this.timer.unref();
  }

  private async work(stopped: () => boolean): Promise<void> {
    try {
      for (;;) {
        this.awake = false;
        const claimed = stopped() ? [] : await this.claim();
        for (const one of claimed) this.start(one);
        if (this.underWay.size === 0 && !this.awake) return;
        if (this.underWay.size > 0 && (claimed.length === 0 || this.underWay.size >= MESSAGES_AT_ONCE)) {
          await this.someProgress();
        }
      }
    } finally {
      await Promise.all(this.underWay.keys());
    }
  }

  /** Why also after a while: a slow receiver must not hold up messages to the others. */
  private async someProgress(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const pause = new Promise<void>((resolve) => (timer = setTimeout(resolve, this.options.pollMs)));
    await Promise.race([...this.underWay.keys(), pause]);
    clearTimeout(timer);
  }

  private async claim(): Promise<readonly ClaimedMessage[]> {
    const limit = MESSAGES_AT_ONCE - this.underWay.size;
    if (limit <= 0) return [];
    const busy = new Map<string, number>();
    for (const id of this.underWay.values()) busy.set(id, (busy.get(id) ?? 0) + 1);
    const now = this.clock.now();
    return this.outbox.claim({
      now,
      lease: randomUUID(),
      leasedUntil: now + this.options.timeoutMs + LEASE_MARGIN_MS,
      limit,
      perWebhook: MESSAGES_PER_WEBHOOK,
      busy,
    });
  }

  private start(claimed: ClaimedMessage): void {
    const attempt: Promise<void> = this.deliver(claimed)
      .catch((error: unknown) =>
        this.logger.error(
          `webhook message ${claimed.message.messageId}: what came of it was not noted: ${String(error)}`,
        ),
      )
      .finally(() => this.underWay.delete(attempt));
    this.underWay.set(attempt, claimed.target.id);
  }

  private async deliver(claimed: ClaimedMessage): Promise<void> {
    const { message, target } = claimed;
    const result = await this.sender.send(target, message, this.clock.now());
    const now = this.clock.now();
    const outcome = decideOutcome(claimed, result, now, this.clock.random());
    if (outcome.disable !== null) this.logger.warn(`webhook ${target.id} was switched off: ${outcome.disable}`);
    else if (outcome.status === 'dead') this.logger.warn(`webhook message ${message.messageId} was given up`);
    await this.outbox.finish(claimed, result, outcome, now);
  }

  private async clean(): Promise<void> {
    const now = this.clock.now();
    if (this.options.retentionDays === 0 || now - this.cleanedAt < HOUR_MS) return;
    this.cleanedAt = now;
    const end = now - this.options.retentionDays * DAY_MS;
    for (let statement = 0; statement < STATEMENTS_PER_CLEANING; statement += 1) {
      if ((await this.outbox.removeDone(end, REMOVED_PER_STATEMENT)) < REMOVED_PER_STATEMENT) return;
    }
  }
}
