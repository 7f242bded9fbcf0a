/* eslint-disable @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return -- answers of every form are looked into */
import { RETRY_DELAYS_MS, WebhookDispatcher } from '@dx/builtin-plugins';
import { Webhook } from 'standardwebhooks';
import { createTestApp, type TestApp } from '../../support/create-test-app.js';
import { pollUntil } from '../../support/poll-until.js';
import { DATABASE_KINDS } from '../../support/test-database.js';
import { call } from './call.js';
import { pluginConfigurations, pluginShop } from './plugin-shop.js';
import { acceptAll, openReceiver, type Receiver } from './receiver.js';

const PLUGINS = [
  { name: 'webhook' },
  { name: 'validation', settings: { rules: [{ kind: 'unique', fields: ['sku'] }] } },
];

describe.each(DATABASE_KINDS)('webhooks on %s', (kind) => {
  let app: TestApp;
  let dispatcher: WebhookDispatcher;
  let receiver: Receiver;
  let now: number;

  beforeAll(async () => {
    receiver = await openReceiver();
    app = await createTestApp({
      kind,
      setUpSql: pluginShop(kind),
      env: { WEBHOOK_ALLOW_HOSTS: '127.0.0.1', WEBHOOK_TIMEOUT_MS: '500', WEBHOOK_POLL_MS: '60000' },
      configurations: pluginConfigurations(PLUGINS, [{ name: 'webhook' }]),
    });
    dispatcher = app.app.get(WebhookDispatcher);
  });
  afterAll(async () => {
    await app.close();
    await receiver.close();
  });
  beforeEach(async () => {
    // Why ahead: whatever the test writes, however slowly, is due at this time.
    now = Date.now() + 60_000;
    dispatcher.clock = { now: () => now, random: () => 0 };
    receiver.answer = acceptAll;
    await dispatcher.drain();
    for (const table of ['shop_product', 'shop_label', 'dx_webhook', 'dx_webhook_outbox', 'dx_webhook_attempt']) {
      await app.database.run({ sql: `DELETE FROM ${table}`, params: [] });
    }
    receiver.received.length = 0;
  });

  const subscribe = async (more: object = {}) =>
    (await call(app, 'POST', '/back-office/webhooks', { name: 'erp', url: receiver.url, ...more })).body;
  const post = (data: readonly object[], headers = {}) =>
    call(app, 'POST', '/dynamic-entity/products', { data }, headers);
  const deliveries = async (query = '') =>
    (await call(app, 'GET', `/back-office/webhooks/deliveries?${query}`)).body.data;
  const outbox = async (): Promise<number> =>
    Number((await app.database.rows({ sql: 'SELECT COUNT(*) FROM dx_webhook_outbox', params: [] }))[0]?.[0]);

  it('sends a signed CloudEvent of a new record at once, with exact digits', async () => {
    const { secret, id: webhookId } = await subscribe();
    const created = await fetch(`${app.url}/dynamic-entity/products`, {
      method: 'POST',
      headers: { authorization: `Bearer ${app.adminToken}`, 'content-type': 'application/json' },
      body: '{"data":[{"sku":"A","price":"1.5","big":9007199254740993}]}',
    });
    await pollUntil('a message without waiting for the poll', () => receiver.received.length === 1);
    const [message] = receiver.received;
    expect(message?.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
    expect(new Webhook(secret).verify(message?.text ?? '', message?.headers as Record<string, string>)).toBeTruthy();
    expect(message?.event).toMatchObject({
      specversion: '1.0',
      id: message?.headers['webhook-id'],
      type: 'data-exchange.record.created',
      source: '/dynamic-entity/products',
      requestid: created.headers.get('x-request-id'),
      data: { endpoint: 'products', table: 'shop_product', operation: 'create', before: null },
    });
    expect(message?.event.subject).toBe(message?.event.data.identifier);
    expect(message?.text).toContain('"big":9007199254740993');
    expect(message?.event.data.record).toMatchObject({ sku: 'A', price: '1.5000', listPrice: null });
    await dispatcher.drain();
    const [delivery] = await deliveries(`webhookId=${webhookId}`);
    expect(delivery).toMatchObject({ status: 'delivered', attempts: 1, operation: 'create' });
    const details = (await call(app, 'GET', `/back-office/webhooks/deliveries/${delivery.id}`)).body;
    expect(details.log).toEqual([expect.objectContaining({ attempt: 1, status: 204, error: null })]);
  });

  it('puts nothing into the outbox for what is rolled back', async () => {
    await subscribe();
    expect((await post([{ sku: 'A' }, { sku: 'A' }])).status).toBe(409);
    expect(await outbox()).toBe(0);
    expect((await post([{ sku: 'B' }, { sku: 'B' }], { 'X-Is-Transactional': 'false' })).status).toBe(201);
    expect(await outbox()).toBe(1);
  });

  it('tells of changes and deletions with what was before', async () => {
    await subscribe({ operations: ['update', 'delete'] });
    const path = `/dynamic-entity/products/${(await post([{ sku: 'A', price: '1' }])).body.data[0].id_product}`;
    await call(app, 'PATCH', path, { data: { price: '2' } });
    await call(app, 'DELETE', path);
    await dispatcher.drain();
    const [changed, deleted] = receiver.received.map(({ event }) => event);
    expect(changed).toMatchObject({
      type: 'data-exchange.record.updated',
      data: { changedFields: ['price'], before: { price: '1.0000' }, record: { price: '2.0000' } },
    });
    expect(deleted).toMatchObject({
      type: 'data-exchange.record.deleted',
      data: { record: null, before: { price: '2.0000' } },
    });
  });

  it('tells only what a subscription asks for', async () => {
    await subscribe({ endpoints: ['labels'] });
    await subscribe({ fields: ['price'], operations: ['update'] });
    await subscribe({ conditions: [{ field: 'price', operator: '>', value: 100 }] });
    await subscribe({ active: false });
    const { body } = await post([
      { sku: 'A', price: '9' },
      { sku: 'B', price: '100.5' },
    ]);
    const path = `/dynamic-entity/products/${body.data[0].id_product}`;
    await call(app, 'PATCH', path, { data: { store: 'DE' } });
    await call(app, 'PATCH', path, { data: { price: '10' } });
    await dispatcher.drain();
    expect(receiver.received.map(({ event }) => `${event.data.operation} ${event.data.record.sku}`).toSorted()).toEqual(
      ['create B', 'update A'],
    );
  });

  it('keeps the order of a record while a message fails, and lets other records pass', async () => {
    await subscribe();
    let refuse = true;
    receiver.answer = ({ event }, response) =>
      void response.writeHead(refuse && event.data.record.sku === 'A' ? 500 : 200).end();
    const [a, b] = (await post([{ sku: 'A' }, { sku: 'B' }])).body.data;
    for (const price of ['1', '2', '3']) {
      for (const { id_product: id } of [a, b])
        await call(app, 'PATCH', `/dynamic-entity/products/${id}`, { data: { price } });
    }
    await dispatcher.drain();
    const told = (sku: string): readonly (string | null)[] =>
      receiver.received
        .map(({ event }) => event.data.record)
        .filter((record) => record.sku === sku)
        .map((record) => record.price);
    expect(told('B')).toEqual([null, '1.0000', '2.0000', '3.0000']);
    expect(new Set(told('A'))).toEqual(new Set([null]));
    refuse = false;
    receiver.received.length = 0;
    now += 3_600_000;
    await dispatcher.drain();
    expect(told('A')).toEqual([null, '1.0000', '2.0000', '3.0000']);
  });

  it('tries again by the schedule with the same id, then gives up; dead messages can be sent again', async () => {
    const { id } = await subscribe();
    receiver.answer = (_request, response) => void response.writeHead(503).end('<busy>');
    await post([{ sku: 'A' }]);
    await dispatcher.drain();
    for (const [index, delay] of RETRY_DELAYS_MS.entries()) {
      if (index === 0) continue;
      now += delay - 1;
      await dispatcher.drain();
      expect(receiver.received).toHaveLength(index);
      now += 1;
      await dispatcher.drain();
      expect(receiver.received).toHaveLength(index + 1);
    }
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    const [dead] = await deliveries('status=dead');
    expect(dead).toMatchObject({ attempts: 10, nextAttemptAt: null });
    const { log } = (await call(app, 'GET', `/back-office/webhooks/deliveries/${dead.id}`)).body;
    expect(log).toHaveLength(10);
    expect(log[0]).toMatchObject({ status: 503, response: '<busy>', error: 'the receiver answered 503' });
    receiver.answer = acceptAll;
    receiver.received.length = 0;
    expect((await call(app, 'POST', `/back-office/webhooks/${id}/replay`, {})).body).toEqual({ count: 1 });
    await dispatcher.drain();
    expect(receiver.received.map(({ event }) => event.id)).toEqual([dead.messageId]);
    expect((await call(app, 'POST', `/back-office/webhooks/deliveries/${dead.id}/resend`)).status).toBe(200);
    await dispatcher.drain();
    expect(receiver.received).toHaveLength(2);
  });

  it('waits as long as the receiver asks', async () => {
    await subscribe();
    receiver.answer = (_request, response) => void response.writeHead(429, { 'retry-after': '120' }).end();
    await post([{ sku: 'A' }]);
    await dispatcher.drain();
    now += 119_000;
    await dispatcher.drain();
    expect(receiver.received).toHaveLength(1);
    now += 1_000;
    await dispatcher.drain();
    expect(receiver.received).toHaveLength(2);
  });

  it('switches a webhook off that is gone, or fails for five days', async () => {
    const { id } = await subscribe();
    receiver.answer = (_request, response) => void response.writeHead(410).end();
    await post([{ sku: 'A' }]);
    await dispatcher.drain();
    const show = async () => (await call(app, 'GET', `/back-office/webhooks/${id}`)).body;
    expect(await show()).toMatchObject({ active: false, disabledReason: 'The receiver answered 410 Gone.' });
    await call(app, 'PATCH', `/back-office/webhooks/${id}`, { active: true });
    expect(await show()).toMatchObject({ active: true, disabledReason: null, failingSince: null });
    receiver.answer = (_request, response) => void response.writeHead(500).end();
    await post([{ sku: 'B' }]);
    await dispatcher.drain();
    expect((await show()).failingSince).not.toBeNull();
    now += 5 * 86_400_000;
    await dispatcher.drain();
    expect(await show()).toMatchObject({ active: false, disabledReason: 'Every attempt failed for five days.' });
  });

  it('gives up on an answer that does not come in time', async () => {
    await subscribe();
    receiver.answer = () => undefined;
    await post([{ sku: 'A' }]);
    await dispatcher.drain();
    const [delivery] = await deliveries();
    const { log } = (await call(app, 'GET', `/back-office/webhooks/deliveries/${delivery.id}`)).body;
    expect(log).toEqual([expect.objectContaining({ status: null, error: 'no answer in time' })]);
  });

  it('follows no redirect', async () => {
    const other = await openReceiver();
    try {
      await subscribe();
      receiver.answer = (_request, response) => void response.writeHead(307, { location: other.url }).end();
      await post([{ sku: 'A' }]);
      await dispatcher.drain();
      expect(receiver.received).toHaveLength(1);
      expect(other.received).toHaveLength(0);
      expect((await deliveries('status=pending'))[0]).toMatchObject({ attempts: 1 });
    } finally {
      await other.close();
    }
  });

  it('signs with both secrets while a rotation overlaps', async () => {
    const { id, secret: old } = await subscribe();
    const rotated = (await call(app, 'POST', `/back-office/webhooks/${id}/rotate-secret`, { overlapHours: 1 })).body;
    await post([{ sku: 'A' }]);
    await dispatcher.drain();
    const [{ text, headers } = { text: '', headers: {} }] = receiver.received;
    for (const secret of [old, rotated.secret]) {
      expect(new Webhook(secret).verify(text, headers as Record<string, string>)).toBeTruthy();
    }
    now += 3_700_000;
    await post([{ sku: 'B' }]);
    await dispatcher.drain();
    expect(receiver.received[1]?.headers['webhook-signature']).toMatch(/^v1,[^ ]+$/);
  });

  it('sends a test on demand and tells what came of it', async () => {
    const { id } = await subscribe();
    receiver.answer = (_request, response) => void response.writeHead(200).end('fine');
    const answer = (await call(app, 'POST', `/back-office/webhooks/${id}/test`)).body;
    expect(answer).toMatchObject({ delivered: true, status: 200, response: 'fine', error: null });
    expect(receiver.received[0]?.event.type).toBe('data-exchange.record.test');
  });

  it('never sends a message twice at once when several instances work', async () => {
    await subscribe();
    const other = await createTestApp({
      kind,
      database: app.testDatabase,
      env: { WEBHOOK_ALLOW_HOSTS: '127.0.0.1', WEBHOOK_POLL_MS: '60000' },
    });
    try {
      const second = other.app.get(WebhookDispatcher);
      second.clock = dispatcher.clock;
      receiver.answer = (_request, response) => void setImmediate(() => response.writeHead(200).end());
      const records = (await post(Array.from({ length: 60 }, (_, index) => ({ sku: `S${index}` })))).body.data;
      await call(app, 'PATCH', '/dynamic-entity/products', {
        data: records.map(({ id_product }: { id_product: number }) => ({ id_product, price: '1' })),
      });
      // Why again: an instance passes over a record whose earlier message the other one is just sending.
      await pollUntil('every message sent', async () => {
        await Promise.all([dispatcher.drain(), second.drain(), dispatcher.drain()]);
        return receiver.received.length >= 120;
      });
      const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
      expect(ids).toHaveLength(120);
      expect(new Set(ids).size).toBe(120);
      const order = new Map<string, string[]>();
      for (const { event } of receiver.received) {
        order.set(event.subject, [...(order.get(event.subject) ?? []), event.data.operation]);
      }
      for (const operations of order.values()) expect(operations).toEqual(['create', 'update']);
    } finally {
      await other.close();
    }
  });

  it('sends a message whose sender died when its lease is over', async () => {
    await subscribe();
    dispatcher.clock = { now: () => now - 10_000, random: () => 0 };
    await post([{ sku: 'A' }]);
    const lease = "UPDATE dx_webhook_outbox SET status = 'pending', lease_owner = 'dead', leased_until = ?";
    await dispatcher.drain();
    receiver.received.length = 0;
    await app.database.run({ sql: lease, params: [now + 1_000] });
    dispatcher.clock = { now: () => now, random: () => 0 };
    await dispatcher.drain();
    expect(receiver.received).toHaveLength(0);
    now += 1_000;
    await dispatcher.drain();
    expect(receiver.received).toHaveLength(1);
  });

  it('checks what an administrator sends, and who may', async () => {
    const wrong = await call(app, 'POST', '/back-office/webhooks', { name: '', url: 'ftp://x', operations: ['read'] });
    expect(wrong.body.map(({ path }: { path: string }) => path).toSorted()).toEqual(['name', 'operations']);
    const url = await call(app, 'POST', '/back-office/webhooks', { name: 'x', url: 'http://user:pw@example.com/' });
    expect(url.body[0]).toMatchObject({ code: '1920', path: 'url' });
    const { id, secret } = await subscribe();
    expect(JSON.stringify((await call(app, 'GET', '/back-office/webhooks')).body)).not.toContain(secret);
    expect((await call(app, 'PATCH', `/back-office/webhooks/${id}`, { name: 'new' })).body).toMatchObject({
      name: 'new',
      url: receiver.url,
      active: true,
    });
    expect((await call(app, 'DELETE', `/back-office/webhooks/${id}`)).status).toBe(204);
    expect((await call(app, 'GET', `/back-office/webhooks/${id}`)).status).toBe(404);
    expect((await fetch(`${app.url}/back-office/webhooks`)).status).toBe(403);
  });
});
