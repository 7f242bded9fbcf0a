import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { client, fetchSigned, read } from '../api/client';

const LIVE_MS = 2_000;
const SLOW_MS = 10_000;

/** Why an endpoint that is switched on is not served. */
export interface InactiveEndpoint {
  readonly alias: string;
  readonly configurationId: number;
  readonly reasons: readonly string[];
}

/** Something that is odd about a configuration. */
export interface ConfigurationProblem {
  readonly alias: string;
  readonly configurationId: number;
  readonly severity: 'error' | 'warning';
  readonly rule: string;
  readonly path: string;
  readonly message: string;
}

/** Whether the server can do its work; everything beyond the state is for back-office users only. */
export interface Readiness {
  readonly status: 'ok' | 'unavailable';
  readonly database?: 'ok' | 'unreachable';
  readonly configuration?: 'ok' | 'not loaded';
  readonly draining?: boolean;
  readonly endpoints?: {
    readonly loadedAt: string | null;
    readonly endpoints: number;
    readonly inactive: readonly InactiveEndpoint[];
    readonly problems: readonly ConfigurationProblem[];
    readonly staleSince: string | null;
  };
}

/** The server's own judgement of itself. */
export function useReadiness() {
  return useQuery({
    queryKey: ['readiness'],
    // Why not thrown: an answer of 503 says in its body what is wrong.
    queryFn: async () => (await (await fetchSigned('/health/ready')).json()) as Readiness,
    refetchInterval: SLOW_MS,
  });
}

/** Requests, times, errors and slow statements of the last minutes. */
export function useUsage(minutes: number, isLive: boolean) {
  return useQuery({
    queryKey: ['usage', minutes],
    queryFn: () =>
      read(
        client.GET('/back-office/usage', {
          params: { query: { from: new Date(Date.now() - minutes * 60_000).toISOString() } },
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: isLive ? SLOW_MS : false,
  });
}

/** What the server does now. */
export function useLiveUsage(isLive: boolean) {
  return useQuery({
    queryKey: ['usage-live'],
    queryFn: () => read(client.GET('/back-office/usage/live')),
    refetchInterval: isLive ? LIVE_MS : false,
  });
}

/** Endpoints whose table changed, with proposals. */
export function useDrift() {
  return useQuery({
    queryKey: ['drift'],
    queryFn: () => read(client.GET('/back-office/drift')),
  });
}
