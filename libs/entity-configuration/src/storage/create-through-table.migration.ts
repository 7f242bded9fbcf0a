import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Creates `dx_relation_through`. Why beside the contract's relation table and not in it: that table may be a shop's own.
 * Why no foreign key: its key may have another type; rows of a relation that is gone are never read.
 */
export class CreateThroughTable1764201600000 implements MigrationInterface {
  readonly name = 'CreateThroughTable1764201600000';

  async up(runner: QueryRunner): Promise<void> {
    const isSqlite = runner.connection.options.type === 'better-sqlite3';
    await runner.query(`CREATE TABLE IF NOT EXISTS dx_relation_through (
      relation_id INT NOT NULL PRIMARY KEY,
      configuration_id INT NOT NULL,
      junction ${isSqlite ? 'TEXT' : 'MEDIUMTEXT'} NOT NULL
    )${isSqlite ? '' : ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4'}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE IF EXISTS dx_relation_through');
  }
}
