import { useQuery, useQueryClient } from '@tanstack/react-query';
import { client, read, readAll } from '../api/client';

/** All entity configurations, active ones first. */
export function useEndpoints() {
  return useQuery({
    queryKey: ['endpoints'],
    queryFn: () =>
      readAll((offset, limit) =>
        read(client.GET('/back-office/configurations', { params: { query: { offset, limit } } })),
      ),
    staleTime: 10_000,
  });
}

/** One entity configuration. */
export function useEndpoint(id: string) {
  return useQuery({
    queryKey: ['endpoint', id],
    queryFn: () => read(client.GET('/back-office/configurations/{id}', { params: { path: { id } } })),
  });
}

/** Its saves, the latest first. */
export function useRevisions(id: string) {
  return useQuery({
    queryKey: ['revisions', id],
    queryFn: () => read(client.GET('/back-office/configurations/{id}/revisions', { params: { path: { id } } })),
  });
}

/** Forgets what was read of endpoints and tables, after a change. */
export function useRefreshEndpoints(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all(
      ['endpoints', 'endpoint', 'revisions', 'tables', 'table'].map((key) =>
        queries.invalidateQueries({ queryKey: [key] }),
      ),
    );
  };
}
