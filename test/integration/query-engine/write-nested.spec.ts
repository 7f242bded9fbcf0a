import { openEngine, type OpenEngine } from '../../support/open-engine.js';
import { DATABASE_KINDS } from '../../support/test-database.js';
import { ask } from './ask.js';
import { clearShop, send } from './send.js';
import { WRITE_ENDPOINTS, writeShop } from './write-shop.js';

const FAILED = 'Please verify the provided data and try again.';

describe.each(DATABASE_KINDS)('nested POST on %s', (kind) => {
  let open: OpenEngine;

  beforeAll(async () => {
    open = await openEngine(kind, { setUp: writeShop(kind), endpoints: WRITE_ENDPOINTS });
  });
  afterAll(() => open.close());
  beforeEach(() => clearShop(open));

  it('binds keys to depth 3 and answers only the children of the payload', async () => {
    const body = {
      data: [
        {
          iso2_code: 'DE',
          taxRates: [
            { name: 'a', rate: 1, notes: [{ note: 'n1' }, { note: 'n2', rate: 999 }] },
            { name: 'b', rate: 2 },
          ],
        },
        { iso2_code: 'AT', taxRates: [] },
        { iso2_code: 'FR' },
        { iso2_code: 'IT', taxRates: [{ name: 'a', rate: 3, notes: [] }] },
      ],
    };
    const { data } = await send(open, 'POST countries', body);
    const answer = JSON.parse(data ?? '') as {
      id_country: number;
      taxRates?: { id_tax_rate: number; notes?: { rate: number }[] }[];
    }[];
    expect(answer).toMatchObject([
      { iso2_code: 'DE', taxRates: [{ name: 'a', notes: [{ note: 'n1', level: 3 }, { note: 'n2' }] }, { name: 'b' }] },
      { iso2_code: 'AT', taxRates: [] },
      { iso2_code: 'FR' },
      { iso2_code: 'IT', taxRates: [{ name: 'a', rate: '3.00', notes: [] }] },
    ]);
    expect(answer[2]).not.toHaveProperty('taxRates');
    expect(answer[0]?.taxRates?.[1]).not.toHaveProperty('notes');
    const rate = answer[0]?.taxRates?.[0];
    expect(rate?.notes?.map((note) => note.rate)).toEqual([rate?.id_tax_rate, rate?.id_tax_rate]);
    expect(await ask(open, 'countries?include=taxRates.notes')).toContain('"note":"n2"');
  });

  it('checks every level by its own rules and flags, with the alias of the child in the path', async () => {
    const body = {
      data: [
        {
          iso2_code: 'DE',
          id_country: 1,
          taxRates: [
            { name: 5, rate: '1,5', id_tax_rate: 3, notes: [{ level: 100, id_tax_note: 1, x: 1 }] },
            { rate: '1234567.00' },
          ],
        },
      ],
    };
    const at = 'countries[0].tax-rates[0]';
    expect((await send(open, 'POST countries', body)).errors).toEqual([
      `400 1311 The provided \`${at}.tax-notes[0].x\` is incorrect or invalid.`,
      `400 1307 The required field must not be empty. Field: \`${at}.tax-notes[0].note\``,
      '400 1307 The required field must not be empty. Field: `countries[0].tax-rates[1].name`',
      `400 1306 Invalid data value \`${at}.tax-notes[0]\` for field: \`level\`. Field rules: min: 1, max: 99, is_required: `,
      `400 1305 Invalid data type \`${at}\` for field \`name\``,
      `400 1305 Invalid data type \`${at}\` for field \`rate\``,
      `400 1306 Invalid data value \`${at}\` for field: \`rate\`. Field rules: precision: 8, scale: 2, is_required: 1`,
      '400 1306 Invalid data value `countries[0].tax-rates[1]` for field: `rate`. Field rules: precision: 8, scale: 2, is_required: 1',
      '400 1304 Modification of immutable field `countries[0].id_country` is prohibited',
      `400 1304 Modification of immutable field \`${at}.tax-notes[0].id_tax_note\` is prohibited`,
    ]);
  });

  it('refuses a relation that is not editable, once per child', async () => {
    const child = { name: 'a', rate: 1 };
    const body = {
      data: [
        { id_country: 1, iso2_code: 'DE', taxRates: [child, child] },
        { id_country: 2, iso2_code: 'AT', taxRates: [] },
      ],
    };
    const error = '422 1314 The relationship `taxRates` is not editable by configuration.';
    expect((await send(open, 'POST locked-countries', body)).errors).toEqual([error, error]);
  });

  it('refuses a relation given as an object or as a list of scalars', async () => {
    for (const taxRates of [{}, { name: 'a' }, [1], [[]]]) {
      const { errors } = await send(
        open,
        'POST countries',
        { data: [{ iso2_code: 'DE', taxRates }] },
        { atomic: false },
      );
      expect(errors[0]).toMatch(/^400 1301 /);
    }
    for (const taxRates of [null, 1, 'x']) {
      const { errors } = await send(open, 'POST countries', { data: [{ iso2_code: 'DE', taxRates }] });
      expect(errors).toEqual(['400 1311 The provided `countries[0].taxRates` is incorrect or invalid.']);
    }
  });

  it('finds all refused children, tries none below a refused parent, and keeps whole items only', async () => {
    await open.run(`INSERT INTO country (id_country, iso2_code) VALUES (1, 'DE')`);
    const twice = [
      { name: 'a', rate: 1 },
      { name: 'a', rate: 2, notes: [{ note: 'x' }] },
      { name: 'b', rate: 1 },
      { name: 'b', rate: 9 },
    ];
    const body = {
      data: [
        { iso2_code: 'AT', taxRates: twice },
        { iso2_code: 'DE', taxRates: twice },
        { iso2_code: 'FR', taxRates: [{ name: 'a', rate: 1 }] },
      ],
    };
    const duplicate = (path: string): string =>
      `400 1309 Failed to persist the data for \`${path}\`. ${FAILED} Entry is duplicated.`;
    const errors = [
      duplicate('countries[0].tax-rates[1].name'),
      duplicate('countries[0].tax-rates[3].name'),
      duplicate('countries[1].iso2_code'),
    ];
    expect((await send(open, 'POST countries', body)).errors).toEqual(errors);
    expect(await ask(open, 'countries')).not.toMatch(/AT|FR/);
    const sent = await send(open, 'POST countries', body, { atomic: false });
    expect(sent.errors).toEqual(errors);
    expect(JSON.parse(sent.data ?? '')).toMatchObject([{ iso2_code: 'FR', taxRates: [{ name: 'a' }] }]);
    expect(await ask(open, 'countries')).not.toContain('AT');
    expect(JSON.parse(await ask(open, 'tax-rates'))).toHaveLength(1);
  });

  it('writes a table below itself', async () => {
    const body = {
      data: [
        { id_node: 1, name: 'a', children: [{ id_node: 2, children: [{ id_node: 3, name: 'c' }] }, { id_node: 4 }] },
      ],
    };
    const { data } = await send(open, 'POST nodes', body);
    expect(data).toBe(
      '[{"id_node":1,"fk_node":null,"name":"a","children":[{"id_node":2,"fk_node":1,"name":null,"children":[{"id_node":3,"fk_node":2,"name":"c"}]},{"id_node":4,"fk_node":1,"name":null}]}]',
    );
  });

  it('binds children of a key that is no configured field of theirs', async () => {
    const body = { data: [{ id_node: 5, name: 'p', prices: [{ store: 'DE', amount: 1 }, { store: 'AT' }] }] };
    expect((await send(open, 'POST products', body)).data).toBe(
      '[{"id_node":5,"name":"p","prices":[{"store":"DE","amount":"1.0000","quantity":5},{"store":"AT","amount":null,"quantity":5}]}]',
    );
    expect(await ask(open, 'prices/5')).toContain('"fk_product":5');
  });
});
