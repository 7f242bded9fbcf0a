import { AsyncLocalStorage } from 'node:async_hooks';
import type { Actor } from '@dx/builtin-plugins';
import { finalize, Observable } from 'rxjs';

/** Who is at work, in which request. */
export interface AuditScope {
  readonly actor: Actor;
  readonly requestId: string;
}

const storage = new AsyncLocalStorage<AuditScope>();
let running = 0;

/** The administration's request under way, for what is written down deep inside of it. */
export function currentAuditScope(): AuditScope | undefined {
  return storage.getStore();
}

/**
 * Runs a route in a scope.
 * Why switched off after the last one: as long as a store is in use, Node watches every promise of the process, which
 * costs each request for data a quarter of its CPU time.
 */
export function runInAuditScope<T>(scope: AuditScope, route: () => Observable<T>): Observable<T> {
  return new Observable((subscriber) => {
    running += 1;
    return storage.run(scope, () => route().pipe(finalize(endScope)).subscribe(subscriber));
  });
}

function endScope(): void {
  running -= 1;
  if (running === 0) storage.disable();
}
