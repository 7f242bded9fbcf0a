import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ConfigurationAnswer, PluginBody } from '../api/admin-api';
import { client, read } from '../api/client';
import { useRefreshEndpoints } from '../endpoints/use-endpoints';

const REFRESH_MS = 10_000;

/** The plugins that are loaded, with figures that stay fresh while they are looked at. */
export function usePlugins() {
  return useQuery({
    queryKey: ['plugins'],
    queryFn: () => read(client.GET('/back-office/plugins')),
    refetchInterval: REFRESH_MS,
  });
}

/** Stores the plugins of an endpoint; one more revision of it. */
export function useSetPlugins(): (
  endpoint: ConfigurationAnswer,
  plugins: readonly PluginBody[],
) => Promise<ConfigurationAnswer> {
  const queries = useQueryClient();
  const refresh = useRefreshEndpoints();
  return async (endpoint, plugins) => {
    try {
      return await read(
        client.PATCH('/back-office/configurations/{id}', {
          params: { path: { id: String(endpoint.id) }, header: { 'If-Match': `"${endpoint.revision}"` } },
          body: { plugins: [...plugins] },
        }),
      );
    } finally {
      await Promise.all([refresh(), queries.invalidateQueries({ queryKey: ['plugins'] })]);
    }
  };
}
