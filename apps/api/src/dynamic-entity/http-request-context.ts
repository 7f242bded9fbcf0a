import { CodedException, contractErrors, type Caller, type RequestContext } from '@dx/kernel';
import type { ApiRequest } from '../http/api-request.js';

/** What the engine may know of a request. */
export class HttpRequestContext implements RequestContext {
  readonly requestId: string;
  readonly caller: Caller;
  readonly now = new Date();

  constructor(private readonly request: ApiRequest) {
    // Why: a route that lost its guard must not answer anybody.
    if (request.caller === undefined) throw new CodedException(contractErrors.unauthorizedRequest());
    this.requestId = request.id;
    this.caller = request.caller;
  }

  get signal(): AbortSignal | undefined {
    return this.request.tracked?.signal;
  }
}
