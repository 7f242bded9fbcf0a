import { ApiKeyService } from '@dx/auth';
import { ConfigurationStore } from '@dx/entity-configuration';
import { SYSTEM_CALLER } from '@dx/kernel';
import { createTestApp, type TestApp } from '../support/create-test-app.js';
import { COUNTER_CONFIGURATION, COUNTER_TABLE } from '../support/counter-shop.js';
import { pollUntil } from '../support/poll-until.js';
import { DATABASE_KINDS } from '../support/test-database.js';

/** What the product promises; the rest of a deadline is for a busy machine. */
const VISIBLE_WITHIN_MS = 1000;

describe.each(DATABASE_KINDS)('two servers on one database: %s', (kind) => {
  let first: TestApp;
  let second: TestApp;

  beforeAll(async () => {
    first = await createTestApp({ kind, setUpSql: COUNTER_TABLE[kind], env: { CONFIG_POLL_MS: '200' } });
    second = await createTestApp({ kind, database: first.testDatabase, env: { CONFIG_POLL_MS: '200' } });
  });

  afterAll(async () => {
    await second?.close();
    await first?.close();
  });

  const status = async (app: TestApp, path: string, headers: Record<string, string>) =>
    (await fetch(`${app.url}${path}`, { headers })).status;
  const asAdmin = (app: TestApp) => ({ authorization: `Bearer ${app.adminToken}` });

  it("take each other's tokens", async () => {
    expect(await status(first, '/back-office/configurations', asAdmin(second))).toBe(200);
    expect(await status(second, '/back-office/configurations', asAdmin(first))).toBe(200);
  });

  it('serve what the other one was told, within a second', async () => {
    expect(await status(second, '/dynamic-entity/counters', asAdmin(first))).toBe(404);
    await first.app.get(ConfigurationStore).importAll([COUNTER_CONFIGURATION]);
    expect(await status(first, '/dynamic-entity/counters', asAdmin(first))).toBe(200);
    const visible = async () => (await status(second, '/dynamic-entity/counters', asAdmin(first))) === 200;
    await pollUntil('the endpoint on the second server', visible, VISIBLE_WITHIN_MS * 3);
  });

  it('follow changes that others make to the tables by SQL', async () => {
    await second.database.run({ sql: 'UPDATE spy_dynamic_entity_configuration SET is_active = 0', params: [] });
    for (const app of [first, second]) {
      const gone = async () => (await status(app, '/dynamic-entity/counters', asAdmin(first))) === 404;
      await pollUntil('the endpoint gone', gone, VISIBLE_WITHIN_MS * 3);
    }
    await second.database.run({ sql: 'UPDATE spy_dynamic_entity_configuration SET is_active = 1', params: [] });
    for (const app of [first, second]) {
      const back = async () => (await status(app, '/dynamic-entity/counters', asAdmin(first))) === 200;
      await pollUntil('the endpoint back', back, VISIBLE_WITHIN_MS * 3);
    }
  });

  it('end the access of a key on both when one revokes it', async () => {
    const keys = first.app.get(ApiKeyService);
    const { apiKey, key } = await keys.create(
      { name: 'erp', scopes: ['counters:read'], expiresAt: null },
      SYSTEM_CALLER,
    );
    const headers = { 'x-api-key': key };
    const works = async () => (await status(second, '/dynamic-entity/counters', headers)) === 200;
    await pollUntil('the key on the second server', works, VISIBLE_WITHIN_MS * 3);
    await keys.revoke(apiKey.id);
    expect(await status(first, '/dynamic-entity/counters', headers)).toBe(403);
    await pollUntil('no access on the second server', async () => !(await works()), VISIBLE_WITHIN_MS * 3);
  });
});
