import type { Database, Transaction } from '@dx/database';
import { DatabaseError, openDatabase } from '@dx/database';
import { CodedException, serverErrors } from '@dx/kernel';
import { createTestDatabase, DATABASE_KINDS } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';

describe.each(DATABASE_KINDS)('transaction on %s', (kind) => {
  let place: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    place = await createTestDatabase(kind);
    // One connection: whatever a transaction left behind, the next one would meet.
    database = await openDatabase({ url: place.url, poolMax: 1 });
    await database.run({ sql: 'CREATE TABLE item (id INTEGER PRIMARY KEY, name VARCHAR(20))', params: [] });
  });
  beforeEach(() => database.run({ sql: 'DELETE FROM item', params: [] }));
  afterAll(async () => {
    await database.close();
    await place.drop();
  });

  const insert = (runner: Pick<Transaction, 'run'>, id: number): Promise<unknown> =>
    runner.run({ sql: 'INSERT INTO item (id, name) VALUES (?, ?)', params: [id, `n${id}`] });
  const ids = async (): Promise<unknown[]> =>
    (await database.rows({ sql: 'SELECT id FROM item ORDER BY id', params: [] })).map(([id]) => Number(id));

  it('stores all of its work and hands its result out', async () => {
    const result = await database.transaction(async (tx) => {
      await insert(tx, 1);
      await insert(tx, 2);
      expect(await tx.rows({ sql: 'SELECT COUNT(*) FROM item', params: [] })).toEqual([['2']]);
      return 'done';
    });
    expect([result, await ids()]).toEqual(['done', [1, 2]]);
  });

  it('stores nothing when its work throws, and leaves a clean connection', async () => {
    const failure = new Error('no');
    await expect(
      database.transaction(async (tx) => {
        await insert(tx, 1);
        throw failure;
      }),
    ).rejects.toBe(failure);
    await insert(database, 2);
    expect(await ids()).toEqual([2]);
  });

  it('goes on after a refused statement when its work goes on', async () => {
    await database.transaction(async (tx) => {
      await insert(tx, 1);
      await expect(insert(tx, 1)).rejects.toMatchObject({ kind: 'duplicate' });
      await insert(tx, 2);
    });
    expect(await ids()).toEqual([1, 2]);
  });

  it('undoes a savepoint alone', async () => {
    await database.transaction(async (tx) => {
      await insert(tx, 1);
      await expect(
        tx.savepoint(async () => {
          await insert(tx, 2);
          await tx.savepoint(() => insert(tx, 3));
          await insert(tx, 1);
        }),
      ).rejects.toBeInstanceOf(DatabaseError);
      expect(await tx.savepoint(() => insert(tx, 4).then(() => 'kept'))).toBe('kept');
    });
    expect(await ids()).toEqual([1, 4]);
  });

  it('stores nothing on a dry run', async () => {
    const seen = await database.transaction(
      async (tx) => {
        await insert(tx, 1);
        return tx.rows({ sql: 'SELECT id FROM item', params: [] });
      },
      { dryRun: true },
    );
    expect([seen, await ids()]).toEqual([[['1']], []]);
  });

  it('stores nothing when it is aborted before its commit', async () => {
    const controller = new AbortController();
    const running = database.transaction(
      async (tx) => {
        await insert(tx, 1);
        controller.abort();
      },
      { signal: controller.signal },
    );
    await expect(running).rejects.toMatchObject({ errors: [serverErrors.requestTimeout()] });
    expect(await ids()).toEqual([]);
  });

  it('refuses statements once it is aborted, with the reason of whoever aborted', async () => {
    const reason = new CodedException(serverErrors.shuttingDown());
    const controller = new AbortController();
    const running = database.transaction(
      async (tx) => {
        controller.abort(reason);
        await insert(tx, 1);
      },
      { signal: controller.signal },
    );
    await expect(running).rejects.toBe(reason);
    const late = database.transaction((tx) => insert(tx, 1), { signal: controller.signal });
    await expect(late).rejects.toBe(reason);
    expect(await ids()).toEqual([]);
  });

  it('refuses statements after its end', async () => {
    const leaked = await database.transaction((tx) => Promise.resolve(tx));
    await expect(insert(leaked, 1)).rejects.toThrow('the transaction has ended');
    await expect(leaked.savepoint(() => Promise.resolve())).rejects.toThrow('the transaction has ended');
    expect(await ids()).toEqual([]);
  });

  it('lets others wait for their turn', async () => {
    await Promise.all(
      Array.from({ length: 10 }, (_, id) =>
        database.transaction(async (tx) => {
          await insert(tx, id);
          await new Promise((resolve) => setImmediate(resolve));
          await tx.run({ sql: 'UPDATE item SET name = ? WHERE id = ?', params: ['seen', id] });
        }),
      ),
    );
    expect(await database.rows({ sql: "SELECT COUNT(*) FROM item WHERE name = 'seen'", params: [] })).toEqual([['10']]);
  });

  it('hands out generated keys', async () => {
    const key = kind === 'mariadb' ? 'BIGINT UNSIGNED PRIMARY KEY AUTO_INCREMENT' : 'INTEGER PRIMARY KEY AUTOINCREMENT';
    await database.run({ sql: `CREATE TABLE counted (id ${key}, v INTEGER)`, params: [] });
    const insertOne = { sql: 'INSERT INTO counted (v) VALUES (1)', params: [] };
    expect((await database.run(insertOne)).insertId).toBe('1');
    const large = kind === 'mariadb' ? '18446744073709551000' : '9007199254740992';
    await database.run({ sql: 'INSERT INTO counted VALUES (?, 1)', params: [large] });
    expect((await database.run(insertOne)).insertId).toBe((BigInt(large) + 1n).toString());
    expect((await database.run({ sql: 'UPDATE counted SET v = 1', params: [] })).affectedRows).toBe(3);
    expect(await database.rows({ sql: 'INSERT INTO counted (v) VALUES (5), (6) RETURNING v', params: [] })).toEqual([
      ['5'],
      ['6'],
    ]);
  });
});
