import type { Database, Dialect, SqlRunner, Transaction } from '@dx/database';
import { openEngine, type OpenEngine } from '../../support/open-engine.js';
import { ask } from './ask.js';
import { BEYOND_ENDPOINTS, beyondShop, fillBeyondShop } from './beyond-shop.js';
import { clearShop, send } from './send.js';
import { WRITE_ENDPOINTS, writeShop } from './write-shop.js';

/** The server as one that hands back nothing but the first generated key (MySQL). */
function withoutReturning(database: Database): Database {
  const dialect: Dialect = { ...database.dialect, returning: false };
  const runner = (inner: SqlRunner): SqlRunner => ({
    dialect,
    rows: (statement) => inner.rows(statement),
    json: (statement, encoding) => inner.json(statement, encoding),
    run: (statement) => inner.run(statement),
  });
  const transaction = (tx: Transaction): Transaction => ({
    ...runner(tx),
    namedRows: (statement) => tx.namedRows(statement),
    savepoint: (work) => tx.savepoint(work),
  });
  return {
    ...runner(database),
    transaction: (work, options) => database.transaction((tx) => work(transaction(tx)), options),
    describe: () => database.describe(),
    pool: () => database.pool(),
    explain: (select) => database.explain(select),
    ping: () => database.ping(),
    close: () => database.close(),
  };
}

describe('writes on a server without RETURNING', () => {
  let open: OpenEngine;

  beforeAll(async () => {
    open = await openEngine('mariadb', {
      setUp: writeShop('mariadb'),
      endpoints: WRITE_ENDPOINTS,
      wrap: withoutReturning,
    });
  });
  afterAll(() => open.close());
  beforeEach(() => clearShop(open));

  it('count generated keys from the first one, for the children as well', async () => {
    const data = Array.from({ length: 50 }, (_, index) => ({
      iso2_code: `${Math.floor(index / 10)}${index % 10}`,
      taxRates: [
        { name: 'a', rate: index, notes: [{ note: 'n' }] },
        { name: 'b', rate: index },
      ],
    }));
    const { data: answer, errors } = await send(open, 'POST countries', { data });
    expect(errors).toEqual([]);
    const stored = JSON.parse(answer ?? '') as {
      iso2_code: string;
      taxRates: { id_tax_rate: number; rate: string; notes?: { rate: number }[] }[];
    }[];
    for (const [index, record] of stored.entries()) {
      expect(record.iso2_code).toBe(data[index]?.iso2_code);
      expect(record.taxRates.map(({ rate }) => rate)).toEqual([`${index}.00`, `${index}.00`]);
      expect(record.taxRates[0]?.notes?.[0]?.rate).toBe(record.taxRates[0]?.id_tax_rate);
    }
    expect(open.statements.length).toBeLessThanOrEqual(9);
    expect(JSON.parse(await ask(open, 'tax-notes'))).toHaveLength(50);
  });

  it('count in steps of auto_increment_increment, and mix with keys that were sent', async () => {
    const data = [
      { name: 'a', rate: 1 },
      { id_tax_rate: 900, name: 'b', rate: 2 },
      { name: 'c', rate: 3 },
    ];
    const { data: answer } = await send(open, 'POST tax-rates', { data });
    expect(JSON.parse(answer ?? '')).toMatchObject([{ name: 'a' }, { id_tax_rate: 900, name: 'b' }, { name: 'c' }]);
    expect(open.statements.map(({ sql }) => sql)).toContain('SELECT @@auto_increment_increment');
  });

  it('know natural and composite keys from what was sent', async () => {
    expect(
      (
        await send(open, 'POST prices', {
          data: [
            { fk_product: 2, store: 'DE' },
            { fk_product: 1, store: 'DE' },
          ],
        })
      ).data,
    ).toBe(
      '[{"fk_product":2,"store":"DE","amount":null,"quantity":5},{"fk_product":1,"store":"DE","amount":null,"quantity":5}]',
    );
    expect((await send(open, 'PUT locales', { data: [{ code: 'de' }, { code: 'de', label: 'x' }] })).data).toBe(
      '[{"code":"de","label":"x"},{"code":"de","label":"x"}]',
    );
  });

  it('insert rows of defaults only', async () => {
    expect((await send(open, 'POST titleless', { data: [{}, {}] })).errors).toHaveLength(2);
    const { data } = await send(open, 'POST defaults', { data: [{}, {}] });
    expect(JSON.parse(data ?? '')).toMatchObject([{ note: 'none' }, { note: 'none' }]);
  });
});

describe('links on a server without RETURNING', () => {
  let open: OpenEngine;

  beforeAll(async () => {
    open = await openEngine('mariadb', {
      setUp: beyondShop('mariadb'),
      endpoints: BEYOND_ENDPOINTS,
      wrap: withoutReturning,
    });
    await fillBeyondShop(open);
  });
  afterAll(() => open.close());

  it('lead to the records that were created for them', async () => {
    const data = Array.from({ length: 30 }, (_, index) => ({
      sku: `n-${index}`,
      categories: [{ id_category: 1 }, { category_key: `k-${index}`, title: 'New' }],
    }));
    expect((await send(open, 'POST products', { data })).errors).toEqual([]);
    const linked = JSON.parse(await ask(open, `products?include=categories&filter[p.sku]={"in":["n-0","n-29"]}`)) as {
      categories: { category_key: string }[];
    }[];
    expect(linked.map(({ categories }) => categories.map(({ category_key }) => category_key))).toEqual([
      ['lights', 'k-0'],
      ['lights', 'k-29'],
    ]);
  });
});
