import type { CodedError } from '@dx/kernel';
import type { ApiReply, ApiRequest } from './api-request.js';

/** A request that is under way: when it began, and the signal that tells its work to stop. */
export class TrackedRequest {
  readonly startedAt = performance.now();
  /** The codes of the errors in the answer (the status where there is none), each once; null without errors. */
  errorCodes: readonly string[] | null = null;
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

  /** Notes what the answer says is wrong. */
  noteErrors(errors: readonly Pick<CodedError, 'code' | 'status'>[]): void {
    if (errors.length > 0) this.errorCodes = [...new Set(errors.map(({ code, status }) => code ?? String(status)))];
  }

  abort(): void {
    this.aborted = true;
    this.controller?.abort();
  }
}
