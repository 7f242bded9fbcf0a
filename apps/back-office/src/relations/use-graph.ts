import { useQueries } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ConfigurationAnswer, TableDetailAnswer } from '../api/admin-api';
import { tableQuery } from '../tables/use-tables';
import { buildGraph, listShown, type Graph, type GraphWish } from './build-graph';

/** The picture around an endpoint; the structure of each table in it is read when it is needed. */
export function useGraph(centre: ConfigurationAnswer, endpoints: readonly ConfigurationAnswer[]) {
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const wish = useMemo<GraphWish>(
    () => ({ centre: centre.tableAlias, expanded, unfolded }),
    [centre, expanded, unfolded],
  );
  const roots = useTables([centre, ...endpoints.filter(({ tableAlias }) => expanded.has(tableAlias))]);
  const shown = useMemo(() => listShown(wish, endpoints, roots), [wish, endpoints, roots]);
  const tables = useTables(shown);
  const graph = useMemo<Graph>(() => buildGraph(wish, endpoints, tables), [wish, endpoints, tables]);
  return {
    graph,
    tables,
    isComplete: shown.every(({ tableName }) => tables.has(tableName)),
    expand: (alias: string) => setExpanded((before) => new Set(before).add(alias)),
    unfold: (alias: string) => setUnfolded((before) => new Set(before).add(alias)),
  };
}

function useTables(endpoints: readonly ConfigurationAnswer[]): ReadonlyMap<string, TableDetailAnswer> {
  const names = [...new Set(endpoints.map(({ tableName }) => tableName))];
  const answers = useQueries({ queries: names.map((name) => tableQuery(name)) });
  const versions = answers.map(({ dataUpdatedAt }) => dataUpdatedAt).join();
  return useMemo(
    () => new Map(answers.flatMap(({ data }) => (data === undefined ? [] : [[data.name, data] as const]))),
    // Why these: the list of answers is a new one at every render, its content is not.
    [versions, names.join()],
  );
}
