/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- answers of every form are looked into */
import { WebhookDispatcher } from '@dx/builtin-plugins';
import { createTestApp, type TestApp } from '../../support/create-test-app.js';
import { call } from './call.js';
import { pluginConfigurations, pluginShop } from './plugin-shop.js';
import { openReceiver, type Receiver } from './receiver.js';

describe('webhooks without leave for private addresses', () => {
  let app: TestApp;
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await openReceiver();
    app = await createTestApp({
      kind: 'sqlite',
      setUpSql: pluginShop('sqlite'),
      env: { WEBHOOK_POLL_MS: '60000' },
      configurations: pluginConfigurations([{ name: 'webhook' }]),
    });
  });
  afterAll(async () => {
    await app.close();
    await receiver.close();
  });

  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0.0.0.0/',
    'http://10.1.2.3/',
    'http://169.254.169.254/latest/meta-data',
    'http://100.64.0.1/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fd00::1]/',
  ])('refuses %s when it is saved', async (url) => {
    const { status, body } = await call(app, 'POST', '/back-office/webhooks', { name: 'x', url });
    expect([status, body[0]?.code, body[0]?.path]).toEqual([400, '1920', 'url']);
  });

  it('refuses a name that leads to a private address when it connects', async () => {
    const url = `http://localhost:${receiver.port}/hook`;
    const { id } = (await call(app, 'POST', '/back-office/webhooks', { name: 'x', url })).body;
    await call(app, 'POST', '/dynamic-entity/products', { data: [{ sku: 'A' }] });
    await app.app.get(WebhookDispatcher).drain();
    const [delivery] = (await call(app, 'GET', `/back-office/webhooks/deliveries?webhookId=${id}`)).body.data;
    const { log } = (await call(app, 'GET', `/back-office/webhooks/deliveries/${delivery.id}`)).body;
    expect(log).toEqual([
      expect.objectContaining({
        status: null,
        error: 'the address of localhost is not allowed: it is private or reserved',
      }),
    ]);
    const test = (await call(app, 'POST', `/back-office/webhooks/${id}/test`)).body;
    expect(test).toMatchObject({ delivered: false, status: null });
    expect(receiver.received).toHaveLength(0);
  });
});
