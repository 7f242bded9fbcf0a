import { DatabaseError, openDatabase, openMetadataStore } from '@dx/database';
import type { MetadataStore, MetadataStoreOptions } from '@dx/database';
import { EntitySchema } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTestDatabase, DATABASE_KINDS } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';

interface Note {
  id: number;
  name: string;
  at: Date;
  done: boolean;
  hash: Buffer | null;
}

const NOTE = new EntitySchema<Note>({
  name: 'note',
  tableName: 'dx_note',
  columns: {
    id: { type: Number, primary: true, generated: true },
    name: { type: String, length: 100 },
    at: { type: Date },
    done: { type: Boolean },
    hash: { type: 'blob', nullable: true },
  },
});

class CreateNotes1700000000001 implements MigrationInterface {
  name = 'CreateNotes1700000000001';
  async up(runner: QueryRunner): Promise<void> {
    const key =
      runner.connection.options.type === 'better-sqlite3'
        ? 'INTEGER PRIMARY KEY AUTOINCREMENT'
        : 'INT AUTO_INCREMENT PRIMARY KEY';
    // Not idempotent on purpose: two runs would show.
    await runner.query(
      `CREATE TABLE dx_note (id ${key}, name VARCHAR(100) NOT NULL UNIQUE, at DATETIME NOT NULL, done TINYINT NOT NULL, hash BLOB)`,
    );
    await runner.query("INSERT INTO dx_note (name, at, done) VALUES ('first', '2024-01-02 03:04:05', 1)");
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE dx_note');
  }
}
class Fail1700000000002 implements MigrationInterface {
  name = 'Fail1700000000002';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('INSERT INTO dx_note (name) VALUES (1, 2)');
  }
  async down(): Promise<void> {}
}

describe.each(DATABASE_KINDS)('metadata store on %s', (kind) => {
  let place: TestDatabase;
  const open: MetadataStore[] = [];

  beforeEach(async () => {
    place = await createTestDatabase(kind);
  });
  afterEach(async () => {
    for (const store of open.splice(0)) await store.close();
    await place.drop();
  });

  async function openStore(options: Partial<MetadataStoreOptions> = {}): Promise<MetadataStore> {
    const store = await openMetadataStore({
      url: place.url,
      entities: [NOTE],
      migrations: [CreateNotes1700000000001],
      ...options,
    });
    open.push(store);
    return store;
  }
  const note = (name: string): Omit<Note, 'id'> => ({
    name,
    at: new Date('2024-06-01T12:00:00Z'),
    done: false,
    hash: Buffer.from([0, 255]),
  });

  it('runs each migration once, however many instances start at once', async () => {
    const stores = await Promise.all(Array.from({ length: 5 }, () => openStore()));
    for (const store of stores) {
      expect(await store.read((manager) => manager.count(NOTE))).toBe(1);
    }
    const runs = await stores[0]?.read((manager) =>
      manager.query<{ name: string }[]>('SELECT name FROM dx_migrations'),
    );
    expect(runs?.map(({ name }) => name)).toEqual(['CreateNotes1700000000001']);
    await openStore();
  });

  it('says why a migration failed, and can be opened when it was corrected', async () => {
    await expect(openStore({ migrations: [CreateNotes1700000000001, Fail1700000000002] })).rejects.toThrow();
    const store = await openStore();
    expect(await store.read((manager) => manager.count(NOTE))).toBe(1);
  });

  it('keeps dates, booleans and bytes, in any time zone of the process', async () => {
    const zone = process.env['TZ'];
    process.env['TZ'] = 'America/New_York';
    try {
      const store = await openStore();
      await store.write((manager) => manager.save(NOTE, note('a')));
      const [first, second] = await store.read((manager) => manager.find(NOTE, { order: { id: 'ASC' } }));
      expect(first).toMatchObject({ done: true, at: new Date('2024-01-02T03:04:05Z'), hash: null });
      expect(second).toMatchObject({ done: false, at: new Date('2024-06-01T12:00:00Z') });
      expect(Buffer.compare(second?.hash ?? Buffer.alloc(0), Buffer.from([0, 255]))).toBe(0);
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  it('stores all of a write or nothing, and tells a refused statement as one', async () => {
    const store = await openStore();
    const failure = new Error('no');
    await expect(
      store.write(async (manager) => {
        await manager.save(NOTE, note('a'));
        throw failure;
      }),
    ).rejects.toBe(failure);
    const twice = store.write(async (manager) => {
      await manager.insert(NOTE, note('b'));
      await manager.insert(NOTE, note('first'));
    });
    await expect(twice).rejects.toBeInstanceOf(DatabaseError);
    await expect(twice).rejects.toMatchObject({ kind: 'duplicate' });
    expect(await store.read((manager) => manager.find(NOTE, { select: { name: true } }))).toEqual([{ name: 'first' }]);
  });

  it('lets many writes and reads run at once', async () => {
    const store = await openStore();
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        i % 2 === 0
          ? store.write((manager) => manager.save(NOTE, note(`n${i}`)))
          : store.read((manager) => manager.count(NOTE)),
      ),
    );
    expect(await store.read((manager) => manager.count(NOTE))).toBe(11);
  });

  it('never shows a reader what a writer has not committed', async () => {
    const store = await openStore();
    await store.write(async (manager) => {
      await manager.save(NOTE, note('open'));
      expect(await store.read((reader) => reader.count(NOTE))).toBe(1);
    });
    expect(await store.read((reader) => reader.count(NOTE))).toBe(2);
  });

  it('knows whether own tables lie beside the data', async () => {
    const other = await createTestDatabase(kind);
    expect((await openStore()).sameAsData).toBe(true);
    expect((await openStore({ dataUrl: other.url })).sameAsData).toBe(false);
    await other.drop();
  });

  it('writes while a data transaction awaits, without a deadlock', async () => {
    const store = await openStore();
    const database = await openDatabase({ url: place.url, poolAcquireTimeoutMs: 5_000 });
    await database.run({ sql: 'CREATE TABLE item (id INTEGER PRIMARY KEY)', params: [] });
    const data = Array.from({ length: 5 }, (_, id) =>
      database.transaction(async (tx) => {
        await tx.run({ sql: 'INSERT INTO item VALUES (?)', params: [id] });
        expect(await store.read((manager) => manager.count(NOTE))).toBeGreaterThan(0);
        await new Promise((resolve) => setImmediate(resolve));
        await tx.run({ sql: 'DELETE FROM item WHERE id = ?', params: [id] });
      }),
    );
    const own = Array.from({ length: 5 }, (_, i) => store.write((manager) => manager.save(NOTE, note(`m${i}`))));
    await Promise.all([...data, ...own]);
    expect(await store.read((manager) => manager.count(NOTE))).toBe(6);
    await database.close();
  });
});
