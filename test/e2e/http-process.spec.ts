import { once } from 'node:events';
import { connect } from 'node:net';
import { openDatabase, type Database } from '@dx/database';
import { runSql } from '../support/create-test-app.js';
import { COUNTER_CONFIGURATION, COUNTER_TABLE } from '../support/counter-shop.js';
import { pollUntil } from '../support/poll-until.js';
import { closeConnections, sendRaw, type RawAnswer } from '../support/send-raw.js';
import { spawnServer, type SpawnedServer } from '../support/spawn-server.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

// Why so long: each start of the server transforms its sources first.
jest.setTimeout(180_000);

describe('the server as a process', () => {
  let database: TestDatabase;
  let shop: Database;
  let server: SpawnedServer;
  let token: string;

  beforeAll(async () => {
    database = await createTestDatabase('mariadb');
    await runSql(database.url, COUNTER_TABLE.mariadb);
    shop = await openDatabase({ url: database.url });
    server = await spawnServer({ DATABASE_URL: database.url, SHUTDOWN_TIMEOUT_MS: '20000' });
    token = await server.login();
    await fetch(`${server.url}/back-office/configurations/import`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify([COUNTER_CONFIGURATION]),
    });
  });

  afterAll(async () => {
    closeConnections();
    if (server?.process.exitCode === null) {
      server.process.kill('SIGKILL');
      await server.exited;
    }
    await shop?.close();
    await database?.drop();
  });

  function send(method: string, path: string, body = ''): Promise<RawAnswer> {
    return sendRaw({ port: server.port, method, path, headers: { authorization: `Bearer ${token}` }, body });
  }

  it('prints where everything is, and nothing on the error output', async () => {
    expect(server.stdout()).toMatch(/database +\S+\/dx_test_\w+ \(1 tables\)/);
    expect(server.stdout()).toContain(`${server.url}/docs`);
    expect(server.stdout()).toContain('admin@example.com');
    expect(server.stderr()).toBe('');
    expect((await send('GET', '/dynamic-entity/counters')).status).toBe(200);
  });

  it('logs one JSON line for each event, without a secret', async () => {
    const secrets = ['topsecret-key', 'topsecret-password', 'topsecret-value', 'topsecret-cookie', token];
    await sendRaw({
      port: server.port,
      method: 'GET',
      path: '/dynamic-entity/counters?api_key=topsecret-value&filter[counters.id]=topsecret-value',
      headers: { 'x-api-key': 'topsecret-key', cookie: 'a=topsecret-cookie', 'x-request-id': 'find-me' },
      body: '',
    });
    await send('GET', '/dynamic-entity/counters/1%0a{"level":"forged"}');
    await sendRaw({
      port: server.port,
      method: 'POST',
      path: '/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=password&username=nobody@example.com&password=topsecret-password',
    });
    await pollUntil('the last line', () => server.stdout().includes('"path":"/token","status":400'));
    const afterBanner = server.stdout().slice(server.stdout().indexOf('Try it:'));
    const isEvent = (line: string): boolean => line.startsWith('{');
    const lines = afterBanner.split('\n').filter((line) => line !== '' && !/^(Try it:| {2}\S)/.test(line));
    expect(lines.filter((line) => !isEvent(line))).toEqual([]);
    const events = lines.map((line) => JSON.parse(line) as { level: string; requestId?: string });
    expect(events.filter(({ requestId }) => requestId === 'find-me')).toMatchObject([
      {
        level: 'info',
        msg: 'request',
        method: 'GET',
        path: '/dynamic-entity/counters',
        alias: 'counters',
        status: 403,
      },
    ]);
    expect(events.some(({ level }) => level === 'forged')).toBe(false);
    for (const secret of secrets) expect(server.stdout() + server.stderr()).not.toContain(secret);
  });

  it('says in one sentence why it cannot start, and ends with 1', async () => {
    await expect(spawnServer({ DATABASE_URL: database.url, PORT: String(server.port) })).rejects.toThrow(
      new RegExp(`ended with 1: *\\s*Port ${server.port} is taken`),
    );
    await expect(spawnServer({ DATABASE_URL: 'mysql://root@127.0.0.1:1/x' })).rejects.toThrow(/No database answers at/);
    await expect(spawnServer({ DATABASE_URL: database.url, ADMIN_EMAIL: 'nobody', PORT: '-1' })).rejects.toThrow(
      /PORT="-1" must be[^]*ADMIN_EMAIL="nobody" must be/,
    );
  });

  it('goes on when nobody reads its output any more', async () => {
    server.process.stdout?.destroy();
    server.process.stderr?.destroy();
    for (let count = 0; count < 200; count++) {
      expect((await send('GET', '/dynamic-entity/counters/1')).status).toBe(200);
    }
  });

  it('answers what is under way after SIGTERM, does not wait for idle clients, then ends with 0', async () => {
    const idle = connect(server.port, '127.0.0.1');
    await once(idle, 'connect');
    idle.write('GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(idle, 'data');
    const idleClosed = once(idle, 'close');
    const answers = await shop.transaction(async (tx) => {
      await tx.rows({ sql: 'SELECT id FROM counter FOR UPDATE', params: [] });
      const waiting = [1, 2].map((id) => send('PATCH', `/dynamic-entity/counters/${id}`, '{"data":{"quantity":77}}'));
      await pollUntil('two statements that wait', async () => (await runningStatements(shop)) === 2);
      server.process.kill('SIGTERM');
      await pollUntil('a closed port', () => isClosed(server.port));
      await idleClosed;
      expect(server.process.exitCode).toBeNull();
      return waiting;
    });
    const done = await Promise.all(answers);
    expect(done.map(({ status }) => status)).toEqual([200, 200]);
    expect(done.map(({ headers }) => headers.connection)).toEqual(['close', 'close']);
    expect(await server.exited).toBe(0);
    expect(await shop.rows({ sql: 'SELECT quantity FROM counter ORDER BY id', params: [] })).toEqual([['77'], ['77']]);
  });
});

/** Why not InnoDB's own list of waiting transactions: it is not renewed while somebody keeps asking for it. */
async function runningStatements(shop: Database): Promise<number> {
  const sql = `SELECT COUNT(*) FROM information_schema.processlist
    WHERE db = DATABASE() AND info LIKE '%counter%' AND id <> CONNECTION_ID()`;
  return Number((await shop.rows({ sql, params: [] }))[0]?.[0]);
}

function isClosed(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      resolve(false);
    });
    socket.on('error', () => resolve(true));
  });
}
