import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, openMetadataStore } from '@dx/database';
import type { Database } from '@dx/database';
import { serverErrors } from '@dx/kernel';
import Libsql from 'libsql';

const BUSY = { errors: [serverErrors.databaseBusy()], retryAfter: 1 };

describe('a SQLite file', () => {
  let folder: string;
  let path: string;
  let database: Database;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dx-test-'));
    path = join(folder, 'new', 'folder', 'shop.sqlite');
    database = await openDatabase({ url: `sqlite:${path}`, poolAcquireTimeoutMs: 300 });
    await database.run({ sql: 'CREATE TABLE item (id INTEGER PRIMARY KEY)', params: [] });
  });
  afterEach(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  const insert = (id: number): Promise<unknown> => database.run({ sql: 'INSERT INTO item VALUES (?)', params: [id] });

  it('is created with its folder', () => {
    expect(existsSync(path)).toBe(true);
  });

  it('checks foreign keys, and keeps readers and writers apart', async () => {
    expect(await database.rows({ sql: 'PRAGMA foreign_keys', params: [] })).toEqual([['1']]);
    expect(await database.rows({ sql: 'PRAGMA journal_mode', params: [] })).toEqual([['wal']]);
    await database.transaction(async (tx) => {
      await tx.run({ sql: 'INSERT INTO item VALUES (1)', params: [] });
      expect(await database.rows({ sql: 'SELECT COUNT(*) FROM item', params: [] })).toEqual([['0']]);
    });
    expect(await database.rows({ sql: 'SELECT COUNT(*) FROM item', params: [] })).toEqual([['1']]);
  });

  it('that another process writes to is waited for without stopping this one', async () => {
    const other = new Libsql(path);
    other.exec('BEGIN IMMEDIATE');
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    const writing = insert(1);
    setTimeout(() => other.exec('ROLLBACK'), 150);
    await writing;
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(1);
    other.close();
  });

  it('that another process keeps is given up after the deadline', async () => {
    const other = new Libsql(path);
    other.exec('BEGIN IMMEDIATE');
    await expect(insert(1)).rejects.toMatchObject(BUSY);
    await expect(database.transaction(() => insert(1))).rejects.toMatchObject(BUSY);
    other.exec('ROLLBACK');
    await insert(1);
    other.close();
  });

  it('lets nobody wait for ever inside his own turn', async () => {
    const metadata = await openMetadataStore({
      url: `sqlite:${path}`,
      entities: [],
      migrations: [],
      poolAcquireTimeoutMs: 100,
    });
    const nested = database.transaction(() => metadata.write(() => Promise.resolve()));
    await expect(nested).rejects.toMatchObject(BUSY);
    await metadata.write(() => Promise.resolve());
    await metadata.close();
    await insert(1);
  });

  it('refuses a write through the reading connection of own tables', async () => {
    const metadata = await openMetadataStore({ url: `sqlite:${path}`, entities: [], migrations: [] });
    const writing = metadata.read((manager) => manager.query('INSERT INTO item VALUES (9)'));
    await expect(writing).rejects.toMatchObject({ errors: [serverErrors.databaseReadOnly()] });
    await metadata.close();
  });

  it('is refused after close', async () => {
    await database.close();
    await expect(insert(1)).rejects.toMatchObject({ errors: [serverErrors.shuttingDown()] });
    await expect(database.ping()).rejects.toMatchObject({ errors: [serverErrors.shuttingDown()] });
  });

  it('that cannot be one is unavailable', async () => {
    await expect(openDatabase({ url: `sqlite:${folder}` })).rejects.toMatchObject({
      errors: [serverErrors.databaseUnavailable()],
    });
  });
});
