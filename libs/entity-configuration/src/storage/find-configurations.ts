import type { EntityManager } from 'typeorm';
import type { KnownConfiguration } from '../checks/check-configuration.js';
import { ConfigurationTable } from './configuration-tables.js';

/** Which stored configurations are looked for. */
export interface ConfigurationFilter {
  /** Part of the alias or the table name, whatever the case. */
  readonly search?: string;
  /** Exactly this table. */
  readonly tableName?: string;
  readonly isActive?: boolean;
  readonly limit?: number;
  readonly offset?: number;
}

/** A page of ids, active ones first, then by table and alias. */
export interface FoundConfigurations {
  readonly total: number;
  readonly ids: readonly number[];
}

const LIMIT_DEFAULT = 50;

/** Finds one page of stored configurations. */
export async function findConfigurations(
  manager: EntityManager,
  filter: ConfigurationFilter,
): Promise<FoundConfigurations> {
  const query = manager.createQueryBuilder(ConfigurationTable, 'configuration').select('configuration.id', 'id');
  const search = filter.search?.trim() ?? '';
  if (search !== '') {
    const pattern = `%${search.toLowerCase().replace(/[!%_]/g, '!$&')}%`;
    const matches = (column: string): string => `LOWER(configuration.${column}) LIKE :pattern ESCAPE '!'`;
    query.andWhere(`(${matches('alias')} OR ${matches('tableName')})`, { pattern });
  }
  if (filter.tableName !== undefined) {
    query.andWhere('configuration.tableName = :tableName', { tableName: filter.tableName });
  }
  if (filter.isActive !== undefined) {
    query.andWhere(filter.isActive ? 'configuration.isActive <> 0' : 'configuration.isActive = 0');
  }
  const total = await query.getCount();
  const rows = await query
    .orderBy('configuration.isActive', 'DESC')
    .addOrderBy('configuration.tableName')
    .addOrderBy('configuration.alias')
    .addOrderBy('configuration.id')
    .limit(filter.limit ?? LIMIT_DEFAULT)
    .offset(filter.offset ?? 0)
    .getRawMany<{ id: number | string }>();
  return { total, ids: rows.map((row) => Number(row.id)) };
}

/** The little that is needed of every stored configuration; of two with one alias the first. */
export async function readKnownConfigurations(
  manager: EntityManager,
  exceptId: number | null,
): Promise<ReadonlyMap<string, KnownConfiguration>> {
  const rows = await manager.find(ConfigurationTable, {
    select: { id: true, alias: true, tableName: true, isActive: true },
    order: { id: 'ASC' },
  });
  const known = new Map<string, KnownConfiguration>();
  for (const { id, alias, tableName, isActive } of rows) {
    if (id === exceptId || known.has(alias)) continue;
    known.set(alias, { id, tableAlias: alias, tableName, isActive: Boolean(isActive) });
  }
  return known;
}
