import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';

/** What stands behind `?` in the address of a list; absent = all of it. */
export interface ListAddress {
  readonly search?: string;
  readonly show?: string;
}

const PAUSE_MS = 150;

/**
 * What is searched and shown in a list, kept in the address: a reload, a link and the way back find it again. The first of
 * `shows` is what an address without any shows. `asked` is what was searched once the typing paused.
 */
export function useListAddress<Show extends string>(from: '/tables' | '/endpoints', shows: readonly [Show, ...Show[]]) {
  const address: ListAddress = useSearch({ from });
  const navigate = useNavigate();
  const router = useRouter();
  const there = address.search ?? '';
  const [search, setSearch] = useState(there);
  const [asked] = useDebouncedValue(search.trim(), PAUSE_MS);
  // Why remembered: only so is a search that came with the address told from one that was just written into it.
  const written = useRef(there);

  useEffect(() => {
    // Why: a person who searched and clicked is on the way to another screen, and must not be fetched back.
    const isLeaving = !router.latestLocation.pathname.endsWith(from);
    if (asked === written.current || isLeaving) return;
    written.current = asked;
    void navigate({ ...SAME_PLACE, to: from, search: (now: ListAddress) => withPart(now, 'search', asked) });
  }, [asked, from, navigate, router]);
  useEffect(() => {
    if (there === written.current) return;
    written.current = there;
    setSearch(there);
  }, [there]);

  const show = shows.find((one) => one === address.show) ?? shows[0];
  const setShow = (wanted: Show): void => {
    const part = wanted === shows[0] ? '' : wanted;
    void navigate({ ...SAME_PLACE, to: from, search: (now: ListAddress) => withPart(now, 'show', part) });
  };
  return { search, setSearch, asked, show, setShow };
}

/** Why replaced: the way back leads to the screen before, not through what was typed. */
const SAME_PLACE = { replace: true, resetScroll: false } as const;

function withPart(address: ListAddress, part: keyof ListAddress, value: string): ListAddress {
  const { [part]: _before, ...rest } = address;
  return value === '' ? rest : { ...rest, [part]: value };
}
