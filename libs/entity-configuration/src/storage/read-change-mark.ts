import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';

type Rows = readonly Readonly<Record<string, unknown>>[];

/** What the tables hold, column by column; every column counts, whoever wrote it and whatever it means. */
const TABLES = [
  {
    name: 'spy_dynamic_entity_configuration',
    key: 'id_dynamic_entity_configuration',
    columns: ['table_alias', 'table_name', 'is_active', 'definition', 'updated_at'],
  },
  {
    name: 'spy_dynamic_entity_configuration_relation',
    key: 'id_dynamic_entity_configuration_relation',
    columns: ['fk_parent_dynamic_entity_configuration', 'fk_child_dynamic_entity_configuration', 'name', 'is_editable'],
  },
  {
    name: 'spy_dynamic_entity_configuration_relation_field_mapping',
    key: 'id_dynamic_entity_configuration_relation_field_mapping',
    columns: ['fk_dynamic_entity_configuration_relation', 'child_field_name', 'parent_field_name'],
  },
  { name: 'dx_relation_through', key: 'relation_id', columns: ['configuration_id', 'junction'] },
  { name: 'dx_endpoint_plugin', key: 'configuration_id', columns: ['position', 'name', 'settings'] },
] as const;

const MYSQL_DIGEST = `SELECT ${TABLES.map((table) => `(${digestSql(table)})`).join(', ')}`;

/** What the stored configurations were at one moment. */
export interface ChangeMark {
  /** Different after any change to them, also one by plain SQL that touches no time. */
  readonly digest: string;
  /** A cheap sign that nothing at all was written since. */
  readonly version: string | null;
}

/**
 * Reads the mark of the stored configurations: on MySQL and MariaDB one statement that computes a digest; on SQLite the
 * file's version first, and the rows only when that differs from `before`.
 */
export async function readChangeMark(manager: EntityManager, before: ChangeMark | null = null): Promise<ChangeMark> {
  if (manager.connection.options.type !== 'better-sqlite3') {
    return { digest: JSON.stringify(await manager.query<Rows>(MYSQL_DIGEST)), version: null };
  }
  // Why this is enough: readers have a connection that cannot write, and the pragma sees the writes of every other one.
  const version = JSON.stringify(await manager.query<Rows>('PRAGMA data_version'));
  if (before?.version === version) return before;
  const hash = createHash('sha256');
  for (const { name, key, columns } of TABLES) {
    const rows = await manager.query<Rows>(`SELECT ${[key, ...columns].join(', ')} FROM ${name} ORDER BY ${key}`);
    hash.update(JSON.stringify(rows.map((row) => Object.values(row))));
  }
  return { digest: hash.digest('hex'), version };
}

/**
 * Row count and two sums over a row hash. Why two: a CRC is linear, so one sum alone could miss two rows that changed in
 * opposite ways; the second hashes the first together with the key. Why bytes and COALESCE: a shop's columns may differ
 * in collation, and CONCAT_WS skips NULL.
 */
function digestSql({ name, key, columns }: (typeof TABLES)[number]): string {
  const bytes = [key, ...columns].map((column) => `COALESCE(CAST(${column} AS BINARY), 0x00)`).join(', ');
  const hash = `CRC32(CONCAT_WS(0x1f, ${bytes}))`;
  return `SELECT CONCAT_WS(':', COUNT(*), SUM(h.crc), SUM(CRC32(CONCAT_WS(':', h.crc, h.id))))
    FROM (SELECT ${key} AS id, ${hash} AS crc FROM ${name}) h`;
}
