import type { QueryClient } from '@tanstack/react-query';
import type { TableDetailAnswer } from '../api/admin-api';
import { tableQuery } from '../tables/use-tables';

const AT_ONCE = 6;

/** Reads several tables, a few at a time, telling how many are there. */
export async function readTables(
  queries: QueryClient,
  names: readonly string[],
  onProgress: (done: number) => void,
): Promise<readonly TableDetailAnswer[]> {
  const tables = new Map<string, TableDetailAnswer>();
  const waiting = [...names];
  const work = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      tables.set(name, await queries.fetchQuery(tableQuery(name)));
      onProgress(tables.size);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return names.flatMap((name) => tables.get(name) ?? []);
}
