import { serverErrors } from '@dx/kernel';
import type { ApiReply, ApiRequest } from './api-request.js';
import { sendErrors } from './send-errors.js';
import { TrackedRequest } from './tracked-request.js';

const SWEEP_MS = 100;

/** Called once for every request when its answer is out, or its client gone. */
export type FinishListener = (request: TrackedRequest, status: number) => void;

/** Status under which a request is counted whose client went away before the answer. */
const CLIENT_CLOSED_REQUEST = 499;

/**
 * Knows every request that is under way: answers 504 when its deadline passes, aborts its work when its client goes,
 * and tells when all are done. Why one sweep for all deadlines: a timer for each request costs more than the sweep.
 */
export class RequestTracker {
  private readonly running = new Set<TrackedRequest>();
  private readonly listeners: FinishListener[] = [];
  private sweeper: NodeJS.Timeout | null = null;
  private whenIdle: (() => void) | null = null;
  private isDraining = false;

  constructor(private readonly requestTimeoutMs: number) {}

  /** Whether the server is on its way out. */
  get draining(): boolean {
    return this.isDraining;
  }

  /** Number of requests under way. */
  get size(): number {
    return this.running.size;
  }

  onFinish(listener: FinishListener): void {
    this.listeners.push(listener);
  }

  /** Takes a request under its wing until its answer is out or its connection closed. */
  begin(request: ApiRequest, reply: ApiReply): void {
    const tracked = new TrackedRequest(request, reply);
    request.tracked = tracked;
    this.running.add(tracked);
    if (this.isDraining) reply.header('connection', 'close');
    reply.raw.once('close', () => this.finish(tracked));
    this.sweeper ??= setInterval(() => this.sweep(), SWEEP_MS).unref();
  }

  /** From now on every answer closes its connection; resolves when no request is left, at the latest after `deadlineMs`. */
  async drain(deadlineMs: number): Promise<void> {
    this.isDraining = true;
    for (const { reply } of this.running) {
      if (!reply.sent) reply.header('connection', 'close');
    }
    if (this.running.size === 0) return;
    await new Promise<void>((resolve) => {
      const deadline = setTimeout(resolve, deadlineMs);
      this.whenIdle = () => {
        clearTimeout(deadline);
        resolve();
      };
    });
  }

  /** Ends the sweep; for the end of the process or of a test. */
  stop(): void {
    if (this.sweeper !== null) clearInterval(this.sweeper);
    this.sweeper = null;
  }

  private finish(tracked: TrackedRequest): void {
    if (!this.running.delete(tracked)) return;
    const answered = isAnswered(tracked.reply);
    if (!answered) tracked.abort();
    for (const listener of this.listeners) {
      listener(tracked, answered ? tracked.reply.statusCode : CLIENT_CLOSED_REQUEST);
    }
    if (this.running.size === 0) this.whenIdle?.();
  }

  private sweep(): void {
    const latestStart = performance.now() - this.requestTimeoutMs;
    // The set is in order of arrival, so the first one in time ends the sweep.
    for (const tracked of this.running) {
      if (tracked.startedAt > latestStart) return;
      if (tracked.reply.sent) continue;
      tracked.abort();
      sendErrors(tracked.request, tracked.reply, [serverErrors.requestTimeout()]);
    }
  }
}

/** Whether the whole answer is out. Why the second case: a request that the server sends to itself has no socket to drain. */
function isAnswered({ raw }: ApiReply): boolean {
  return raw.writableFinished || (raw.writableEnded && isInternal(raw));
}

/** Whether the server sent a request to itself (somebody tries an endpoint). */
export function isInternal(raw: ApiReply['raw']): boolean {
  return 'isLightMyRequest' in raw;
}
