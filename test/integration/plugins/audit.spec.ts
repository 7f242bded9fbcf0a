/* eslint-disable @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return -- answers of every form are looked into */
import { AuditCleaner, AuditLog } from '@dx/builtin-plugins';
import { createTestApp, type TestApp } from '../../support/create-test-app.js';
import { createTestDatabase, DATABASE_KINDS } from '../../support/test-database.js';
import { call } from './call.js';
import { pluginConfigurations, pluginShop } from './plugin-shop.js';

interface Entry {
  readonly operation: string;
  readonly alias: string;
  readonly recordId: string;
  readonly changes: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
}

describe.each(DATABASE_KINDS)('the audit log on %s', (kind) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({
      kind,
      setUpSql: pluginShop(kind),
      env: { AUDIT_RETENTION_DAYS: '30' },
      configurations: pluginConfigurations(
        [
          { name: 'audit', settings: { maskedFields: ['store'] } },
          {
            name: 'validation',
            settings: { rules: [{ kind: 'unique', fields: ['sku'] }] },
          },
        ],
        [{ name: 'audit' }],
      ),
    });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    for (const table of ['shop_product', 'shop_label', 'dx_audit']) {
      await app.database.run({ sql: `DELETE FROM ${table}`, params: [] });
    }
  });

  const entries = async (query = ''): Promise<readonly Entry[]> =>
    (await call(app, 'GET', `/back-office/audit?${query}`)).body.data;
  const post = (data: readonly object[], headers = {}) =>
    call(app, 'POST', '/dynamic-entity/products', { data }, headers);

  it('writes down who created, changed and deleted what, field by field, without secrets', async () => {
    const created = await post([{ sku: 'A', price: '1.5', big: 5, supplier: 'tok-1', store: 'DE' }]);
    const id = String(created.body.data[0].id_product);
    const path = `/dynamic-entity/products/${id}`;
    await call(app, 'PATCH', path, { data: { price: '2', supplier: 'tok-1', store: 'AT' } });
    await call(app, 'DELETE', path);
    const [removed, updated, made] = await entries('alias=products');
    expect(made).toMatchObject({
      source: 'data',
      operation: 'create',
      table: 'shop_product',
      recordId: id,
      actor: { kind: 'user', name: 'admin@example.com' },
      requestId: created.headers.get('x-request-id'),
    });
    expect(made?.changes).toContainEqual({ field: 'sku', before: null, after: 'A' });
    expect(made?.changes).toContainEqual({ field: 'store', before: null, after: '***' });
    expect(updated?.changes).toEqual([
      { field: 'store', before: '***', after: '***' },
      { field: 'price', before: '1.5000', after: '2.0000' },
    ]);
    expect(removed).toMatchObject({ operation: 'delete', recordId: id });
    expect(removed?.changes).toContainEqual({ field: 'price', before: '2.0000', after: null });
    expect(JSON.stringify([made, updated, removed])).not.toContain('tok-1');
  });

  it('hides fields whose column looks like a secret', async () => {
    await post([{ sku: 'A', supplier: 'tok-1' }]);
    const [made] = await entries();
    expect(made?.changes).toContainEqual({ field: 'supplier', before: null, after: '***' });
  });

  it('keeps every digit of a large number', async () => {
    const body = '{"data":[{"sku":"A","big":9007199254740993}]}';
    await fetch(`${app.url}/dynamic-entity/products`, {
      method: 'POST',
      headers: { authorization: `Bearer ${app.adminToken}`, 'content-type': 'application/json' },
      body,
    });
    expect((await entries())[0]?.changes).toContainEqual({ field: 'big', before: null, after: '9007199254740993' });
  });

  it('tells of children on their own, and of nothing that was rolled back', async () => {
    await post([{ sku: 'A', labels: [{ text: 'new' }] }]);
    expect((await entries()).map(({ alias, operation }) => `${alias} ${operation}`)).toEqual([
      'labels create',
      'products create',
    ]);
    const refused = await post([{ sku: 'B' }, { sku: 'A', labels: [{ text: 'x' }] }]);
    expect(refused.status).toBe(409);
    expect(await entries()).toHaveLength(2);
    await post([{ sku: 'B' }, { sku: 'A' }], { 'X-Is-Transactional': 'false' });
    expect(await entries()).toHaveLength(3);
  });

  it('calls a PUT that makes a record a creation', async () => {
    await call(app, 'PUT', '/dynamic-entity/products/77', { data: { sku: 'A' } });
    await call(app, 'PUT', '/dynamic-entity/products/77', { data: { sku: 'B' } });
    expect((await entries()).map(({ operation }) => operation)).toEqual(['replace', 'create']);
  });

  it('finds entries by every filter, page by page', async () => {
    const from = new Date().toISOString();
    await post(Array.from({ length: 5 }, (_, index) => ({ sku: `S${index}` })));
    const ids: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const { body } = await call(app, 'GET', `/back-office/audit?limit=2${next === '' ? '' : `&before=${next}`}`);
      ids.push(...body.data.map(({ recordId }: Entry) => recordId));
      next = body.next;
    }
    expect(ids).toHaveLength(5);
    expect(new Set(ids).size).toBe(5);
    const found = async (query: string): Promise<number> => (await entries(query)).length;
    expect(await found(`recordId=${ids[0]}&alias=products`)).toBe(1);
    expect(await found('actor=admin@example.com&operation=create&source=data')).toBe(5);
    expect(await found('actor=nobody')).toBe(0);
    expect(await found(`from=${from}`)).toBe(5);
    expect(await found(`to=${from}`)).toBe(0);
    expect(await found('requestId=unknown')).toBe(0);
    expect(
      (await call(app, 'GET', '/back-office/audit?before=1x&limit=0')).body.map(({ path }: { path: string }) => path),
    ).toEqual(expect.arrayContaining(['before', 'limit']));
  });

  it('tells of the Back Office: configurations, users and keys, without passwords and keys', async () => {
    const [configuration] = (await call(app, 'GET', '/back-office/configurations?search=labels')).body.data;
    const path = `/back-office/configurations/${configuration.id}`;
    await call(app, 'PATCH', path, { isActive: false }, { 'if-match': `"${configuration.revision}"` });
    await call(app, 'POST', '/back-office/configurations/validate', {});
    const user = { email: 'new@example.com', name: 'New', role: 'viewer', password: 'a-very-long-passphrase-1' };
    const { id } = (await call(app, 'POST', '/back-office/users', user)).body;
    await call(app, 'PUT', `/back-office/users/${id}/password`, { newPassword: 'another-long-passphrase-2' });
    const key = (await call(app, 'POST', '/back-office/api-keys', { name: 'erp', scopes: ['*'] })).body;
    await call(app, 'DELETE', `/back-office/users/${id}`);
    const all = await entries('source=admin');
    expect(all.map(({ alias, operation }) => `${alias} ${operation}`)).toEqual([
      'users delete',
      'api-keys create',
      'users set-password',
      'users create',
      'configurations update',
    ]);
    expect(all.at(-1)).toMatchObject({ recordId: String(configuration.id) });
    expect(all.at(-1)?.changes).toEqual([{ field: 'isActive', before: true, after: false }]);
    expect(all[3]?.changes).toContainEqual({ field: 'email', before: null, after: 'new@example.com' });
    expect(all[2]?.changes).toContainEqual({ field: 'password', before: '***', after: '***' });
    const text = JSON.stringify(all);
    for (const secret of [user.password, 'another-long-passphrase-2', key.key]) expect(text).not.toContain(secret);
    await call(app, 'PATCH', path, { isActive: true });
  });

  it('tells of an import, configuration by configuration, in its transaction', async () => {
    const [products] = pluginConfigurations([]) as Record<string, unknown>[];
    const entry = { ...products, tableAlias: 'other-products', childRelations: [] };
    const path = '/back-office/configurations/import';
    await call(app, 'POST', `${path}?dryRun=true`, [entry]);
    expect(await entries()).toEqual([]);
    const imported = await call(app, 'POST', path, [entry]);
    const [made, ...others] = await entries();
    expect(others).toEqual([]);
    expect(made).toMatchObject({
      operation: 'import',
      alias: 'configurations',
      requestId: imported.headers.get('x-request-id'),
      actor: { kind: 'user', name: 'admin@example.com' },
    });
    expect(made?.changes).toContainEqual({ field: 'tableAlias', before: null, after: 'other-products' });
    await app.database.run({ sql: 'ALTER TABLE dx_audit RENAME TO dx_audit_gone', params: [] });
    const refused = await call(app, 'POST', `${path}?update=true`, [{ ...entry, isActive: false }]);
    await app.database.run({ sql: 'ALTER TABLE dx_audit_gone RENAME TO dx_audit', params: [] });
    expect(refused.status).toBe(500);
    const [stored] = (await call(app, 'GET', '/back-office/configurations?search=other-products')).body.data;
    expect(stored.isActive).toBe(true);
  });

  it('removes entries whose time is over, and no other', async () => {
    await post([{ sku: 'A' }]);
    const now = Date.now();
    const old = now - 31 * 86_400_000;
    await app.database.run({ sql: 'UPDATE dx_audit SET happened_at = ?', params: [old] });
    await post([{ sku: 'B' }]);
    expect(await app.app.get(AuditCleaner).clean(new Date(now))).toBe(1);
    expect(await app.app.get(AuditLog).list({ limit: 10 })).toHaveLength(1);
  });

  it('is for editors and owners', async () => {
    expect((await fetch(`${app.url}/back-office/audit`)).status).toBe(403);
  });
});

describe.each(DATABASE_KINDS)('the audit log beside the data on %s', (kind) => {
  it('lies in the data database when the own tables do not', async () => {
    const metadata = await createTestDatabase(kind);
    const app = await createTestApp({
      kind,
      setUpSql: pluginShop(kind),
      env: { METADATA_DATABASE_URL: metadata.url },
      configurations: pluginConfigurations([{ name: 'audit' }]),
    });
    try {
      await call(app, 'POST', '/dynamic-entity/products', { data: [{ sku: 'A' }] });
      const rows = await app.database.rows({ sql: 'SELECT operation FROM dx_audit', params: [] });
      expect(rows).toEqual([['create']]);
      await expect(app.database.rows({ sql: 'SELECT 1 FROM dx_endpoint_plugin', params: [] })).rejects.toMatchObject({
        kind: 'schema',
      });
    } finally {
      await app.close();
      await metadata.drop();
    }
  });
});
