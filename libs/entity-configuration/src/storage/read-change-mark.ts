import type { EntityManager } from 'typeorm';

type Marks = readonly Readonly<Record<string, unknown>>[];

/** What the three tables hold, column by column; every column counts, whoever wrote it and whatever it means. */
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
] as const;

const MYSQL_MARK = `SELECT ${TABLES.map((table) => `(${digest(table)})`).join(', ')}`;

/**
 * A text that is different after any change to the stored configurations, also one by plain SQL that touches no time;
 * one cheap statement. On SQLite it may also change when other tables are written: then reading tells.
 */
export async function readChangeMark(manager: EntityManager): Promise<string> {
  if (manager.connection.options.type !== 'better-sqlite3') {
    return JSON.stringify(await manager.query<Marks>(MYSQL_MARK));
  }
  // Why this is enough: readers have a connection that cannot write, and the pragma sees the writes of every other one.
  return JSON.stringify(await manager.query<Marks>('PRAGMA data_version'));
}

/**
 * Row count and two sums over a row hash. Why two: a CRC is linear, so one sum alone could miss two rows that changed in
 * opposite ways; the second hashes the first together with the key. Why bytes and COALESCE: a shop's columns may differ
 * in collation, and CONCAT_WS skips NULL.
 */
function digest({ name, key, columns }: (typeof TABLES)[number]): string {
  const bytes = [key, ...columns].map((column) => `COALESCE(CAST(${column} AS BINARY), 0x00)`).join(', ');
  const hash = `CRC32(CONCAT_WS(0x1f, ${bytes}))`;
  return `SELECT CONCAT_WS(':', COUNT(*), SUM(h.crc), SUM(CRC32(CONCAT_WS(':', h.crc, h.id))))
    FROM (SELECT ${key} AS id, ${hash} AS crc FROM ${name}) h`;
}
