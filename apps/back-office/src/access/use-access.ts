import { useQuery, useQueryClient } from '@tanstack/react-query';
import { client, read, readAll } from '../api/client';

/** All API keys. */
export function useKeys() {
  return useQuery({
    queryKey: ['keys'],
    queryFn: () =>
      readAll((offset, limit) => read(client.GET('/back-office/api-keys', { params: { query: { offset, limit } } }))),
  });
}

/** All OAuth clients. */
export function useClients() {
  return useQuery({
    queryKey: ['clients'],
    queryFn: () =>
      readAll((offset, limit) =>
        read(client.GET('/back-office/oauth-clients', { params: { query: { offset, limit } } })),
      ),
  });
}

/** All back-office users. */
export function useUsers() {
  return useQuery({
    queryKey: ['users'],
    queryFn: () =>
      readAll((offset, limit) => read(client.GET('/back-office/users', { params: { query: { offset, limit } } }))),
  });
}

/** Forgets one of these lists after a change. */
export function useRefreshAccess(list: 'keys' | 'clients' | 'users'): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: [list] });
}
