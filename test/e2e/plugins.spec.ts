/* eslint-disable @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return -- answers of every form are looked into */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestApp, type TestApp } from '../support/create-test-app.js';
import { spawnServer, type SpawnedServer } from '../support/spawn-server.js';
import { createTestDatabase, DATABASE_KINDS } from '../support/test-database.js';
import { pollUntil } from '../support/poll-until.js';
import { loadPlugins } from '../../apps/api/src/plugins/load-plugins.js';
import { call } from '../integration/plugins/call.js';
import { pluginConfigurations, pluginShop } from '../integration/plugins/plugin-shop.js';

const TRIM = { name: 'transformation', settings: { input: { sku: [{ op: 'trim' }] } } };

describe.each(DATABASE_KINDS)('plugins of a configuration on %s', (kind) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({
      kind,
      setUpSql: pluginShop(kind),
      configurations: pluginConfigurations([TRIM]),
    });
  });
  afterAll(() => app.close());

  const stored = async () => (await call(app, 'GET', '/back-office/configurations?search=products')).body.data[0];
  const save = async (plugins: unknown) => {
    const { id, revision } = await stored();
    return call(app, 'PATCH', `/back-office/configurations/${id}`, { plugins }, { 'if-match': `"${revision}"` });
  };
  const send = async (sku: string) =>
    (await call(app, 'POST', '/dynamic-entity/products', { data: [{ sku }] })).body.data[0].sku;

  it('work at once when they are imported or saved, and not any more when they are removed', async () => {
    expect(await send('  a ')).toBe('a');
    const upper = { name: 'transformation', settings: { input: { sku: [{ op: 'case', to: 'upper' }] } } };
    expect((await save([upper])).body.plugins).toEqual([upper]);
    expect(await send('a')).toBe('A');
    const removed = await save([]);
    expect(removed.body).not.toHaveProperty('plugins');
    expect(await send(' b')).toBe(' b');
    expect((await save([TRIM])).status).toBe(200);
  });

  it('are in the revision, the history and the export, and nowhere when there are none', async () => {
    const before = await stored();
    await save([]);
    const without = await stored();
    expect(without.revision).not.toBe(before.revision);
    const path = `/back-office/configurations/${before.id}`;
    const stale = await call(app, 'PATCH', path, { plugins: [] }, { 'if-match': `"${before.revision}"` });
    expect(stale.body[0].code).toBe('1921');
    await save([TRIM]);
    expect((await stored()).revision).toBe(before.revision);
    const [last] = (await call(app, 'GET', `${path}/revisions`)).body.data;
    expect([last.before.plugins, last.after.plugins]).toEqual([undefined, [TRIM]]);
    const exported = (await call(app, 'GET', '/back-office/configurations/export')).body;
    const byAlias = new Map(exported.map((entry: { tableAlias: string }) => [entry.tableAlias, entry]));
    expect(byAlias.get('products')).toMatchObject({ plugins: [TRIM] });
    expect(byAlias.get('labels')).not.toHaveProperty('plugins');
    const again = await call(app, 'POST', '/back-office/configurations/import?update=true', exported);
    expect(again.body).toMatchObject({ updated: [], unchanged: expect.arrayContaining(['products', 'labels']) });
  });

  it('stay when an import does not name them, and go when it names none', async () => {
    const [products] = pluginConfigurations([]) as { tableAlias: string; isActive: boolean }[];
    const path = '/back-office/configurations/import?update=true';
    const unnamed = await call(app, 'POST', path, [products]);
    expect(unnamed.body).toMatchObject({ unchanged: ['products'] });
    expect((await stored()).plugins).toEqual([TRIM]);
    const none = await call(app, 'POST', path, [{ ...products, plugins: [] }]);
    expect(none.body).toMatchObject({ updated: ['products'] });
    expect(await stored()).not.toHaveProperty('plugins');
    await save([TRIM]);
  });

  it('of an import that cannot work are reported by path', async () => {
    const [products] = pluginConfigurations([{ name: 'gone' }]);
    const path = '/back-office/configurations/import?update=true&dryRun=true';
    const { body } = await call(app, 'POST', path, [products]);
    expect(body.problems).toEqual([expect.objectContaining({ path: '[0].plugins[0].name', severity: 'error' })]);
  });

  it('close their endpoint when they are not loaded, until an administrator takes them out', async () => {
    const { id } = await stored();
    const sql = "UPDATE dx_endpoint_plugin SET name = 'gone' WHERE configuration_id = ?";
    await app.database.run({ sql, params: [id] });
    await pollUntil('the change of another program', async () => {
      const { status, body } = await call(app, 'POST', '/dynamic-entity/products', { data: [{ sku: 'a' }] });
      return status === 503 && body[0].code === '1981';
    });
    await save([TRIM]);
    expect(await send(' c')).toBe('c');
  });

  it('are listed with what they do, where, and how they fare', async () => {
    const { data } = (await call(app, 'GET', '/back-office/plugins')).body;
    expect(data.map(({ name }: { name: string }) => name)).toEqual([
      'transformation',
      'validation',
      'audit',
      'webhook',
    ]);
    expect(data[0]).toMatchObject({
      order: 10,
      activation: 'endpoint',
      hooks: ['transformInput', 'transformRecords'],
      endpoints: ['products'],
      settingsSchema: { type: 'object' },
      statistics: { failures: 0, lastError: null },
    });
    expect(data[0].statistics.calls).toBeGreaterThan(0);
    expect(data[0].statistics.meanMs).toBeGreaterThanOrEqual(0);
    expect(data[3].endpoints).toEqual([]);
    expect((await fetch(`${app.url}/back-office/plugins`)).status).toBe(403);
  });

  it('have their routes in the OpenAPI document', async () => {
    const { paths } = (await call(app, 'GET', '/openapi.json?part=admin')).body ?? {};
    const names = Object.keys(paths ?? {});
    for (const path of ['/back-office/plugins', '/back-office/audit', '/back-office/webhooks/{id}/rotate-secret']) {
      expect(names).toContain(path);
    }
  });
});

describe('plugins of a folder', () => {
  let server: SpawnedServer | undefined;
  afterEach(async () => {
    server?.process.kill('SIGTERM');
    await server?.exited;
    server = undefined;
  });

  it('work as those of the server do', async () => {
    const database = await createTestDatabase('sqlite');
    const shop = await createTestApp({ kind: 'sqlite', database, setUpSql: pluginShop('sqlite') });
    await shop.close();
    server = await spawnServer({ DATABASE_URL: database.url, PLUGINS_DIR: 'examples/plugins' });
    const app = { url: server.url, adminToken: await server.login() };
    const plugins = [{ name: 'sku-prefix', settings: { prefix: 'DE-', reserved: ['0'] } }];
    const imported = await call(app, 'POST', '/back-office/configurations/import', pluginConfigurations(plugins));
    expect(imported.body.problems).toEqual([]);
    const made = await call(app, 'POST', '/dynamic-entity/products', { data: [{ sku: '1' }] });
    expect(made.body.data[0].sku).toBe('DE-1');
    const refused = await call(app, 'POST', '/dynamic-entity/products', { data: [{ sku: '0' }] });
    expect([refused.status, refused.body[0].code]).toEqual([400, 'SKU-1']);
    const { data } = (await call(app, 'GET', '/back-office/plugins')).body;
    expect(data.find(({ name }: { name: string }) => name === 'sku-prefix')).toMatchObject({ endpoints: ['products'] });
    await database.drop();
  });

  it.each([
    ['that cannot be read', 'export default (', /broken\.plugin\.mjs cannot be loaded: /],
    ['that exports nothing', 'export const nothing = 1;', /broken\.plugin\.mjs exports no plugin/],
    ['whose function fails', 'export default () => { throw new Error("no"); };', /broken\.plugin\.mjs failed: no/],
  ])('stop the start for a file %s', async (_what, text, message) => {
    const folder = await mkdtemp(join(tmpdir(), 'dx-plugins-'));
    await mkdir(join(folder, 'broken'));
    await writeFile(join(folder, 'broken', 'broken.plugin.mjs'), text);
    await expect(loadPlugins(folder)).rejects.toThrow(message);
    await rm(folder, { recursive: true });
    await expect(loadPlugins(folder)).rejects.toThrow('cannot be read');
  });
});
