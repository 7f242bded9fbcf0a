import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { client, read } from '../api/client';
import { toConfiguration, type Draft } from './draft';
import { placeRemarks, type PlacedRemarks } from './place-violations';

const PAUSE_MS = 350;

/** What the server would say if the draft were saved now, soon after each change. `id`: the endpoint that it changes. */
export function useCheck(draft: Draft, id: number | null): PlacedRemarks {
  const [settled] = useDebouncedValue(draft, PAUSE_MS);
  const body = useMemo(() => toConfiguration(settled), [settled]);
  const check = useQuery({
    queryKey: ['check', id, body],
    queryFn: async () => {
      const answer = await read(
        client.POST('/back-office/configurations/validate', { params: { query: id === null ? {} : { id } }, body }),
      );
      return placeRemarks(answer.violations, settled);
    },
    placeholderData: keepPreviousData,
    staleTime: 5_000,
    gcTime: 30_000,
  });
  return check.data ?? NOTHING;
}

const NOTHING: PlacedRemarks = { fields: new Map(), others: [], errors: 0 };
