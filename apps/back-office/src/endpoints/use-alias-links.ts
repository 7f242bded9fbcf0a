import { useMemo } from 'react';
import { useEndpoints } from './use-endpoints';

/** Finds the id of an endpoint by its alias. */
export function useAliasLinks(): (alias: string) => number | undefined {
  const { data } = useEndpoints();
  return useMemo(() => {
    const ids = new Map((data ?? []).map(({ tableAlias, id }) => [tableAlias, id]));
    return (alias) => ids.get(alias);
  }, [data]);
}
