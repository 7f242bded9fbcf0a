import { openEngine, type OpenEngine } from '../../support/open-engine.js';
import { DATABASE_KINDS } from '../../support/test-database.js';
import { ask } from './ask.js';
import { clearShop, send } from './send.js';
import { WRITE_ENDPOINTS, writeShop } from './write-shop.js';

const COUNT = 1_000;

/** Two letters for each number below 1,000. */
function code(index: number): string {
  const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  return `${letters[Math.floor(index / 32)] ?? ''}${letters[index % 32] ?? ''}`;
}

describe.each(DATABASE_KINDS)('batches on %s', (kind) => {
  let open: OpenEngine;
  const batch = Array.from({ length: COUNT }, (_, index) => ({
    iso2_code: code(index),
    ...(index % 3 === 0 ? { label: `n${index}` } : {}),
  }));
  const duplicate = (index: number): string =>
    `400 1309 Failed to persist the data for \`countries[${index}].iso2_code\`. Please verify the provided data and try again. Entry is duplicated.`;

  beforeAll(async () => {
    open = await openEngine(kind, { setUp: writeShop(kind), endpoints: WRITE_ENDPOINTS });
  });
  afterAll(() => open.close());
  beforeEach(() => clearShop(open));

  it('creates 1,000 records in a handful of statements, in the order of the request', async () => {
    const { data } = await send(open, 'POST countries', { data: batch });
    const answer = JSON.parse(data ?? '') as { iso2_code: string; label: string | null }[];
    expect(answer.map((record) => record.iso2_code)).toEqual(batch.map((record) => record.iso2_code));
    expect(answer[3]?.label).toBe('n3');
    expect(answer[4]?.label).toBeNull();
    expect(open.statements.length).toBeLessThanOrEqual(3);
  });

  it('costs statements by tables and column sets, not by rows, also to depth 3', async () => {
    const nested = batch.slice(0, 100).map((record, index) => ({
      ...record,
      taxRates: [1, 2, 3].map((rate) => ({
        name: `r${rate}`,
        rate,
        notes: [{ note: 'a' }, ...(index % 2 === 0 ? [{ note: 'b', level: 7 }] : [])],
      })),
    }));
    const { data } = await send(open, 'POST countries', { data: nested });
    expect(JSON.parse(data ?? '')).toHaveLength(100);
    expect(open.statements.length).toBeLessThanOrEqual(6);

    const { data: before } = await send(open, 'POST countries', { data: batch.slice(100, 200) });
    const stored = JSON.parse(before ?? '') as { id_country: number }[];
    open.statements.length = 0;
    await send(open, 'PATCH countries', {
      data: stored.map(({ id_country }, index) => ({ id_country, label: `${index}` })),
    });
    expect(open.statements.length).toBeLessThanOrEqual(3);
    open.statements.length = 0;
    await send(open, 'PUT countries', {
      data: stored.map(({ id_country }, index) => ({ id_country, iso2_code: code(500 + index) })),
    });
    expect(open.statements.length).toBeLessThanOrEqual(3);
  });

  it('finds duplicates in the middle of 1,000', async () => {
    await open.run(`INSERT INTO country (iso2_code) VALUES ('${code(17)}'), ('${code(640)}')`);
    const items = batch.map((record, index) => (index === 999 ? { iso2_code: code(5) } : record));
    const errors = [duplicate(17), duplicate(640), duplicate(999)];
    expect((await send(open, 'POST countries', { data: items })).errors).toEqual(errors);
    expect(JSON.parse(await ask(open, 'countries'))).toHaveLength(2);
    open.statements.length = 0;
    const sent = await send(open, 'POST countries', { data: items }, { atomic: false });
    expect(sent.errors).toEqual(errors);
    expect(JSON.parse(sent.data ?? '')).toHaveLength(COUNT - 3);
    expect(open.statements.length).toBeLessThan(120);
  });

  it('answers a batch that was sent twice without trying every record', async () => {
    const data = batch.map(({ iso2_code }) => ({ code: iso2_code }));
    await send(open, 'POST locales', { data: data.slice(0, 990) });
    open.statements.length = 0;
    expect((await send(open, 'POST locales', { data })).errors).toHaveLength(990);
    expect(open.statements.length).toBeLessThanOrEqual(8);
    const { data: stored, errors } = await send(open, 'POST locales', { data }, { atomic: false });
    expect(errors).toHaveLength(990);
    expect(JSON.parse(stored ?? '')).toHaveLength(10);
  });

  it('keeps positions when bad items of every kind are spread over the batch', async () => {
    await open.run(`INSERT INTO country (id_country, iso2_code) VALUES (1, '${code(3)}')`);
    const items: unknown[] = [
      { iso2_code: code(0), taxRates: [{ name: 'x', rate: 1 }] },
      { iso2_code: 'long' },
      {
        iso2_code: code(2),
        taxRates: [
          { name: 'x', rate: 1 },
          { name: 'x', rate: 1 },
        ],
      },
      { iso2_code: code(3) },
      { iso2_code: code(4), taxRates: [{ name: 'x' }] },
      { iso2_code: code(0) },
      { iso2_code: code(6) },
    ];
    expect((await send(open, 'POST countries', { data: items })).errors).toHaveLength(5);
    const sent = await send(open, 'POST countries', { data: items }, { atomic: false });
    expect(sent.errors.map((error) => /\d{4} |countries\[\d\][^`]*/g[Symbol.match](error)?.join(''))).toEqual([
      '1306 countries[1]',
      '1309 countries[2].tax-rates[1].name',
      '1309 countries[3].iso2_code',
      '1307 countries[4].tax-rates[0].rate',
      '1309 countries[5].iso2_code',
    ]);
    expect(JSON.parse(sent.data ?? '')).toMatchObject([
      { iso2_code: code(0), taxRates: [{ name: 'x' }] },
      { iso2_code: code(6) },
    ]);
  });

  it('lets 12 parallel batches over the same rows all succeed', async () => {
    await open.run(
      `INSERT INTO node (id_node, name) VALUES ${Array.from({ length: 50 }, (_, index) => `(${index}, 'n')`).join(',')}`,
    );
    const random = randomNumbers(7);
    const requests = Array.from({ length: 12 }, (_, worker) => {
      const ids = new Set<number>();
      while (ids.size < 20) ids.add(Math.floor(random() * 50));
      return send(open, 'PATCH nodes', { data: [...ids].map((id_node) => ({ id_node, name: `w${worker}` })) });
    });
    for (const { errors } of await Promise.all(requests)) expect(errors).toEqual([]);
  });

  it('lets 12 parallel batches of creations with clashing unique keys all be answered', async () => {
    const random = randomNumbers(11);
    const requests = Array.from({ length: 12 }, () => {
      const codes = Array.from({ length: 20 }, () => code(Math.floor(random() * 60)));
      return send(open, 'PUT locales', { data: codes.map((it) => ({ code: `l-${it}`, label: it })) });
    });
    for (const { errors } of await Promise.all(requests)) expect(errors).toEqual([]);
  });
});

/** The same "random" numbers in every run. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
