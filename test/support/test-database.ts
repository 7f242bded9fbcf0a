import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';

/** The databases that every test of behaviour runs on. */
export const DATABASE_KINDS = ['mariadb', 'sqlite'] as const;
export type DatabaseKind = (typeof DATABASE_KINDS)[number];

/** An empty database of its own for one test file. */
export interface TestDatabase {
  readonly kind: DatabaseKind;
  /** A value for `DATABASE_URL`. */
  readonly url: string;
  /** Removes it; call it when everything that is connected to it was closed. */
  drop(): Promise<void>;
}

/** Makes an empty database: a schema on the test server (`TEST_DATABASE_URL`, set by `npm test`), or a file. */
export async function createTestDatabase(kind: DatabaseKind): Promise<TestDatabase> {
  return kind === 'mariadb' ? createSchema() : createFile();
}

async function createSchema(): Promise<TestDatabase> {
  const server = process.env['TEST_DATABASE_URL'];
  if (server === undefined) throw new Error('TEST_DATABASE_URL is not set: run the tests with `npm test`');
  const name = `dx_test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { kind: 'mariadb', url: url.href, drop: () => onServer(server, `DROP DATABASE \`${name}\``) };
}

async function createFile(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'dx-test-'));
  return {
    kind: 'sqlite',
    url: `sqlite:${join(folder, 'shop.sqlite')}`,
    drop: () => rm(folder, { recursive: true, force: true }),
  };
}

async function onServer(server: string, sql: string): Promise<void> {
  const connection = await createConnection(server);
  try {
    await connection.query(sql);
  } finally {
    await connection.end();
  }
}
