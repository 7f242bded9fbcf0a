import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { LayoutAnswer } from '../api/admin-api';
import { client, read } from '../api/client';
import { sayError } from '../shell/say';
import type { Graph } from './build-graph';
import { layOut, type Position } from './lay-out';

/** Where endpoints were moved to by hand. */
export type Positions = ReadonlyMap<string, Position>;

const PAUSE_MS = 400;
const NOTHING: Positions = new Map();

/** Where everything stands: as this user left it, whatever the browser; the rest arranged. */
export function usePlaces(centre: string, graph: Graph) {
  const queries = useQueryClient();
  const queryKey = ['relation-layout', centre];
  const query = { picture: centre };
  const stored = useQuery({
    queryKey,
    queryFn: () => read(client.GET('/back-office/relation-layout', { params: { query } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [moved, setMoved] = useState<Positions | null>(null);
  const [arrangedAt, setArrangedAt] = useState(0);
  const kept = useMemo(() => moved ?? toPositions(stored.data), [moved, stored.data]);
  const positions = useMemo(() => layOut(graph, kept), [graph, kept]);

  // Why after a pause: an arrow key that is held down moves many times a second.
  const store = useDebouncedCallback(
    (next: Positions) => {
      const nodes = [...next].map(([id, { x, y }]) => ({ id, x: Math.round(x), y: Math.round(y) }));
      read(client.PUT('/back-office/relation-layout', { params: { query }, body: { nodes } }))
        .then((answer) => queries.setQueryData(queryKey, answer))
        .catch(sayError);
    },
    { delay: PAUSE_MS, flushOnUnmount: true },
  );
  const change = (next: Positions): void => {
    setMoved(next);
    store(next);
  };
  return {
    positions,
    arrangedAt,
    /** Whether the stored positions are known, or known to be unknown. */
    isReady: !stored.isPending,
    keep: (places: Positions): void => change(new Map([...kept, ...places])),
    arrange: (): void => {
      change(NOTHING);
      setArrangedAt(Date.now());
    },
  };
}

function toPositions(answer: LayoutAnswer | undefined): Positions {
  return new Map((answer?.nodes ?? []).map(({ id, x, y }) => [id, { x, y }]));
}
