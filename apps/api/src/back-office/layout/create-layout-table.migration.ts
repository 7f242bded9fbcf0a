import type { MigrationList } from '@dx/database';

type Migration = InstanceType<MigrationList[number]>;
type Runner = Parameters<Migration['up']>[0];

/** Creates `dx_relation_layout`; doing it again changes nothing. */
export class CreateRelationLayoutTable1764210000000 implements Migration {
  // Why: TypeORM orders and remembers migrations by this name, which a bundler must not change.
  readonly name = 'CreateRelationLayoutTable1764210000000';

  async up(runner: Runner): Promise<void> {
    const isSqlite = runner.connection.options.type === 'better-sqlite3';
    await runner.query(`CREATE TABLE IF NOT EXISTS dx_relation_layout (
      user_id VARCHAR(36) NOT NULL,
      picture VARCHAR(255) NOT NULL,
      nodes ${isSqlite ? 'TEXT' : 'MEDIUMTEXT'} NOT NULL,
      updated_at BIGINT NOT NULL,
      PRIMARY KEY (user_id, picture)
    )${isSqlite ? '' : ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin'}`);
  }

  async down(runner: Runner): Promise<void> {
    await runner.query('DROP TABLE IF EXISTS dx_relation_layout');
  }
}

/** The Back Office's migrations, for the DataSource of the own tables. */
export const BACK_OFFICE_MIGRATIONS = [CreateRelationLayoutTable1764210000000] as const;
