import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, read, readAll } from '../api/client';

/** The tables and views that match; the search looks into names of tables and columns. */
export function useTables(search: string) {
  return useQuery({
    queryKey: ['tables', search],
    queryFn: () =>
      readAll((offset, limit) =>
        read(
          client.GET('/back-office/tables', {
            params: { query: { offset, limit, ...(search === '' ? {} : { search }) } },
          }),
        ),
      ),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

/** How a table is asked for; the preview of several tables shares it. */
export function tableQuery(name: string) {
  return {
    queryKey: ['table', name],
    queryFn: () => read(client.GET('/back-office/tables/{table}', { params: { path: { table: name } } })),
    staleTime: 30_000,
  };
}

/** One table with its structure and the suggested endpoint. */
export function useTable(name: string | undefined) {
  return useQuery({ ...tableQuery(name ?? ''), enabled: name !== undefined && name !== '' });
}

/** Reads the structure of the database again. */
export function useReloadTables() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => read(client.POST('/back-office/tables/reload')),
    onSuccess: () => queries.invalidateQueries(),
  });
}
