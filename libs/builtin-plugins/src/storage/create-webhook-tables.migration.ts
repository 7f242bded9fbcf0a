import type { MigrationInterface, QueryRunner } from 'typeorm';

interface TableDefinition {
  readonly name: string;
  readonly columns: readonly string[];
  readonly indexes: Readonly<Record<string, string>>;
}

/** Creates the tables of the webhooks beside the data: a message is written in the transaction that it tells of. */
export class CreateWebhookTables1764201700000 implements MigrationInterface {
  readonly name = 'CreateWebhookTables1764201700000';

  async up(runner: QueryRunner): Promise<void> {
    const isSqlite = runner.connection.options.type === 'better-sqlite3';
    for (const { name, columns, indexes } of tablesOf(isSqlite)) {
      const inline = isSqlite ? [] : Object.entries(indexes).map(([index, on]) => `INDEX ${index} (${on})`);
      const tail = isSqlite ? '' : ' ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4';
      await runner.query(`CREATE TABLE IF NOT EXISTS ${name} (${[...columns, ...inline].join(', ')})${tail}`);
      if (!isSqlite) continue;
      for (const [index, on] of Object.entries(indexes)) {
        await runner.query(`CREATE INDEX IF NOT EXISTS ${index} ON ${name} (${on})`);
      }
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of tablesOf(true)) await runner.query(`DROP TABLE IF EXISTS ${name}`);
  }
}

function tablesOf(isSqlite: boolean): readonly TableDefinition[] {
  const id = isSqlite ? 'id INTEGER PRIMARY KEY AUTOINCREMENT' : 'id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY';
  return [webhookTable(), outboxTable(id, isSqlite ? 'TEXT' : 'LONGTEXT'), attemptTable(id)];
}

function webhookTable(): TableDefinition {
  return {
    name: 'dx_webhook',
    columns: [
      'id VARCHAR(36) NOT NULL PRIMARY KEY',
      'name VARCHAR(255) NOT NULL',
      'url TEXT NOT NULL',
      'endpoints TEXT NOT NULL',
      'operations TEXT NOT NULL',
      'watched_fields TEXT NOT NULL',
      'conditions TEXT NOT NULL',
      'active SMALLINT NOT NULL',
      'disabled_reason VARCHAR(255) NULL',
      'secret VARCHAR(255) NOT NULL',
      'previous_secret VARCHAR(255) NULL',
      'previous_until BIGINT NULL',
      'failing_since BIGINT NULL',
      'created_by VARCHAR(255) NOT NULL',
      'created_at BIGINT NOT NULL',
      'updated_at BIGINT NOT NULL',
    ],
    indexes: {},
  };
}

function outboxTable(id: string, text: string): TableDefinition {
  return {
    name: 'dx_webhook_outbox',
    columns: [
      id,
      'message_id VARCHAR(36) NOT NULL',
      'webhook_id VARCHAR(36) NOT NULL',
      'alias VARCHAR(255) NOT NULL',
      'record_id VARCHAR(255) NOT NULL',
      'order_key CHAR(64) NOT NULL',
      'operation VARCHAR(16) NOT NULL',
      'happened_at BIGINT NOT NULL',
      'request_id VARCHAR(255) NOT NULL',
      `data ${text} NOT NULL`,
      'status VARCHAR(16) NOT NULL',
      'attempts INT NOT NULL',
      'next_attempt_at BIGINT NOT NULL',
      'lease_owner VARCHAR(36) NULL',
      'leased_until BIGINT NULL',
      'finished_at BIGINT NULL',
    ],
    indexes: {
      dx_webhook_outbox_due: 'status, next_attempt_at',
      dx_webhook_outbox_order: 'order_key, status, id',
      dx_webhook_outbox_webhook: 'webhook_id, id',
    },
  };
}

function attemptTable(id: string): TableDefinition {
  return {
    name: 'dx_webhook_attempt',
    columns: [
      id,
      'outbox_id BIGINT NOT NULL',
      'webhook_id VARCHAR(36) NOT NULL',
      'attempt INT NOT NULL',
      'happened_at BIGINT NOT NULL',
      'status INT NULL',
      'latency_ms INT NOT NULL',
      'response TEXT NULL',
      'error VARCHAR(500) NULL',
    ],
    indexes: {
      dx_webhook_attempt_outbox: 'outbox_id, id',
      dx_webhook_attempt_webhook: 'webhook_id, id',
    },
  };
}
