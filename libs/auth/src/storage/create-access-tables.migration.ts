import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CreateSessionTable1764200000000 } from '../session/create-session-table.migration.js';

interface TableDefinition {
  readonly columns: readonly string[];
  /** Columns per unique key. */
  readonly unique?: readonly (readonly string[])[];
  /** Columns per further index. */
  readonly indexes?: readonly (readonly string[])[];
}

const TABLES: Readonly<Record<string, TableDefinition>> = {
  dx_user: {
    columns: [
      'id VARCHAR(36) NOT NULL PRIMARY KEY',
      'email VARCHAR(254) NOT NULL',
      'name VARCHAR(255) NOT NULL',
      'password_hash VARCHAR(255) NOT NULL',
      'role VARCHAR(16) NOT NULL',
      'active SMALLINT NOT NULL',
      'token_version INT NOT NULL',
      'created_at BIGINT NOT NULL',
      'updated_at BIGINT NOT NULL',
      'last_login_at BIGINT NULL',
    ],
    unique: [['email']],
  },
  dx_oauth_client: {
    columns: [
      'id VARCHAR(36) NOT NULL PRIMARY KEY',
      'client_id VARCHAR(64) NOT NULL',
      'name VARCHAR(255) NOT NULL',
      'secret_hash VARCHAR(64) NULL',
      'grants TEXT NOT NULL',
      'redirect_uris TEXT NOT NULL',
      'scopes TEXT NOT NULL',
      'password_grant SMALLINT NOT NULL',
      'active SMALLINT NOT NULL',
      'token_version INT NOT NULL',
      'created_by VARCHAR(255) NOT NULL',
      'created_at BIGINT NOT NULL',
      'updated_at BIGINT NOT NULL',
      'expires_at BIGINT NULL',
    ],
    unique: [['client_id'], ['name']],
  },
  dx_token_family: {
    columns: [
      'id VARCHAR(36) NOT NULL PRIMARY KEY',
      'user_id VARCHAR(36) NOT NULL',
      'client_id VARCHAR(64) NOT NULL',
      'user_version INT NOT NULL',
      'client_version INT NOT NULL',
      'created_at BIGINT NOT NULL',
      'expires_at BIGINT NOT NULL',
      'revoked_at BIGINT NULL',
    ],
    indexes: [['user_id'], ['client_id'], ['expires_at']],
  },
  dx_refresh_token: {
    columns: [
      'hash VARCHAR(64) NOT NULL PRIMARY KEY',
      'family_id VARCHAR(36) NOT NULL',
      'scopes TEXT NOT NULL',
      'created_at BIGINT NOT NULL',
      'expires_at BIGINT NOT NULL',
      'used_at BIGINT NULL',
    ],
    indexes: [['family_id'], ['expires_at']],
  },
  dx_authorization_code: {
    columns: [
      'hash VARCHAR(64) NOT NULL PRIMARY KEY',
      'client_id VARCHAR(64) NOT NULL',
      'user_id VARCHAR(36) NOT NULL',
      'user_version INT NOT NULL',
      'client_version INT NOT NULL',
      'family_id VARCHAR(36) NOT NULL',
      'redirect_uri TEXT NOT NULL',
      'scopes TEXT NOT NULL',
      'code_challenge VARCHAR(128) NOT NULL',
      'expires_at BIGINT NOT NULL',
      'used_at BIGINT NULL',
    ],
    indexes: [['user_id'], ['client_id'], ['expires_at']],
  },
  dx_api_key: {
    columns: [
      'id VARCHAR(36) NOT NULL PRIMARY KEY',
      'name VARCHAR(255) NOT NULL',
      'prefix VARCHAR(16) NOT NULL',
      'key_hash VARCHAR(64) NOT NULL',
      'previous_hash VARCHAR(64) NULL',
      'previous_expires_at BIGINT NULL',
      'scopes TEXT NOT NULL',
      'created_by VARCHAR(255) NOT NULL',
      'created_at BIGINT NOT NULL',
      'updated_at BIGINT NOT NULL',
      'expires_at BIGINT NULL',
      'last_used_at BIGINT NULL',
      'revoked_at BIGINT NULL',
    ],
    unique: [['name'], ['key_hash']],
    indexes: [['previous_hash']],
  },
  dx_signing_key: {
    columns: [
      'kid VARCHAR(64) NOT NULL PRIMARY KEY',
      'private_pem TEXT NOT NULL',
      'public_pem TEXT NOT NULL',
      'created_at BIGINT NOT NULL',
      'retired_at BIGINT NULL',
    ],
  },
  dx_revoked_token: {
    columns: ['jti VARCHAR(64) NOT NULL PRIMARY KEY', 'expires_at BIGINT NOT NULL'],
    indexes: [['expires_at']],
  },
  dx_login_attempt: {
    columns: ['key_hash VARCHAR(64) NOT NULL PRIMARY KEY', 'attempts INT NOT NULL', 'window_ends_at BIGINT NOT NULL'],
    indexes: [['window_ends_at']],
  },
  dx_access_state: { columns: ['id INT NOT NULL PRIMARY KEY', 'revision INT NOT NULL'] },
};

/** Creates the tables of users, clients, tokens, keys and attempts; doing it again changes nothing. */
export class CreateAccessTables1764000000000 implements MigrationInterface {
  // Why: TypeORM orders and remembers migrations by this name, which a bundler must not change.
  readonly name = 'CreateAccessTables1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    const sqlite = runner.connection.options.type === 'better-sqlite3';
    for (const [table, definition] of Object.entries(TABLES)) {
      for (const sql of sqlite ? sqliteStatements(table, definition) : mysqlStatements(table, definition)) {
        await runner.query(sql);
      }
    }
    const states = (await runner.query('SELECT id FROM dx_access_state')) as unknown[];
    if (states.length === 0) await runner.query('INSERT INTO dx_access_state (id, revision) VALUES (1, 1)');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(TABLES).reverse()) await runner.query(`DROP TABLE IF EXISTS ${table}`);
  }
}

function mysqlStatements(table: string, { columns, unique = [], indexes = [] }: TableDefinition): string[] {
  const keys = [
    ...unique.map((key) => `UNIQUE KEY ${indexName(table, key)} (${key.join(', ')})`),
    ...indexes.map((key) => `KEY ${indexName(table, key)} (${key.join(', ')})`),
  ];
  // Why utf8mb4_bin: hashes and e-mails are compared byte for byte; other collations take `Ádmin` for `admin`.
  return [
    `CREATE TABLE IF NOT EXISTS ${table} (${[...columns, ...keys].join(', ')}) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
  ];
}

function sqliteStatements(table: string, { columns, unique = [], indexes = [] }: TableDefinition): string[] {
  return [
    `CREATE TABLE IF NOT EXISTS ${table} (${columns.join(', ')})`,
    ...unique.map(
      (key) => `CREATE UNIQUE INDEX IF NOT EXISTS ${indexName(table, key)} ON ${table} (${key.join(', ')})`,
    ),
    ...indexes.map((key) => `CREATE INDEX IF NOT EXISTS ${indexName(table, key)} ON ${table} (${key.join(', ')})`),
  ];
}

function indexName(table: string, columns: readonly string[]): string {
  return `${table}_${columns.join('_')}`;
}

/** The library's migrations, for the DataSource of the own tables. */
export const AUTH_MIGRATIONS = [CreateAccessTables1764000000000, CreateSessionTable1764200000000] as const;
