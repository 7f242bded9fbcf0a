import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Creates `dx_endpoint_plugin`. Why no foreign key: the configuration table may be a shop's own, whose key may have another
 * type; rows of a configuration that is gone are never read.
 */
export class CreatePluginTable1764115200000 implements MigrationInterface {
  readonly name = 'CreatePluginTable1764115200000';

  async up(runner: QueryRunner): Promise<void> {
    const isSqlite = runner.connection.options.type === 'better-sqlite3';
    await runner.query(`CREATE TABLE IF NOT EXISTS dx_endpoint_plugin (
      configuration_id INT NOT NULL,
      position INT NOT NULL,
      name VARCHAR(64) NOT NULL,
      settings ${isSqlite ? 'TEXT' : 'MEDIUMTEXT'} NOT NULL,
      PRIMARY KEY (configuration_id, position)
    )${isSqlite ? '' : ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4'}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE IF EXISTS dx_endpoint_plugin');
  }
}
