/* eslint-disable @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access -- answers of every form are looked into */
import { createTestApp, type TestApp } from '../../support/create-test-app.js';
import { DATABASE_KINDS } from '../../support/test-database.js';
import { call } from './call.js';
import { pluginConfigurations, pluginShop } from './plugin-shop.js';

const RULES = [
  { kind: 'pattern', field: 'sku', pattern: '^[A-Z]{2}-\\d+$', message: 'No SKU at {path}.' },
  { kind: 'enum', field: 'store', values: ['DE', 'AT'] },
  { kind: 'compare', field: 'price', operator: '<=', other: 'listPrice', message: 'Too dear.' },
  { kind: 'compare', field: 'validFrom', operator: '<', other: 'validTo' },
  { kind: 'unique', fields: ['sku', 'store'] },
  { kind: 'exists', field: 'brand', table: 'shop_brand', column: 'id_brand' },
];

describe.each(DATABASE_KINDS)('the validation plugin on %s', (kind) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({
      kind,
      setUpSql: [...pluginShop(kind), "INSERT INTO shop_brand (id_brand, code) VALUES (7, 'acme')"],
      configurations: pluginConfigurations([{ name: 'validation', settings: { rules: RULES } }]),
    });
  });
  afterAll(() => app.close());
  beforeEach(() => app.database.run({ sql: 'DELETE FROM shop_product', params: [] }));

  const count = async (): Promise<number> =>
    Number((await app.database.rows({ sql: 'SELECT COUNT(*) FROM shop_product', params: [] }))[0]?.[0]);

  const post = (data: readonly object[], headers = {}) =>
    call(app, 'POST', '/dynamic-entity/products', { data }, headers);
  const codes = (body: readonly { code: string; message: string }[]): readonly string[] => body.map(({ code }) => code);

  it('reports pattern, list and comparison together, each with its path, and stores nothing', async () => {
    const { status, body } = await post([
      { sku: 'AB-1', store: 'DE' },
      { sku: 'oops', store: 'FR', price: '10.0001', listPrice: 10 },
    ]);
    expect(status).toBe(400);
    expect(codes(body)).toEqual(['1985', '1986', '1987']);
    expect(body[0].message).toBe('No SKU at products[1].sku.');
    expect(body[1].message).toBe('The value of field `products[1].store` must be one of: DE, AT.');
    expect(body[2].message).toBe('Too dear.');
    expect(await count()).toBe(0);
  });

  it('compares numbers as numbers and dates as points in time', async () => {
    expect((await post([{ sku: 'AB-1', price: '9', listPrice: '10' }])).status).toBe(201);
    expect((await post([{ sku: 'AB-2', validFrom: '2026-01-01', validTo: '2026-01-01 00:00:01' }])).status).toBe(201);
    const late = await post([{ sku: 'AB-3', validFrom: '2026-01-01', validTo: '2026-01-01 00:00:00' }]);
    expect(codes(late.body)).toEqual(['1987']);
    expect((await post([{ sku: 'AB-4', price: '11' }])).status).toBe(201);
  });

  it('compares with the stored row when a PATCH sends one of two fields', async () => {
    const created = await post([{ sku: 'AB-1', price: '5', listPrice: '10' }]);
    const path = `/dynamic-entity/products/${created.body.data[0].id_product}`;
    const dear = await call(app, 'PATCH', path, { data: { price: '10.5' } });
    expect([dear.status, codes(dear.body)]).toEqual([400, ['1987']]);
    expect((await call(app, 'GET', path)).body.data.price).toBe('5.0000');
    expect((await call(app, 'PATCH', path, { data: { price: '10' } })).status).toBe(200);
    expect(codes((await call(app, 'PATCH', path, { data: { listPrice: '9' } })).body)).toEqual(['1987']);
  });

  it('lets a row that breaks a rule already be changed otherwise', async () => {
    const sql = "INSERT INTO shop_product (sku, price, list_price) VALUES ('AB-9', 20, 10)";
    await app.database.run({ sql, params: [] });
    const [row] = await app.database.rows({ sql: 'SELECT id_product FROM shop_product', params: [] });
    const path = `/dynamic-entity/products/${String(row?.[0])}`;
    expect((await call(app, 'PATCH', path, { data: { store: 'DE' } })).status).toBe(200);
    expect((await call(app, 'PATCH', path, { data: { price: '21' } })).status).toBe(400);
  });

  it('keeps fields unique together, also within a batch; null is never equal', async () => {
    expect((await post([{ sku: 'AB-1', store: 'DE' }])).status).toBe(201);
    const taken = await post([{ sku: 'AB-1', store: 'DE' }]);
    expect([taken.status, codes(taken.body)]).toEqual([409, ['1988']]);
    const twice = await post([
      { sku: 'AB-2', store: 'DE' },
      { sku: 'AB-2', store: 'DE' },
    ]);
    expect(twice.body).toEqual([
      expect.objectContaining({ code: '1988', message: expect.stringContaining('products[1].sku') }),
    ]);
    expect((await post([{ sku: 'AB-3' }, { sku: 'AB-3' }])).status).toBe(201);
    expect(await count()).toBe(3);
    const [first] = (await call(app, 'GET', '/dynamic-entity/products?filter[products.sku]=AB-1')).body.data;
    const same = { data: { sku: 'AB-1', store: 'DE', price: '1' } };
    expect((await call(app, 'PATCH', `/dynamic-entity/products/${first.id_product}`, same)).status).toBe(200);
  });

  it('takes only values that another table has', async () => {
    expect((await post([{ sku: 'AB-1', brand: 7 }])).status).toBe(201);
    const gone = await post([
      { sku: 'AB-2', brand: 7 },
      { sku: 'AB-3', brand: 8 },
    ]);
    expect(gone.body).toEqual([
      expect.objectContaining({ code: '1989', message: expect.stringContaining('products[1].brand') }),
    ]);
    expect(await count()).toBe(1);
  });

  it('keeps good items of a batch that is written item by item', async () => {
    const { status, body } = await post(
      [
        { sku: 'AB-1', store: 'DE' },
        { sku: 'AB-1', store: 'DE' },
        { sku: 'bad' },
        { sku: 'AB-2', brand: 8 },
        { sku: 'AB-3' },
      ],
      { 'X-Is-Transactional': 'false' },
    );
    expect(status).toBe(201);
    expect(body.data.map(({ sku }: { sku: string }) => sku)).toEqual(['AB-1', 'AB-3']);
    expect(codes(body.errors).toSorted()).toEqual(['1985', '1988', '1989']);
    expect(await count()).toBe(2);
  });

  it('refuses rules that cannot work when they are saved, with their path', async () => {
    const [configuration] = (await call(app, 'GET', '/back-office/configurations?search=products')).body.data;
    const rules = [
      { kind: 'pattern', field: 'sku', pattern: '(a' },
      { kind: 'pattern', field: 'sku', pattern: '(?=look)' },
      { kind: 'enum', field: 'colour', values: ['red'] },
      { kind: 'compare', field: 'price', operator: '~', other: 'listPrice' },
    ];
    const save = (plugins: unknown) =>
      call(
        app,
        'PATCH',
        `/back-office/configurations/${configuration.id}`,
        { plugins },
        { 'if-match': `"${configuration.revision}"` },
      );
    const refused = await save([{ name: 'validation', settings: { rules: rules.slice(0, 3) } }]);
    expect(refused.status).toBe(400);
    expect(refused.body.map(({ code, path }: { code: string; path: string }) => [code, path])).toEqual([
      ['1920', 'plugins[0].settings.rules[0].pattern'],
      ['1920', 'plugins[0].settings.rules[1].pattern'],
      ['1920', 'plugins[0].settings.rules[2].field'],
    ]);
    const operator = await save([{ name: 'validation', settings: { rules: rules.slice(3) } }]);
    expect(operator.body[0]).toMatchObject({ code: '1920', path: 'plugins[0].settings.rules[0].operator' });
    expect((await save([{ name: 'gone', settings: {} }])).body[0]).toMatchObject({ path: 'plugins[0].name' });
  });

  it('does not look into tables that nobody may see', async () => {
    const { body } = await call(app, 'GET', '/back-office/configurations?search=labels');
    const rules = [{ kind: 'exists', field: 'text', table: 'spy_vault_deposit', column: 'code' }];
    const path = `/back-office/configurations/${body.data[0].id}`;
    const plugins = [{ name: 'validation', settings: { rules } }];
    const saved = await call(app, 'PATCH', path, { plugins }, { 'if-match': `"${body.data[0].revision}"` });
    expect(saved.status).toBe(200);
    const [product] = (await post([{ sku: 'AB-1' }])).body.data;
    const answer = await call(app, 'PATCH', `/dynamic-entity/products/${product.id_product}`, {
      data: { store: 'AT' },
    });
    expect(answer.status).toBe(200);
    const nested = await post([{ sku: 'AB-7', labels: [{ text: 'x' }] }]);
    expect([nested.status, codes(nested.body)]).toEqual([500, ['1980']]);
    expect(await count()).toBe(1);
  });
});
