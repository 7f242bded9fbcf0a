import { openDatabase, type Database } from '@dx/database';
import { RequestTracker } from '../../apps/api/src/http/request-tracker.js';
import { createTestApp, type TestApp } from '../support/create-test-app.js';
import { COUNTER_CONFIGURATION, COUNTER_TABLE } from '../support/counter-shop.js';
import { pollUntil } from '../support/poll-until.js';
import { closeConnections, sendRaw } from '../support/send-raw.js';

describe('large bodies that are sent at once', () => {
  let app: TestApp;
  let other: Database;

  beforeAll(async () => {
    app = await createTestApp({
      kind: 'mariadb',
      setUpSql: COUNTER_TABLE.mariadb,
      configurations: [COUNTER_CONFIGURATION],
      env: {},
    });
    other = await openDatabase({ url: app.testDatabase.url });
  });

  afterAll(async () => {
    closeConnections();
    await other?.close();
    await app?.close();
  });

  /** Changes a counter, with a body of half a megabyte. */
  const patch = (id: number, quantity: number) =>
    sendRaw({
      port: app.port,
      headers: { authorization: `Bearer ${app.adminToken}` },
      method: 'PATCH',
      path: `/dynamic-entity/counters/${id}`,
      body: `{"data":{"quantity":${quantity}}${' '.repeat(500_000)}}`,
    });

  it('are all carried out, and none is held up by others that wait for a lock', async () => {
    const blocked = await other.transaction(async (tx) => {
      await tx.rows({ sql: 'SELECT id FROM counter WHERE id = 1 FOR UPDATE', params: [] });
      const waiting = [101, 102, 103].map((quantity) => patch(1, quantity));
      await pollUntil('three requests under way', () => app.app.get(RequestTracker).size === 3);
      const free = await patch(2, 22);
      expect([free.status, free.body]).toEqual([200, expect.stringContaining('"quantity":22')]);
      return waiting;
    });
    const answers = await Promise.all(blocked);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const answered = answers.map(({ body }) => (JSON.parse(body) as { data: { quantity: number } }).data.quantity);
    expect(answered).toEqual([101, 102, 103]);
  });
});
