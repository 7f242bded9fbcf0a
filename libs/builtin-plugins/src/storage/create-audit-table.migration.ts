import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Creates `dx_audit` beside the data, so that entries are written in the transaction that they tell of. */
export class CreateAuditTable1764201600000 implements MigrationInterface {
  readonly name = 'CreateAuditTable1764201600000';

  async up(runner: QueryRunner): Promise<void> {
    const isSqlite = runner.connection.options.type === 'better-sqlite3';
    const indexes = {
      dx_audit_record: 'alias, record_id, id',
      dx_audit_actor: 'actor_name, id',
      dx_audit_request: 'request_id',
      dx_audit_time: 'happened_at',
    };
    const inline = Object.entries(indexes).map(([name, columns]) => `, INDEX ${name} (${columns})`);
    await runner.query(`CREATE TABLE IF NOT EXISTS dx_audit (
      id ${isSqlite ? 'INTEGER PRIMARY KEY AUTOINCREMENT' : 'BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY'},
      happened_at BIGINT NOT NULL,
      source VARCHAR(8) NOT NULL,
      operation VARCHAR(64) NOT NULL,
      alias VARCHAR(255) NOT NULL,
      table_name VARCHAR(255) NULL,
      record_id VARCHAR(255) NULL,
      actor_kind VARCHAR(16) NOT NULL,
      actor_id VARCHAR(255) NOT NULL,
      actor_name VARCHAR(255) NOT NULL,
      request_id VARCHAR(255) NOT NULL,
      changes ${isSqlite ? 'TEXT' : 'LONGTEXT'} NOT NULL${isSqlite ? '' : inline.join('')}
    )${isSqlite ? '' : ' ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4'}`);
    if (!isSqlite) return;
    for (const [name, columns] of Object.entries(indexes)) {
      await runner.query(`CREATE INDEX IF NOT EXISTS ${name} ON dx_audit (${columns})`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE IF EXISTS dx_audit');
  }
}
