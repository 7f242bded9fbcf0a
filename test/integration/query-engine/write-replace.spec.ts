import { openEngine, type OpenEngine } from '../../support/open-engine.js';
import { DATABASE_KINDS } from '../../support/test-database.js';
import { ask } from './ask.js';
import { clearShop, send } from './send.js';
import { WRITE_ENDPOINTS, writeShop } from './write-shop.js';

const FAILED = 'Please verify the provided data and try again.';
const UNKNOWN = 'not found by identifier, and new identifier can not be persisted. Please update the request.';

describe.each(DATABASE_KINDS)('PUT on %s', (kind) => {
  let open: OpenEngine;

  beforeAll(async () => {
    open = await openEngine(kind, { setUp: writeShop(kind), endpoints: WRITE_ENDPOINTS });
  });
  afterAll(() => open.close());
  beforeEach(async () => {
    await clearShop(open);
    await open.run(`INSERT INTO country (id_country, iso2_code, name, postal_code_mandatory, created_at, updated_at) VALUES
      (1, 'DE', 'Germany', 1, '2020-01-01', '2020-01-01'), (2, 'AT', 'Austria', 1, '2020-01-01', '2020-01-01')`);
    await open.run(
      `INSERT INTO tax_rate (id_tax_rate, fk_country, name, rate) VALUES (10, 1, 'a', 1), (11, 2, 'b', 2)`,
    );
    await open.run(`INSERT INTO tax_note (id_tax_note, fk_tax_rate, note, level) VALUES (100, 10, 'n', 7)`);
    await open.run(`INSERT INTO price (fk_product, store, amount, quantity) VALUES (1, 'DE', 1, 9)`);
    await open.run(`INSERT INTO locale (code, label) VALUES ('de', 'Deutsch')`);
  });

  it('empties editable fields that are missing and keeps time stamps, keys and other columns', async () => {
    const now = new Date('2026-01-01T00:00:00Z');
    expect((await send(open, 'PUT countries/1', { data: { iso2_code: 'DE' } }, { ctx: { now } })).data).toBe(
      '{"id_country":1,"iso2_code":"DE","label":null,"postal_code_mandatory":null}',
    );
    expect(await ask(open, 'locked-countries/1')).toBe(
      '{"id_country":1,"iso2_code":"DE","created_at":"2020-01-01 00:00:00.000000","updated_at":"2026-01-01 00:00:00.000000"}',
    );
  });

  it('restores the default where null is not allowed, also for a null that was sent', async () => {
    expect((await send(open, 'PUT prices', { data: [{ fk_product: 1, store: 'DE', quantity: null }] })).data).toBe(
      '[{"fk_product":1,"store":"DE","amount":null,"quantity":5}]',
    );
  });

  it('finds or creates rows by the whole key, where its other fields are not editable', async () => {
    const data = [
      { fk_product: 1, store: 'DE', amount: '3' },
      { fk_product: 1, store: 'CH', amount: '4' },
    ];
    for (const quantity of [5, 5]) {
      expect((await send(open, 'PUT keyed-prices', { data })).data).toBe(
        `[{"fk_product":1,"store":"DE","amount":"3.0000","quantity":${quantity}},{"fk_product":1,"store":"CH","amount":"4.0000","quantity":${quantity}}]`,
      );
    }
    expect((await send(open, 'PUT keyed-prices/2', { data: { store: 'AT' } })).data).toBe(
      '{"fk_product":2,"store":"AT","amount":null,"quantity":5}',
    );
    expect(JSON.parse(await ask(open, 'keyed-prices'))).toHaveLength(3);
  });

  it('names a missing field whose column can be neither null nor a default', async () => {
    await open.run(`INSERT INTO page (id_page, url, title) VALUES (1, '/a', 't')`);
    expect((await send(open, 'PUT pages/1', { data: { url: '/b' } })).errors).toEqual([
      `400 1302 Failed to persist the data for \`pages[0].title\`. ${FAILED} Field must not be null.`,
    ]);
  });

  it('creates with an identifier that clients may choose, by id and in a collection', async () => {
    expect((await send(open, 'PUT locales/fr', { data: { label: 'F' } })).data).toBe('{"code":"fr","label":"F"}');
    expect((await send(open, 'PUT tax-rates/77', { data: { name: 'x', rate: 1 } })).data).toBe(
      '{"id_tax_rate":77,"name":"x","rate":"1.00"}',
    );
    const body = { data: [{ code: 'it', label: 'I' }, { code: 'de', label: 'D' }, { code: 'es' }] };
    expect((await send(open, 'PUT locales', body)).data).toBe(
      '[{"code":"it","label":"I"},{"code":"de","label":"D"},{"code":"es","label":null}]',
    );
  });

  it('creates without an identifier, and refuses one that clients may not choose', async () => {
    const body = {
      data: [
        { iso2_code: 'FR' },
        { id_country: 99, iso2_code: 'IT' },
        { id_country: null, iso2_code: 'ES' },
        { identifier: 1, iso2_code: 'PT' },
      ],
    };
    const errors = [`400 1308 Entity \`countries[1].id_country: 99\` ${UNKNOWN}`];
    expect((await send(open, 'PUT countries', body)).errors).toEqual(errors);
    const sent = await send(open, 'PUT countries', body, { atomic: false });
    expect(sent.errors).toEqual(errors);
    expect(JSON.parse(sent.data ?? '')).toMatchObject([{ iso2_code: 'FR' }, { iso2_code: 'ES' }, { iso2_code: 'PT' }]);
    expect((await send(open, 'PUT countries/1abc', { data: { iso2_code: 'IT' } })).errors).toEqual([
      `400 1308 Entity \`countries[0].id_country: 1abc\` ${UNKNOWN}`,
    ]);
  });

  it('replaces what it has just created when a batch names it twice', async () => {
    const body = {
      data: [
        { code: 'xx', label: 'first' },
        { code: 'xx', label: 'second' },
      ],
    };
    expect((await send(open, 'PUT locales', body)).data).toBe(
      '[{"code":"xx","label":"second"},{"code":"xx","label":"second"}]',
    );
  });

  it('asks for required fields first, and for editable ones', async () => {
    expect((await send(open, 'PUT countries', { data: [{ id_country: 1, nope: 1, identifier: 3 }] })).errors).toEqual([
      '400 1307 The required field must not be empty. Field: `countries[0].iso2_code`',
      '400 1311 The provided `countries[0].nope` is incorrect or invalid.',
      '400 1304 Modification of immutable field `countries[0].id_country` is prohibited',
    ]);
  });

  it('replaces children of the parent, creates new ones and never takes over those of others', async () => {
    const body = {
      data: {
        iso2_code: 'DE',
        taxRates: [
          { id_tax_rate: 10, name: 'a2', rate: 3, notes: [{ id_tax_note: 100, note: 'changed' }, { note: 'new' }] },
          { name: 'c', rate: '4.4' },
          { id_tax_rate: 50, name: 'chosen', rate: 5 },
        ],
      },
    };
    const { data, errors } = await send(open, 'PUT countries/1', body);
    expect(errors).toEqual([]);
    const answer = JSON.parse(data ?? '') as { taxRates: { id_tax_rate: number; notes?: unknown[] }[] };
    expect(answer.taxRates).toMatchObject([
      {
        id_tax_rate: 10,
        name: 'a2',
        rate: '3.00',
        notes: [
          { id_tax_note: 100, rate: 10, note: 'changed', level: 3 },
          { rate: 10, note: 'new', level: 3 },
        ],
      },
      { name: 'c', rate: '4.40' },
      { id_tax_rate: 50, name: 'chosen', rate: '5.00' },
    ]);
    const wrong = {
      data: {
        iso2_code: 'DE',
        taxRates: [
          { id_tax_rate: 11, name: 'stolen', rate: 1 },
          { id_tax_rate: 10, name: 'x', rate: 1, notes: [{ id_tax_note: 999, note: 'x' }] },
        ],
      },
    };
    expect((await send(open, 'PUT countries/1', wrong)).errors).toEqual([
      `400 1308 Entity \`countries[0].tax-rates[0].id_tax_rate: 11\` ${UNKNOWN}`,
      `400 1308 Entity \`countries[0].tax-rates[1].tax-notes[0].id_tax_note: 999\` ${UNKNOWN}`,
    ]);
    expect(await ask(open, 'countries/2?include=taxRates')).toContain('"id_tax_rate":11,"name":"b"');
  });

  it('creates children below a record that it creates', async () => {
    const body = { data: [{ iso2_code: 'FR', taxRates: [{ name: 'x', rate: 1, notes: [{ note: 'deep' }] }] }] };
    const answer = JSON.parse((await send(open, 'PUT countries', body)).data ?? '') as unknown[];
    expect(answer).toMatchObject([{ iso2_code: 'FR', taxRates: [{ name: 'x', notes: [{ note: 'deep', level: 3 }] }] }]);
    expect(await ask(open, 'countries?include=taxRates.notes')).toContain('"note":"deep"');
  });
});
