import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import type { Database, Transaction } from '@dx/database';
import { openDatabase } from '@dx/database';
import { serverErrors } from '@dx/kernel';
import { createTestDatabase } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';
import { waitUntil } from './wait-until.js';

const UNAVAILABLE = { errors: [serverErrors.databaseUnavailable()], retryAfter: 1 };
const BUSY = { errors: [serverErrors.databaseBusy()], retryAfter: 1 };
const TIMEOUT = { errors: [serverErrors.statementTimeout()] };

describe('connections to MariaDB', () => {
  let place: TestDatabase;
  /** Looks at the server from outside. */
  let observer: Database;
  let database: Database | undefined;

  beforeAll(async () => {
    place = await createTestDatabase('mariadb');
    observer = await openDatabase({ url: place.url, poolMax: 2 });
    await observer.run({ sql: 'CREATE TABLE account (id INT PRIMARY KEY, balance INT NOT NULL)', params: [] });
  });
  beforeEach(async () => {
    await observer.run({ sql: 'REPLACE INTO account VALUES (1, 100), (2, 100)', params: [] });
  });
  afterEach(async () => {
    await database?.close();
    database = undefined;
  });
  afterAll(async () => {
    await observer.close();
    await place.drop();
  });

  async function open(options: Partial<Parameters<typeof openDatabase>[0]> = {}): Promise<Database> {
    database = await openDatabase({ url: place.url, poolMax: 2, poolAcquireTimeoutMs: 300, ...options });
    return database;
  }
  const text = async (runner: Pick<Database, 'rows'>, sql: string): Promise<string> =>
    String((await runner.rows({ sql, params: [] }))[0]?.[0]);
  const kill = (thread: string): Promise<unknown> => observer.run({ sql: `KILL ${thread}`, params: [] });
  /** What the given statement does at the moment; empty when it does not run. */
  const running = (needle: string): Promise<unknown[]> =>
    observer.rows({
      sql: 'SELECT id FROM information_schema.processlist WHERE info LIKE ? AND id <> CONNECTION_ID()',
      params: [`%${needle}%`],
    });
  /** Why not often: InnoDB renews this table only when nobody has read it for 100 ms. */
  const untilOpenTransactions = (count: number): Promise<void> =>
    waitUntil(async () => (await openTransactions()) === count, { everyMs: 150 });
  const openTransactions = async (): Promise<number> =>
    Number(
      await text(
        observer,
        'SELECT COUNT(*) FROM information_schema.innodb_trx t JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id WHERE p.db = DATABASE()',
      ),
    );

  it('are pinned: strict mode, time zone, character set, limits', async () => {
    const db = await open({ timeZone: '+02:00', statementTimeoutMs: 7_000 });
    const [row] = await db.rows({
      sql: 'SELECT @@sql_mode, @@time_zone, @@character_set_client, @@character_set_results, @@max_statement_time, @@innodb_lock_wait_timeout, @@autocommit',
      params: [],
    });
    expect(row?.[0]).toContain('STRICT_ALL_TABLES');
    expect(row?.[0]).not.toMatch(/NO_BACKSLASH_ESCAPES|ANSI/);
    expect(row?.slice(1)).toEqual(['+02:00', 'utf8mb4', 'utf8mb4', '7.000000', '3', '1']);
    await expect(db.rows({ sql: 'SELECT 1; SELECT 2', params: [] })).rejects.toMatchObject({ kind: 'other' });
  });

  it('refuse a time zone that the server does not know', async () => {
    const db = await open({ timeZone: 'Mars/Olympus' });
    await expect(db.ping()).rejects.toThrow(/time zone/i);
  });

  it('describe the server', async () => {
    expect(await observer.describe()).toMatchObject({
      product: 'MariaDB',
      database: new URL(place.url).pathname.slice(1),
      charset: 'utf8mb4',
      sessionTimeZone: '+00:00',
      readOnly: false,
      statementBinlog: false,
      sessionIsolation: 'READ-COMMITTED',
    });
  });

  it('that are all in use are waited for until the deadline', async () => {
    const db = await open();
    let leave = (): void => undefined;
    const gate = new Promise<void>((resolve) => (leave = resolve));
    let holding = 0;
    const hold = (): Promise<unknown> =>
      db.transaction(() => {
        holding++;
        return gate;
      });
    const holders = [hold(), hold()];
    await waitUntil(() => holding === 2);
    const start = Date.now();
    await expect(db.ping()).rejects.toMatchObject(BUSY);
    expect(Date.now() - start).toBeLessThan(1_000);
    const waiting = db.rows({ sql: 'SELECT 7', params: [] });
    leave();
    await Promise.all(holders);
    expect(await waiting).toEqual([['7']]);
  });

  it('are waited for by a bounded number of callers', async () => {
    const db = await open({ poolMax: 1, poolQueueLimit: 1, poolAcquireTimeoutMs: 5_000 });
    const slow = [1, 2].map(() => db.rows({ sql: 'SELECT SLEEP(0.2)', params: [] }));
    const start = Date.now();
    await expect(db.ping()).rejects.toMatchObject(BUSY);
    expect(Date.now() - start).toBeLessThan(150);
    await Promise.all(slow);
    await db.ping();
  });

  it('go back without an open transaction when the work throws', async () => {
    const db = await open({ poolMax: 1 });
    await expect(
      db.transaction(async (tx) => {
        await tx.run({ sql: 'UPDATE account SET balance = 0', params: [] });
        await untilOpenTransactions(1);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await untilOpenTransactions(0);
    expect(await text(db, 'SELECT @@in_transaction')).toBe('0');
    expect(await text(db, 'SELECT SUM(balance) FROM account')).toBe('200');
  });

  it('that were killed while idle are replaced unnoticed', async () => {
    const db = await open({ poolMax: 1 });
    const first = await text(db, 'SELECT CONNECTION_ID()');
    await kill(first);
    expect(await text(db, 'SELECT CONNECTION_ID()')).not.toBe(first);
    await kill(await text(db, 'SELECT CONNECTION_ID()'));
    await db.transaction((tx) => tx.run({ sql: 'UPDATE account SET balance = 1', params: [] }));
    expect(await text(db, 'SELECT SUM(balance) FROM account')).toBe('2');
  });

  it('that are killed under a transaction undo it: 503, then all is well', async () => {
    const db = await open({ poolMax: 1 });
    const work = async (tx: Transaction): Promise<void> => {
      await tx.run({ sql: 'UPDATE account SET balance = 0', params: [] });
      await kill(await text(tx, 'SELECT CONNECTION_ID()'));
      await tx.run({ sql: 'UPDATE account SET balance = 1', params: [] });
    };
    await expect(db.transaction(work)).rejects.toMatchObject(UNAVAILABLE);
    expect(await text(db, 'SELECT SUM(balance) FROM account')).toBe('200');
  });

  it('that are killed before the commit undo the transaction', async () => {
    const db = await open({ poolMax: 1 });
    const commit = db.transaction(async (tx) => {
      await tx.run({ sql: 'UPDATE account SET balance = 0', params: [] });
      await kill(await text(tx, 'SELECT CONNECTION_ID()'));
    });
    await expect(commit).rejects.toMatchObject(UNAVAILABLE);
    expect(await text(db, 'SELECT SUM(balance) FROM account')).toBe('200');
  });

  it('that are killed under a write are not tried again; under a read they are', async () => {
    const db = await open({ poolMax: 1 });
    const write = db.run({ sql: 'UPDATE account SET balance = SLEEP(20) WHERE id = 1', params: [] });
    const refused = expect(write).rejects.toMatchObject(UNAVAILABLE);
    await waitUntil(async () => (await running('SLEEP(20)')).length === 1);
    await kill(String((await running('SLEEP(20)'))[0]));
    await refused;
    const read = db.rows({ sql: 'SELECT SLEEP(0.5), 7', params: [] });
    await waitUntil(async () => (await running('SLEEP(0.5)')).length === 1);
    await kill(String((await running('SLEEP(0.5)'))[0]));
    expect(await read).toEqual([['0', '7']]);
  });

  it('let the server stop a statement that takes too long', async () => {
    const db = await open({ statementTimeoutMs: 300, poolMax: 1 });
    const start = Date.now();
    await expect(
      db.run({ sql: 'UPDATE account SET balance = SLEEP(30) WHERE id = 1', params: [] }),
    ).rejects.toMatchObject(TIMEOUT);
    expect(Date.now() - start).toBeLessThan(1_500);
    expect(await running('SLEEP(30)')).toEqual([]);
    await db.ping();
  });

  it('are given up, and their statement is killed, when the server does not stop it', async () => {
    const db = await open({ statementTimeoutMs: 100, poolMax: 1 });
    const sql = 'SET STATEMENT max_statement_time = 0 FOR SELECT SLEEP(31)';
    await expect(db.rows({ sql, params: [] })).rejects.toMatchObject(TIMEOUT);
    await waitUntil(async () => (await running('SLEEP(31)')).length === 0);
    await db.ping();
  });

  it('repeat a transaction that lost a deadlock, as a whole', async () => {
    const db = await open({ poolMax: 4, poolAcquireTimeoutMs: 5_000 });
    let runs = 0;
    let arrived = 0;
    let bothArrived = (): void => undefined;
    const gate = new Promise<void>((resolve) => (bothArrived = resolve));
    const transfer = (from: number, to: number): Promise<unknown> =>
      db.transaction(async (tx) => {
        runs++;
        await tx.run({ sql: 'UPDATE account SET balance = balance - 10 WHERE id = ?', params: [from] });
        if (++arrived === 2) bothArrived();
        await gate;
        try {
          await tx.run({ sql: 'UPDATE account SET balance = balance + 10 WHERE id = ?', params: [to] });
        } catch (cause) {
          throw new Error('wrapped by the work', { cause });
        }
      });
    await Promise.all([transfer(1, 2), transfer(2, 1)]);
    expect(runs).toBe(3);
    expect(await db.rows({ sql: 'SELECT balance FROM account', params: [] })).toEqual([['100'], ['100']]);
    await untilOpenTransactions(0);
  });

  it('give up a lock after all retries, having stored nothing', async () => {
    const db = await open({ statementTimeoutMs: 2_000, poolMax: 4 });
    await observer.transaction(async (tx) => {
      await tx.run({ sql: 'UPDATE account SET balance = 0 WHERE id = 2', params: [] });
      const blocked = db.transaction(
        async (mine) => {
          await mine.run({ sql: 'UPDATE account SET balance = 1 WHERE id = 1', params: [] });
          await mine.run({ sql: 'UPDATE account SET balance = 1 WHERE id = 2', params: [] }).catch(() => undefined);
        },
        { retries: 1 },
      );
      await expect(blocked).rejects.toMatchObject({ errors: [serverErrors.lockConflict()] });
    });
    expect(await db.rows({ sql: 'SELECT balance FROM account', params: [] })).toEqual([['100'], ['0']]);
  });

  it('cannot be made to a server that is not there', async () => {
    const start = Date.now();
    await expect(openDatabase({ url: 'mysql://root@127.0.0.1:1/shop' })).rejects.toMatchObject(UNAVAILABLE);
    const url = new URL(place.url);
    url.pathname = '/dx_no_such_schema';
    await expect(openDatabase({ url: url.href })).rejects.toMatchObject(UNAVAILABLE);
    expect(Date.now() - start).toBeLessThan(3_000);
  });

  it('are refused after close, which waits for the ones in use', async () => {
    const db = await open();
    const slow = db.rows({ sql: 'SELECT SLEEP(0.2), 5', params: [] });
    const closing = db.close();
    await expect(db.ping()).rejects.toMatchObject({ errors: [serverErrors.shuttingDown()] });
    expect(await slow).toEqual([['0', '5']]);
    await closing;
  });

  describe('over a network that breaks', () => {
    let proxy: Server;
    let sockets: Socket[];
    let silent: boolean;

    beforeEach(async () => {
      sockets = [];
      silent = false;
      const target = new URL(place.url);
      proxy = createServer((client) => {
        sockets.push(client);
        client.on('error', () => undefined);
        if (silent) return;
        const server = connect(Number(target.port), target.hostname);
        sockets.push(server);
        server.on('error', () => undefined);
        client.on('data', (data) => silent || server.write(data));
        server.on('data', (data) => silent || client.write(data));
        client.on('close', () => server.destroy());
        server.on('close', () => client.destroy());
      });
      await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    });
    afterEach(async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    });

    const throughProxy = (): string => {
      const url = new URL(place.url);
      url.port = String((proxy.address() as AddressInfo).port);
      return url.href;
    };

    it('answers in time when packets vanish, and recovers', async () => {
      const db = await open({ url: throughProxy(), statementTimeoutMs: 100, poolMax: 1, poolAcquireTimeoutMs: 300 });
      await db.ping();
      silent = true;
      await expect(db.ping()).rejects.toMatchObject(TIMEOUT);
      await expect(db.ping()).rejects.toMatchObject(UNAVAILABLE);
      silent = false;
      for (const socket of sockets) socket.destroy();
      await waitUntil(() =>
        db.ping().then(
          () => true,
          () => false,
        ),
      );
    });

    it('answers 503 when connections are reset, and recovers', async () => {
      const db = await open({ url: throughProxy(), poolMax: 1 });
      const broken = db.run({ sql: 'UPDATE account SET balance = SLEEP(10)', params: [] });
      const refused = expect(broken).rejects.toMatchObject(UNAVAILABLE);
      await waitUntil(async () => (await running('SLEEP(10)')).length === 1);
      for (const socket of sockets) socket.resetAndDestroy();
      await refused;
      await db.ping();
    });
  });
});
