import { openEngine, type OpenEngine } from '../../support/open-engine.js';
import { DATABASE_KINDS } from '../../support/test-database.js';
import { ask } from './ask.js';
import { clearShop, send } from './send.js';
import { WRITE_ENDPOINTS, writeShop } from './write-shop.js';

const FAILED = 'Please verify the provided data and try again.';

describe.each(DATABASE_KINDS)('PATCH on %s', (kind) => {
  let open: OpenEngine;

  beforeAll(async () => {
    open = await openEngine(kind, { setUp: writeShop(kind), endpoints: WRITE_ENDPOINTS });
  });
  afterAll(() => open.close());
  beforeEach(async () => {
    await clearShop(open);
    await open.run(`INSERT INTO country (id_country, iso2_code, name, updated_at) VALUES
      (1, 'DE', 'Germany', '2020-01-01'), (2, 'AT', 'Austria', '2020-01-01'), (3, 'FR', NULL, '2020-01-01')`);
    await open.run(
      `INSERT INTO tax_rate (id_tax_rate, fk_country, name, rate) VALUES (10, 1, 'a', 1), (11, 2, 'b', 2)`,
    );
    await open.run(`INSERT INTO tax_note (id_tax_note, fk_tax_rate, note) VALUES (100, 10, 'n'), (101, 11, 'm')`);
    await open.run(`INSERT INTO price (fk_product, store, amount) VALUES (1, 'DE', 1), (1, 'AT', 2), (2, 'DE', 3)`);
    await open.run(`INSERT INTO locale (code, label) VALUES ('de', 'Deutsch'), ('en', 'English')`);
  });

  it('changes only what is sent, by id and in a collection', async () => {
    expect((await send(open, 'PATCH countries/1', { data: { label: 'D' } })).data).toBe(
      '{"id_country":1,"iso2_code":"DE","label":"D","postal_code_mandatory":false}',
    );
    const body = {
      data: [{ id_country: 2, iso2_code: 'OE' }, { id_country: 1, postal_code_mandatory: true }, { id_country: 3 }],
    };
    expect((await send(open, 'PATCH countries', body)).data).toBe(
      '[{"id_country":2,"iso2_code":"OE","label":"Austria","postal_code_mandatory":false},' +
        '{"id_country":1,"iso2_code":"DE","label":"D","postal_code_mandatory":true},' +
        '{"id_country":3,"iso2_code":"FR","label":null,"postal_code_mandatory":false}]',
    );
  });

  it('touches updated_at of changed rows only', async () => {
    const now = new Date('2026-01-01T00:00:00Z');
    await send(open, 'PATCH countries', { data: [{ id_country: 1, label: 'x' }, { id_country: 2 }] }, { ctx: { now } });
    const rows = await ask(open, 'locked-countries');
    expect(rows).toContain('"iso2_code":"DE","created_at":null,"updated_at":"2026-01-01 00:00:00.000000"');
    expect(rows).toContain('"iso2_code":"AT","created_at":null,"updated_at":"2020-01-01 00:00:00.000000"');
  });

  it('tells 1310 and 1303 item by item, after the rules of the values', async () => {
    const body = {
      data: [
        { label: 'x' },
        { identifier: 1, label: 'y' },
        { id_country: 99 },
        { id_country: '1' },
        { id_country: null },
        { id_country: 1 },
      ],
    };
    const errors = [
      '400 1310 Incomplete Request - missing identifier for `countries[0]`',
      '400 1310 Incomplete Request - missing identifier for `countries[1]`',
      '404 1303 The entity `countries[2]` could not be found in the database.',
      '400 1305 Invalid data type `countries[3]` for field `id_country`',
      '400 1310 Incomplete Request - missing identifier for `countries[4]`',
    ];
    expect((await send(open, 'PATCH countries', body)).errors).toEqual(errors);
    expect(await send(open, 'PATCH countries', body, { atomic: false })).toEqual({
      data: '[{"id_country":1,"iso2_code":"DE","label":"Germany","postal_code_mandatory":false}]',
      errors,
      stored: true,
    });
  });

  it('changes flat records with one UPDATE and reads them once; a row that is missing undoes an atomic batch', async () => {
    const change = (id: number, label: string): object => ({ id_country: id, label });
    const labels = async (): Promise<unknown> =>
      (JSON.parse(await ask(open, 'countries')) as { label: string | null }[]).map(({ label }) => label);
    const missing = ['404 1303 The entity `countries[1]` could not be found in the database.'];
    open.statements.length = 0;
    const changed = await send(open, 'PATCH countries', { data: [change(3, 'c'), change(1, 'a'), change(2, 'b')] });
    expect(open.statements.map(({ sql }) => sql.split(' ')[0])).toEqual(['UPDATE', 'SELECT']);
    expect((JSON.parse(changed.data ?? '') as { label: string }[]).map(({ label }) => label)).toEqual(['c', 'a', 'b']);

    const body = { data: [change(2, 'y'), change(99, 'x'), change(1, 'z')] };
    expect(await send(open, 'PATCH countries', body)).toEqual({ data: undefined, errors: missing, stored: false });
    expect(await labels()).toEqual(['a', 'b', 'c']);
    const each = await send(open, 'PATCH countries', body, { atomic: false });
    expect([each.errors, each.stored]).toEqual([missing, true]);
    expect(await labels()).toEqual(['z', 'y', 'c']);
  });

  it('answers a by-id failure item by item with an empty list', async () => {
    expect(await send(open, 'PATCH countries/99', { data: { label: 'x' } }, { atomic: false })).toEqual({
      data: '[]',
      errors: ['404 1303 The entity `countries[0]` could not be found in the database.'],
      stored: false,
    });
    for (const id of ['1abc', '01', ' 1', '99999999999999999999']) {
      const sent = await send(open, `PATCH countries/${encodeURIComponent(id)}`, { data: { label: 'x' } });
      expect(sent.errors).toEqual(['404 1303 The entity `countries[0]` could not be found in the database.']);
    }
  });

  it('refuses fields that are not editable, also unchanged, null, or the identifier of a by-id body', async () => {
    expect((await send(open, 'PATCH countries/1', { data: { id_country: 1 } })).errors).toEqual([
      '400 1304 Modification of immutable field `countries[0].id_country` is prohibited',
    ]);
    const body = { data: [{ identifier: 5, id_country: 1, label: 'x' }] };
    expect((await send(open, 'PATCH countries', body)).errors).toEqual([
      '400 1304 Modification of immutable field `countries[0].id_country` is prohibited',
    ]);
  });

  it('lets a by-id body repeat an editable identifier, but not change it', async () => {
    expect((await send(open, 'PATCH locales/de', { data: { code: 'de', label: 'x' } })).data).toBe(
      '{"code":"de","label":"x"}',
    );
    expect((await send(open, 'PATCH locales/de', { data: { code: 'fr' } })).errors).toEqual([
      '400 1304 Modification of immutable field `locales[0].code` is prohibited',
    ]);
  });

  it('stores null where the column allows it and says where not', async () => {
    const body = {
      data: [
        { id_country: 1, label: null, postal_code_mandatory: null },
        { id_country: 2, iso2_code: null },
      ],
    };
    expect((await send(open, 'PATCH countries', body)).errors).toEqual([
      `400 1302 Failed to persist the data for \`countries[1].iso2_code\`. ${FAILED} Field must not be null.`,
    ]);
    expect((await send(open, 'PATCH countries', body, { atomic: false })).data).toBe(
      '[{"id_country":1,"iso2_code":"DE","label":null,"postal_code_mandatory":null}]',
    );
  });

  it('tells 1303 before a value that the column cannot take', async () => {
    await open.run(`INSERT INTO exact (id) VALUES (1)`);
    const body = {
      data: [
        { id: 2, day: 'never' },
        { id: 1, day: 'never', small: 99_999 },
      ],
    };
    expect((await send(open, 'PATCH exacts', body)).errors).toEqual([
      '404 1303 The entity `exacts[0]` could not be found in the database.',
      `400 1302 Failed to persist the data for \`exacts[1].day\`. ${FAILED} The value is not a valid date.`,
      `400 1302 Failed to persist the data for \`exacts[1].small\`. ${FAILED} The value is out of range.`,
    ]);
  });

  it('applies two changes of one row in their order', async () => {
    const body = {
      data: [
        { id_country: 1, label: 'first', iso2_code: 'XX' },
        { id_country: 1, label: 'second' },
      ],
    };
    const { data } = await send(open, 'PATCH countries', body);
    expect(data).toBe(
      '[{"id_country":1,"iso2_code":"XX","label":"second","postal_code_mandatory":false},' +
        '{"id_country":1,"iso2_code":"XX","label":"second","postal_code_mandatory":false}]',
    );
  });

  it('finds the row that a unique index refuses', async () => {
    const body = {
      data: [
        { id_country: 1, iso2_code: 'XX' },
        { id_country: 2, iso2_code: 'FR' },
        { id_country: 3, label: 'z' },
      ],
    };
    const errors = [
      `400 1309 Failed to persist the data for \`countries[1].iso2_code\`. ${FAILED} Entry is duplicated.`,
    ];
    expect((await send(open, 'PATCH countries', body)).errors).toEqual(errors);
    expect(await ask(open, 'countries')).not.toContain('XX');
    expect((await send(open, 'PATCH countries', body, { atomic: false })).errors).toEqual(errors);
    expect(await ask(open, 'countries')).toContain('XX');
  });

  it('addresses rows by their full key and refuses an identifier that names several', async () => {
    expect((await send(open, 'PATCH prices/2', { data: { amount: '9' } })).data).toBe(
      '{"fk_product":2,"store":"DE","amount":"9.0000","quantity":5}',
    );
    expect((await send(open, 'PATCH prices/1', { data: { amount: '9' } })).errors).toEqual([
      '409 1961 The identifier of `prices[0]` names more than one record. Nothing was changed.',
    ]);
    expect((await send(open, 'PATCH prices/2', { data: { store: 'CH' } })).data).toBe(
      '{"fk_product":2,"store":"CH","amount":"9.0000","quantity":5}',
    );
  });

  it('finds rows by the whole key, where its other fields are not editable', async () => {
    const data = [
      { fk_product: 1, store: 'AT', amount: '7' },
      { fk_product: 1, store: 'DE', amount: '8' },
    ];
    expect((await send(open, 'PATCH keyed-prices', { data })).data).toBe(
      '[{"fk_product":1,"store":"AT","amount":"7.0000","quantity":5},{"fk_product":1,"store":"DE","amount":"8.0000","quantity":5}]',
    );
    expect((await send(open, 'PATCH keyed-prices/1', { data: { store: 'DE', quantity: 3 } })).data).toBe(
      '{"fk_product":1,"store":"DE","amount":"8.0000","quantity":3}',
    );
    const unknown = { data: [{ fk_product: 1, store: 'CH', amount: '9' }] };
    expect((await send(open, 'PATCH keyed-prices', unknown)).errors).toEqual([
      '404 1303 The entity `keyed-prices[0]` could not be found in the database.',
    ]);
    // What the meaning of a key is must not depend on how many rows share its identifier.
    expect((await send(open, 'PATCH keyed-prices', { data: [{ fk_product: 2, store: 'CH' }] })).errors).toEqual([
      '404 1303 The entity `keyed-prices[0]` could not be found in the database.',
    ]);
    expect((await send(open, 'PATCH keyed-prices', { data: [{ fk_product: 1, amount: '9' }] })).errors).toEqual([
      '409 1961 The identifier of `keyed-prices[0]` names more than one record. Nothing was changed.',
    ]);
  });

  it('finds text identifiers as their collation does', async () => {
    const sent = await send(open, 'PATCH locales', {
      data: [
        { code: 'DE', label: 'x' },
        { code: 'en', label: 'y' },
      ],
    });
    if (kind === 'sqlite')
      expect(sent.errors).toEqual(['404 1303 The entity `locales[0]` could not be found in the database.']);
    else expect(sent.data).toBe('[{"code":"de","label":"x"},{"code":"en","label":"y"}]');
  });

  it('changes children of the parent only', async () => {
    const body = {
      data: [
        {
          id_country: 1,
          label: 'D',
          taxRates: [
            {
              id_tax_rate: 10,
              rate: '7.77',
              notes: [{ id_tax_note: 100, level: 9 }, { id_tax_note: 101 }, { note: 'x' }],
            },
            { id_tax_rate: 11, rate: 1, notes: [{ id_tax_note: 101 }] },
            { id_tax_rate: 12 },
          ],
        },
        { id_country: 2, taxRates: [] },
      ],
    };
    const errors = [
      '404 1303 The entity `countries[0].tax-rates[0].tax-notes[1]` could not be found in the database.',
      '400 1310 Incomplete Request - missing identifier for `countries[0].tax-rates[0].tax-notes[2]`',
      '404 1303 The entity `countries[0].tax-rates[1]` could not be found in the database.',
      '404 1303 The entity `countries[0].tax-rates[2]` could not be found in the database.',
    ];
    expect((await send(open, 'PATCH countries', body)).errors).toEqual(errors);
    expect(await send(open, 'PATCH countries', body, { atomic: false })).toEqual({
      data: '[{"id_country":2,"iso2_code":"AT","label":"Austria","postal_code_mandatory":false,"taxRates":[]}]',
      errors,
      stored: true,
    });
    expect(await ask(open, 'countries/1')).toContain('Germany');
    const good = {
      data: { label: 'D', taxRates: [{ id_tax_rate: 10, rate: '7.77', notes: [{ id_tax_note: 100, level: 9 }] }] },
    };
    expect((await send(open, 'PATCH countries/1', good)).data).toBe(
      '{"id_country":1,"iso2_code":"DE","label":"D","postal_code_mandatory":false,"taxRates":[{"id_tax_rate":10,"name":"a","rate":"7.77","notes":[{"id_tax_note":100,"rate":10,"note":"n","level":9}]}]}',
    );
  });

  it('finds children whose identifier only counts below their parent', async () => {
    await open.run(`INSERT INTO node (id_node, name) VALUES (1, 'p'), (2, 'q')`);
    const body = {
      data: [
        {
          id_node: 1,
          prices: [
            { store: 'DE', amount: 10 },
            { store: 'AT', amount: 20 },
          ],
        },
        { id_node: 2, prices: [{ store: 'DE', amount: 30 }] },
      ],
    };
    expect((await send(open, 'PATCH products', body)).data).toBe(
      '[{"id_node":1,"name":"p","prices":[{"store":"DE","amount":"10.0000","quantity":5},{"store":"AT","amount":"20.0000","quantity":5}]},' +
        '{"id_node":2,"name":"q","prices":[{"store":"DE","amount":"30.0000","quantity":5}]}]',
    );
    const wrong = { data: [{ id_node: 2, prices: [{ store: 'AT', amount: 1 }] }] };
    expect((await send(open, 'PATCH products', wrong)).errors).toEqual([
      '404 1303 The entity `products[0].store-prices[0]` could not be found in the database.',
    ]);
  });
});
