import type { Caller } from './caller.js';

/** What every step of a request may know of it; always the first parameter. */
export interface RequestContext {
  readonly requestId: string;
  readonly caller: Caller;
  /** Aborted when the client went away or the request's deadline passed. */
  readonly signal?: AbortSignal;
  /** The clock of the request; one instant for all rows it writes. */
  readonly now: Date;
}
