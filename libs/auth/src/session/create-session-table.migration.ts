import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Creates `dx_session`; doing it again changes nothing. */
export class CreateSessionTable1764200000000 implements MigrationInterface {
  // Why: TypeORM orders and remembers migrations by this name, which a bundler must not change.
  readonly name = 'CreateSessionTable1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    const isSqlite = runner.connection.options.type === 'better-sqlite3';
    const columns = [
      'hash VARCHAR(64) NOT NULL PRIMARY KEY',
      'user_id VARCHAR(36) NOT NULL',
      'user_version INT NOT NULL',
      'role VARCHAR(16) NOT NULL',
      'created_at BIGINT NOT NULL',
      'last_seen_at BIGINT NOT NULL',
      'expires_at BIGINT NOT NULL',
    ];
    const keys = isSqlite ? [] : ['KEY dx_session_user_id (user_id)', 'KEY dx_session_expires_at (expires_at)'];
    const options = isSqlite ? '' : ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin';
    await runner.query(`CREATE TABLE IF NOT EXISTS dx_session (${[...columns, ...keys].join(', ')})${options}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE IF EXISTS dx_session');
  }
}
