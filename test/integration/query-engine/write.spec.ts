import { compileGrants, SYSTEM_CALLER } from '@dx/kernel';
import { openEngine, type OpenEngine } from '../../support/open-engine.js';
import { DATABASE_KINDS } from '../../support/test-database.js';
import { ask } from './ask.js';
import { clearShop, send } from './send.js';
import { WRITE_ENDPOINTS, writeShop } from './write-shop.js';

const INVALID_FORMAT =
  "400 1301 Invalid or missing data format. Please ensure that the data is provided in the correct format. Example request body: {'data':[{...},{...},..]}";
const DUPLICATE = 'Please verify the provided data and try again. Entry is duplicated.';

describe.each(DATABASE_KINDS)('POST on %s', (kind) => {
  let open: OpenEngine;

  beforeAll(async () => {
    open = await openEngine(kind, { setUp: writeShop(kind), endpoints: WRITE_ENDPOINTS, limits: { batchMax: 3 } });
  });
  afterAll(() => open.close());
  beforeEach(() => clearShop(open));

  it('answers all configured fields as they are stored, defaults included, in the order of the request', async () => {
    const { data } = await send(open, 'POST countries', {
      data: [{ iso2_code: 'DE', label: 'Ä' }, { iso2_code: 'AT' }],
    });
    expect(data).toMatch(
      /^\[\{"id_country":\d+,"iso2_code":"DE","label":"Ä","postal_code_mandatory":false\},\{"id_country":\d+,"iso2_code":"AT","label":null,"postal_code_mandatory":false\}\]$/,
    );
    expect(await ask(open, 'countries')).toBe(data);
  });

  it('drops a null, so that the default of the column counts', async () => {
    const { data } = await send(open, 'POST countries', {
      data: [{ iso2_code: 'DE', postal_code_mandatory: null, id_country: null }],
    });
    expect(data).toContain('"postal_code_mandatory":false');
  });

  it.each([
    ['no body', undefined],
    ['a list', '[]'],
    ['no data', '{"other":[]}'],
    ['null', '{"data":null}'],
    ['an empty list', '{"data":[]}'],
    ['an empty object', '{"data":{}}'],
    ['a number', '{"data":1.0}'],
    ['a text', '{"data":"x"}'],
    ['a plain object of scalars', '{"data":{"iso2_code":"DE"}}'],
    ['an item that is no object', '{"data":[{"iso2_code":"DE"},1]}'],
  ])('refuses %s, in both modes alike', async (_, body) => {
    expect(await send(open, 'POST countries', body)).toEqual({
      data: undefined,
      errors: [INVALID_FORMAT],
      stored: false,
    });
    expect((await send(open, 'POST countries', body, { atomic: false })).data).toBeUndefined();
    expect(open.statements).toEqual([]);
  });

  it('takes an object of objects for a list, and an empty item to its checks', async () => {
    expect((await send(open, 'POST locales', '{"data":{"a":{"code":"x"},"b":{"code":"y"}}}')).data).toBe(
      '[{"code":"x","label":null},{"code":"y","label":null}]',
    );
    expect((await send(open, 'POST countries', '{"data":[{},[]]}')).errors).toEqual([
      '400 1307 The required field must not be empty. Field: `countries[0].iso2_code`',
      '400 1307 The required field must not be empty. Field: `countries[1].iso2_code`',
    ]);
  });

  it('refuses more items than allowed before anything else', async () => {
    const data = [{}, {}, {}, {}];
    expect((await send(open, 'POST nowhere', { data })).errors).toEqual([
      '400 1951 `data` must not have more than 3 entries.',
    ]);
  });

  it('asks for the scope first and for the alias after the body', async () => {
    const caller = { ...SYSTEM_CALLER, grants: compileGrants(['countries:create', 'nowhere:create']) };
    const options = { ctx: { caller } };
    expect((await send(open, 'POST locales', undefined, options)).errors).toEqual(['403 - Forbidden.']);
    expect((await send(open, 'POST nowhere', undefined, options)).errors).toEqual([INVALID_FORMAT]);
    expect((await send(open, 'POST nowhere', { data: [{}] }, options)).errors).toEqual(['404 007 Not found']);
    const nested = { data: [{ iso2_code: 'DE', taxRates: [{ name: 'a', rate: 1 }] }] };
    expect((await send(open, 'POST countries', nested, options)).errors).toEqual(['403 - Forbidden.']);
  });

  it('answers an unknown alias and relation in the shape of the mode', async () => {
    expect(await send(open, 'POST nowhere', { data: [{}] }, { atomic: false })).toEqual({
      data: '[]',
      errors: ['404 007 Not found'],
      stored: false,
    });
    const errors = ['400 1313 Relation `name` not found. Please check the requested relation name and try again.'];
    const body = { data: [{ iso2_code: 'DE' }, { iso2_code: 'AT', name: [] }] };
    expect(await send(open, 'POST countries', body)).toEqual({ data: undefined, errors, stored: false });
    expect(await send(open, 'POST countries', body, { atomic: false })).toEqual({ data: '[]', errors, stored: false });
  });

  it('reports every violation of an item in the order of the checks', async () => {
    const body = {
      data: [{ id_country: 'x', label: 5, postal_code_mandatory: 1, other: 1, taxRates: null }],
    };
    expect((await send(open, 'POST countries', body)).errors).toEqual([
      '400 1311 The provided `countries[0].other` is incorrect or invalid.',
      '400 1311 The provided `countries[0].taxRates` is incorrect or invalid.',
      '400 1307 The required field must not be empty. Field: `countries[0].iso2_code`',
      '400 1305 Invalid data type `countries[0]` for field `id_country`',
      '400 1305 Invalid data type `countries[0]` for field `label`',
      '400 1305 Invalid data type `countries[0]` for field `postal_code_mandatory`',
      '400 1306 Invalid data value `countries[0]` for field: `postal_code_mandatory`. Field rules: is_required: ',
      '400 1304 Modification of immutable field `countries[0].id_country` is prohibited',
    ]);
    expect(open.statements).toEqual([]);
  });

  it('checks the url constraint', async () => {
    expect(
      (
        await send(open, 'POST pages', {
          data: [
            { url: 'http://x', title: 't' },
            { url: '/de/x', title: 't' },
          ],
        })
      ).errors,
    ).toEqual(['400 1316 The URL is invalid. `pages[0]` field `url` must have a URL data format.']);
  });

  it('joins rule violations and refusals of the database in the order of the items, and stores nothing', async () => {
    await send(open, 'POST countries', { data: [{ iso2_code: 'DE' }] });
    const body = { data: [{ iso2_code: 'DE' }, { iso2_code: 'too long' }, { iso2_code: 'AT' }] };
    expect((await send(open, 'POST countries', body)).errors).toEqual([
      `400 1309 Failed to persist the data for \`countries[0].iso2_code\`. ${DUPLICATE}`,
      '400 1306 Invalid data value `countries[1]` for field: `iso2_code`. Field rules: max_length: 2, min_length: 2, is_required: 1',
    ]);
    expect(await ask(open, 'countries')).not.toContain('AT');
  });

  it('stores what it can item by item and names the others', async () => {
    const body = { data: [{ iso2_code: 'DE' }, { iso2_code: 'DE' }, { iso2_code: 'AT' }] };
    const sent = await send(open, 'POST countries', body, { atomic: false });
    expect(sent.stored).toBe(true);
    expect(sent.errors).toEqual([`400 1309 Failed to persist the data for \`countries[1].iso2_code\`. ${DUPLICATE}`]);
    expect(sent.data).toBe(await ask(open, 'countries'));
    expect(sent.data).toContain('AT');
  });

  it('answers an empty list item by item when nothing could be stored', async () => {
    const sent = await send(open, 'POST countries', { data: [{}] }, { atomic: false });
    expect(sent).toMatchObject({ data: '[]', stored: false });
    expect(sent.errors).toHaveLength(1);
  });

  it('creates records of nothing but defaults', async () => {
    const { data } = await send(open, 'POST defaults', { data: [{}, {}, { note: 'x' }] });
    expect(JSON.parse(data ?? '')).toMatchObject([{ note: 'none' }, { note: 'none' }, { note: 'x' }]);
  });

  it('takes natural, composite and explicit keys', async () => {
    expect(
      (
        await send(open, 'POST prices', {
          data: [
            { fk_product: 1, store: 'DE' },
            { fk_product: 1, store: 'AT', amount: 2 },
          ],
        })
      ).data,
    ).toBe(
      '[{"fk_product":1,"store":"DE","amount":null,"quantity":5},{"fk_product":1,"store":"AT","amount":"2.0000","quantity":5}]',
    );
    expect((await send(open, 'POST prices', { data: [{ fk_product: 1, store: 'DE' }] })).errors).toEqual([
      `400 1309 Failed to persist the data for \`prices[0].fk_product\`. ${DUPLICATE}`,
    ]);
    expect((await send(open, 'POST tax-rates', { data: [{ id_tax_rate: 4711, name: 'x', rate: 1 }] })).data).toBe(
      '[{"id_tax_rate":4711,"name":"x","rate":"1.00"}]',
    );
  });

  it('names the field of a missing foreign key parent', async () => {
    expect((await send(open, 'POST linked-rates', { data: [{ country: 99, name: 'x', rate: 1 }] })).errors).toEqual([
      '400 1302 Failed to persist the data for `linked-rates[0].country`. Please verify the provided data and try again. The record that it refers to does not exist.',
    ]);
  });

  it('says which value a column cannot take, all of them at once', async () => {
    const body = {
      data: [{ id: 1, day: 'tomorrow', word: 'blue', note: '12345678901', small: 70_000, bytes: '*', doc: {} }],
    };
    const at = (field: string): string =>
      `400 1302 Failed to persist the data for \`exacts[0].${field}\`. Please verify the provided data and try again.`;
    expect((await send(open, 'POST exacts', body)).errors).toEqual([
      `${at('bytes')} The value is not base64 text.`,
      `${at('day')} The value is not a valid date.`,
      `${at('word')} The value is none of the allowed words.`,
      `${at('note')} The value is too long: at most 10 characters fit.`,
      `${at('small')} The value is out of range.`,
    ]);
    expect(open.statements).toEqual([]);
  });

  it('names a missing value, but never a column that is no field', async () => {
    const failed = 'Failed to persist the data for';
    expect((await send(open, 'POST pages', { data: [{ url: '/x' }] })).errors).toEqual([
      `400 1302 ${failed} \`pages[0].title\`. Please verify the provided data and try again. Field must not be null.`,
    ]);
    expect((await send(open, 'POST titleless', { data: [{ url: '/x' }] })).errors).toEqual([
      `400 1302 ${failed} \`titleless[0]\`. Please verify the provided data and try again. A column that is not part of the endpoint needs a value.`,
    ]);
  });

  it('maintains created_at and updated_at unless they are sent', async () => {
    const now = new Date('2026-03-04T05:06:07.008Z');
    const body = {
      data: [
        { id_country: 1, iso2_code: 'DE' },
        { id_country: 2, iso2_code: 'AT', created_at: '2020-01-02' },
      ],
    };
    expect((await send(open, 'POST locked-countries', body, { ctx: { now } })).data).toBe(
      '[{"id_country":1,"iso2_code":"DE","created_at":"2026-03-04 05:06:07.008000","updated_at":"2026-03-04 05:06:07.008000"},' +
        '{"id_country":2,"iso2_code":"AT","created_at":"2020-01-02 00:00:00.000000","updated_at":"2026-03-04 05:06:07.008000"}]',
    );
  });

  it('refuses to write a table without a key', async () => {
    expect((await send(open, 'POST settings', { data: [{ name: 'a' }] })).errors).toEqual([
      '405 1962 The entity `settings` is read-only.',
    ]);
  });

  it('stores nothing on a dry run and answers as if', async () => {
    const { data } = await send(open, 'POST locales', { data: [{ code: 'de' }] }, { dryRun: true });
    expect(data).toBe('[{"code":"de","label":null}]');
    expect(await ask(open, 'locales')).toBe('[]');
  });

  it('answers 1970 and reports the endpoint when its table is gone', async () => {
    await open.run('ALTER TABLE locale RENAME TO locale_old');
    try {
      expect((await send(open, 'POST locales', { data: [{ code: 'de' }] })).errors).toEqual([
        '503 1970 The configuration of `locales` is out of date. An administrator was told.',
      ]);
      expect(open.drifts).toContain('locales');
    } finally {
      await open.run('ALTER TABLE locale_old RENAME TO locale');
    }
  });
});
