import type { Caller } from '@dx/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { TrackedRequest } from './tracked-request.js';

/** A request as the server's own hooks and guards leave it. */
export type ApiRequest = FastifyRequest<{ Params: Record<string, string> }> & {
  /** Attached by the guard that checks credentials; absent on public routes. */
  caller?: Caller;
  /** Attached by the first hook of every routed request. */
  tracked?: TrackedRequest;
};

export type ApiReply = FastifyReply;
