import type { EntityManager, EntitySchema, ObjectLiteral } from 'typeorm';
import type { ListQuery, Page } from '../page.js';

/** A page of a table, in the order of `columns[0]`; the search looks into all `columns` (names of the table's own). */
export async function listPage<Row extends ObjectLiteral>(
  manager: EntityManager,
  table: EntitySchema<Row>,
  columns: readonly [string, ...string[]],
  query: ListQuery,
): Promise<Page<Row>> {
  const builder = manager.createQueryBuilder(table, 'one');
  if (query.search !== undefined && query.search !== '') {
    const conditions = columns.map((column) => `LOWER(one.${column}) LIKE :pattern ESCAPE '!'`);
    builder.where(`(${conditions.join(' OR ')})`, { pattern: `%${escapeLike(query.search.toLowerCase())}%` });
  }
  const [data, total] = await builder
    .orderBy(`one.${columns[0]}`, 'ASC')
    .addOrderBy('one.id', 'ASC')
    .take(query.limit)
    .skip(query.offset)
    .getManyAndCount();
  return { data, total };
}

function escapeLike(text: string): string {
  return text.replace(/[!%_]/g, (character) => `!${character}`);
}
