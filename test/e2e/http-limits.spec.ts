import { request } from 'node:http';
import { openDatabase, type Database } from '@dx/database';
import { RequestTracker } from '../../apps/api/src/http/request-tracker.js';
import { createTestApp, type TestApp } from '../support/create-test-app.js';
import { COUNTER_CONFIGURATION, COUNTER_TABLE } from '../support/counter-shop.js';
import { pollUntil } from '../support/poll-until.js';
import { closeConnections, sendRaw } from '../support/send-raw.js';

const PATCH_ONE = { method: 'PATCH', path: '/dynamic-entity/counters/1', body: '{"data":{"quantity":11}}' } as const;

describe('time limits of a request', () => {
  let app: TestApp;
  let other: Database;

  beforeAll(async () => {
    app = await createTestApp({
      kind: 'mariadb',
      setUpSql: COUNTER_TABLE.mariadb,
      configurations: [COUNTER_CONFIGURATION],
      env: { REQUEST_TIMEOUT_MS: '3000', POOL_ACQUIRE_TIMEOUT_MS: '1500', DB_POOL_MAX: '1' },
    });
    other = await openDatabase({ url: app.testDatabase.url });
  });

  afterAll(async () => {
    closeConnections();
    await other?.close();
    await app?.close();
  });

  const send = (given: { method: string; path: string; body: string }) =>
    sendRaw({ port: app.port, headers: { authorization: `Bearer ${app.adminToken}` }, ...given });

  /** Holds the lock on the first counter while `work` runs. */
  async function whileLocked<T>(work: () => Promise<T>): Promise<T> {
    return other.transaction(async (tx) => {
      await tx.rows({ sql: 'SELECT id FROM counter WHERE id = 1 FOR UPDATE', params: [] });
      return work();
    });
  }

  const inFlight = () => app.app.get(RequestTracker).size;

  it('answers 504 when the deadline passes, and the connection is good again afterwards', async () => {
    const start = performance.now();
    const answer = await whileLocked(() => send(PATCH_ONE));
    expect(performance.now() - start).toBeLessThan(4500);
    expect([answer.status, answer.body]).toEqual([504, expect.stringContaining('"1945"')]);
    await pollUntil('the connection back', async () => (await send(PATCH_ONE)).status === 200);
  });

  it('answers 503 with Retry-After when no connection comes free in time; health is not affected', async () => {
    const [slow, refused, live] = await whileLocked(async () => {
      const waiting = send(PATCH_ONE);
      await pollUntil('the first request under way', () => inFlight() === 1);
      const second = await send({ method: 'GET', path: '/dynamic-entity/counters/2', body: '' });
      const health = await send({ method: 'GET', path: '/health/live', body: '' });
      return [await waiting, second, health] as const;
    });
    expect(slow.status).toBe(504);
    expect([refused.status, refused.body]).toEqual([503, expect.stringContaining('"1941"')]);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(live.status).toBe(200);
    await pollUntil('the connection back', async () => (await send(PATCH_ONE)).status === 200);
  });

  it('refuses what cannot work without taking a connection', async () => {
    const answers = await whileLocked(async () => {
      const waiting = send(PATCH_ONE);
      await pollUntil('the only connection taken', () => inFlight() === 1);
      const refusals = await Promise.all([
        send({ method: 'GET', path: '/dynamic-entity/counters?page[limit]=-1', body: '' }),
        send({ method: 'GET', path: '/dynamic-entity/counters?filter[x.nope]=1', body: '' }),
        send({ method: 'GET', path: '/dynamic-entity/nowhere', body: '' }),
        send({ method: 'POST', path: '/dynamic-entity/counters', body: '{}' }),
        send({ method: 'POST', path: '/dynamic-entity/counters', body: '{"data":[{"quantity":"x"}]}' }),
      ]);
      await waiting;
      return refusals;
    });
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 404, 400, 400]);
  });

  it('forgets a request whose client has gone, and its connection comes back clean', async () => {
    await whileLocked(async () => {
      const gone = request({
        port: app.port,
        host: '127.0.0.1',
        method: PATCH_ONE.method,
        path: PATCH_ONE.path,
        headers: { authorization: `Bearer ${app.adminToken}`, 'content-length': String(PATCH_ONE.body.length) },
      });
      gone.on('error', () => undefined);
      gone.end(PATCH_ONE.body);
      await pollUntil('the request under way', () => inFlight() === 1);
      gone.destroy();
      await pollUntil('no request under way', () => inFlight() === 0);
    });
    await pollUntil('the connection back', async () => (await send(PATCH_ONE)).status === 200);
    const sql = `SELECT COUNT(*) FROM information_schema.processlist
      WHERE db = DATABASE() AND info LIKE '%counter%' AND id <> CONNECTION_ID()`;
    await pollUntil('no statement left', async () => (await other.rows({ sql, params: [] }))[0]?.[0] === '0');
  });
});
