import type { MigrationInterface, QueryRunner } from 'typeorm';

interface Types {
  readonly id: string;
  readonly alias: string;
  readonly json: string;
  readonly tail: string;
}

const MYSQL: Types = {
  id: 'INT NOT NULL AUTO_INCREMENT PRIMARY KEY',
  // Why binary: an alias is compared byte for byte, so `Countries` and `countries` are two.
  alias: 'VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL',
  json: 'MEDIUMTEXT',
  tail: ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4',
};

const SQLITE: Types = {
  id: 'INTEGER PRIMARY KEY AUTOINCREMENT',
  alias: 'VARCHAR(255) NOT NULL',
  json: 'TEXT',
  tail: '',
};

const CONFIGURATION = 'spy_dynamic_entity_configuration';
const RELATION = 'spy_dynamic_entity_configuration_relation';
const MAPPING = 'spy_dynamic_entity_configuration_relation_field_mapping';
const REVISION = 'dx_configuration_revision';
const PIN = 'dx_configuration_pin';

/**
 * Creates the contract's three configuration tables where they are missing, and the server's own two. A table that
 * exists is a shop's own and is not touched. Safe to run twice and by several instances at once.
 */
export class CreateConfigurationTables1764028800000 implements MigrationInterface {
  readonly name = 'CreateConfigurationTables1764028800000';

  async up(runner: QueryRunner): Promise<void> {
    const isSqlite = runner.connection.options.type === 'better-sqlite3';
    const types = isSqlite ? SQLITE : MYSQL;
    for (const sql of statements(types)) await runner.query(sql);
    if (!isSqlite) return;
    await runner.query(
      `CREATE INDEX IF NOT EXISTS dx_relation_parent ON ${RELATION} (fk_parent_dynamic_entity_configuration)`,
    );
    await runner.query(
      `CREATE INDEX IF NOT EXISTS dx_mapping_relation ON ${MAPPING} (fk_dynamic_entity_configuration_relation)`,
    );
  }

  /** Why only this: the other tables are the contract's, hold an admin's work and may have been there before. */
  async down(runner: QueryRunner): Promise<void> {
    for (const table of [PIN, REVISION]) await runner.query(`DROP TABLE IF EXISTS ${table}`);
  }
}

function statements({ id, alias, json, tail }: Types): readonly string[] {
  return [
    `CREATE TABLE IF NOT EXISTS ${CONFIGURATION} (
      id_dynamic_entity_configuration ${id},
      table_alias ${alias},
      table_name VARCHAR(255) NOT NULL,
      is_active TINYINT(1) NOT NULL DEFAULT 0,
      definition ${json} NOT NULL,
      type VARCHAR(255) NULL,
      created_at TIMESTAMP NULL DEFAULT NULL,
      updated_at TIMESTAMP NULL DEFAULT NULL,
      CONSTRAINT dx_configuration_alias UNIQUE (table_alias)
    )${tail}`,
    `CREATE TABLE IF NOT EXISTS ${RELATION} (
      id_dynamic_entity_configuration_relation ${id},
      fk_parent_dynamic_entity_configuration INT NOT NULL,
      fk_child_dynamic_entity_configuration INT NOT NULL,
      name VARCHAR(255) NOT NULL,
      is_editable TINYINT(1) NOT NULL,
      CONSTRAINT dx_relation_parent_fk FOREIGN KEY (fk_parent_dynamic_entity_configuration)
        REFERENCES ${CONFIGURATION} (id_dynamic_entity_configuration),
      CONSTRAINT dx_relation_child_fk FOREIGN KEY (fk_child_dynamic_entity_configuration)
        REFERENCES ${CONFIGURATION} (id_dynamic_entity_configuration)
    )${tail}`,
    `CREATE TABLE IF NOT EXISTS ${MAPPING} (
      id_dynamic_entity_configuration_relation_field_mapping ${id},
      fk_dynamic_entity_configuration_relation INT NOT NULL,
      child_field_name VARCHAR(255) NOT NULL,
      parent_field_name VARCHAR(255) NOT NULL,
      CONSTRAINT dx_mapping_relation_fk FOREIGN KEY (fk_dynamic_entity_configuration_relation)
        REFERENCES ${RELATION} (id_dynamic_entity_configuration_relation)
    )${tail}`,
    `CREATE TABLE IF NOT EXISTS ${REVISION} (
      id ${id},
      configuration_id INT NOT NULL,
      table_alias ${alias},
      action VARCHAR(16) NOT NULL,
      author VARCHAR(255) NOT NULL,
      saved_at TIMESTAMP NULL DEFAULT NULL,
      state_before ${json} NULL,
      state_after ${json} NULL
    )${tail}`,
    `CREATE TABLE IF NOT EXISTS ${PIN} (
      configuration_id INT NOT NULL PRIMARY KEY,
      revision VARCHAR(64) NOT NULL,
      column_types ${json} NOT NULL
    )${tail}`,
  ];
}
