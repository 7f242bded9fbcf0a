import { useInfiniteQuery } from '@tanstack/react-query';
import { client, read } from '../api/client';

const PAGE = 50;

/** Which entries of the audit log are wanted, as the server takes it. */
export interface AuditFilter {
  readonly source?: 'data' | 'admin';
  readonly alias?: string;
  readonly recordId?: string;
  readonly actor?: string;
  readonly operation?: string;
  readonly requestId?: string;
  readonly from?: string;
  readonly to?: string;
}

/** The audit log, the latest first, page after page. */
export function useAudit(filter: AuditFilter) {
  return useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam }) =>
      read(
        client.GET('/back-office/audit', {
          params: { query: { ...filter, limit: PAGE, ...(pageParam === null ? {} : { before: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
}
