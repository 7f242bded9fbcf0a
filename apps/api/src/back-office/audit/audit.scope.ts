import { AsyncLocalStorage } from 'node:async_hooks';
import type { Actor } from '@dx/builtin-plugins';

/** Who is at work, in which request. */
export interface AuditScope {
  readonly actor: Actor;
  readonly requestId: string;
}

/** The request under way, for what is written down deep inside of it. */
export const auditScope = new AsyncLocalStorage<AuditScope>();
