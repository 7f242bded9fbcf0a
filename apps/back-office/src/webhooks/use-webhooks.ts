import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, read } from '../api/client';

const REFRESH_MS = 10_000;
const PAGE = 50;

/** Which deliveries are wanted. */
export interface DeliveryFilter {
  readonly webhookId?: string;
  readonly status?: 'pending' | 'delivered' | 'dead';
  readonly alias?: string;
  readonly recordId?: string;
}

/** All webhooks. */
export function useWebhooks() {
  return useQuery({
    queryKey: ['webhooks'],
    queryFn: () => read(client.GET('/back-office/webhooks')),
    refetchInterval: REFRESH_MS,
  });
}

/** The messages, the latest first, page after page; fresh while they are looked at. */
export function useDeliveries(filter: DeliveryFilter) {
  return useInfiniteQuery({
    queryKey: ['deliveries', filter],
    queryFn: ({ pageParam }) =>
      read(
        client.GET('/back-office/webhooks/deliveries', {
          params: { query: { ...filter, limit: PAGE, ...(pageParam === null ? {} : { before: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: REFRESH_MS,
  });
}

/** A message with every attempt. */
export function useDelivery(id: string) {
  return useQuery({
    queryKey: ['delivery', id],
    queryFn: () => read(client.GET('/back-office/webhooks/deliveries/{id}', { params: { path: { id } } })),
    refetchInterval: REFRESH_MS,
  });
}

/** Forgets webhooks and deliveries after a change. */
export function useRefreshWebhooks(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all(
      ['webhooks', 'deliveries', 'delivery'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
    );
  };
}
