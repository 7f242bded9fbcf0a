import { CodedException, serverErrors } from '@dx/kernel';

/**
 * Runs expensive work a few at a time, with a short waiting list; whoever finds it full is told to come back (429 with
 * `Retry-After`), so that a flood of logins cannot take the processor from everybody else.
 */
export class BoundedQueue {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly runningMax: number,
    private readonly waitingMax: number,
    private readonly retryAfterSeconds: number,
  ) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private async enter(): Promise<void> {
    if (this.running < this.runningMax) {
      this.running += 1;
      return;
    }
    if (this.waiting.length >= this.waitingMax) {
      throw new CodedException(serverErrors.tooManyRequests(), { retryAfter: this.retryAfterSeconds });
    }
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private leave(): void {
    const next = this.waiting.shift();
    // Why the count stays as it is: the place passes to the next in line, nobody can slip in between.
    if (next === undefined) this.running -= 1;
    else next();
  }
}
