import type { ApiReply, ApiRequest } from './api-request.js';

/** A request that is under way: when it began, and the signal that tells its work to stop. */
export class TrackedRequest {
  readonly startedAt = performance.now();
  private controller: AbortController | null = null;
  private aborted = false;

  constructor(
    readonly request: ApiRequest,
    readonly reply: ApiReply,
  ) {}

  /** Aborted when the client went away or the deadline passed. Why lazy: most reads never ask for it. */
  get signal(): AbortSignal {
    if (this.controller === null) {
      this.controller = new AbortController();
      if (this.aborted) this.controller.abort();
    }
    return this.controller.signal;
  }

  abort(): void {
    this.aborted = true;
    this.controller?.abort();
  }
}
