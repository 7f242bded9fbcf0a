import type { RequestTracker } from './request-tracker.js';
import type { Log } from './log.js';

const PATH_MAX = 200;

/** Logs one line for each request: what was asked (without query values), by whom, and how it ended. */
export function logRequests(tracker: RequestTracker, log: Log): void {
  tracker.onFinish(({ request, startedAt }, status) => {
    const path = pathOf(request.url);
    const level = isOperational(path) ? 'debug' : 'info';
    if (!log.isLevelEnabled(level)) return;
    log[level](
      {
        requestId: request.id,
        method: request.method,
        path,
        alias: (request.params as { alias?: string } | null)?.alias,
        status,
        ms: Math.round((performance.now() - startedAt) * 100) / 100,
        caller: request.caller === undefined ? undefined : `${request.caller.kind}:${request.caller.id}`,
      },
      'request',
    );
  });
}

function pathOf(url: string): string {
  const end = url.indexOf('?');
  return url.slice(0, end === -1 ? PATH_MAX : Math.min(end, PATH_MAX));
}

/** What probes ask every few seconds. */
const isOperational = (path: string): boolean => path.startsWith('/health/') || path === '/metrics';
