import fc from 'fast-check';
import { openEngine, type OpenEngine } from '../../support/open-engine.js';
import { DATABASE_KINDS } from '../../support/test-database.js';
import { ask } from './ask.js';
import { clearShop, send } from './send.js';
import { WRITE_ENDPOINTS, writeShop } from './write-shop.js';

describe.each(DATABASE_KINDS)('values on %s', (kind) => {
  let open: OpenEngine;

  beforeAll(async () => {
    open = await openEngine(kind, { setUp: writeShop(kind), endpoints: WRITE_ENDPOINTS });
  });
  afterAll(() => open.close());
  beforeEach(() => clearShop(open));

  it('come back exactly as they were sent', async () => {
    const amount = kind === 'sqlite' ? '12345678901.2500' : '1234567890123456.7891';
    const record =
      `{"id":9007199254740993,"amount":"${amount}","bytes":"AP8Q/w==","doc":{"a":[1,9007199254740993,1.50,"ä\\"😀"],"b":null},` +
      '"day":"2024-02-29","moment":"2024-02-29 23:59:59.123456","clock":"23:59:58","word":"green","flag":true,"ratio":0.1,' +
      '"note":"😀äß\'\\"\\\\?`","small":-32768,"big":-9223372036854775808}';
    expect((await send(open, 'POST exacts', `{"data":[${record}]}`)).data).toBe(`[${record}]`);
    expect(await ask(open, 'exacts/9007199254740993')).toBe(record);
  });

  it.each([
    ['2020-01-02', '2020-01-02 00:00:00.000000'],
    ['2020-01-02T10:00:00Z', '2020-01-02 10:00:00.000000'],
    ['2020-01-02 10:00:00.5+02:00', '2020-01-02 08:00:00.500000'],
    ['2020-01-01T00:30:00.1234567+0100', '2019-12-31 23:30:00.123456'],
  ])('takes the date %s', async (sent, stored) => {
    expect((await send(open, 'POST exacts', { data: [{ id: 1, moment: sent }] })).data).toContain(
      `"moment":"${stored}"`,
    );
  });

  it('rounds a decimal to the scale of its column and answers what is stored', async () => {
    const body =
      '{"data":[{"id":1,"amount":1.23455},{"id":2,"amount":"-0.00005"},{"id":3,"amount":1e3},{"id":4,"amount":true}]}';
    const { data } = await send(open, 'POST exacts', body);
    expect([...(data ?? '').matchAll(/"amount":"([^"]*)"/g)].map((match) => match[1])).toEqual([
      '1.2346',
      '-0.0001',
      '1000.0000',
      '1.0000',
    ]);
  });

  it('takes every text and every 64-bit integer, creating and changing', async () => {
    const integer = fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n });
    const note = fc.string({ unit: 'grapheme', maxLength: 10 }).filter((text) => [...text].length <= 10);
    await fc.assert(
      fc.asyncProperty(integer, integer, note, note, async (id, big, first, second) => {
        await open.run('DELETE FROM exact');
        const text = (note: string): string => `"note":${JSON.stringify(note)}`;
        const { data, errors } = await send(open, 'POST exacts', `{"data":[{"id":${id},${text(first)},"big":${big}}]}`);
        expect(errors).toEqual([]);
        expect(data).toContain(`"id":${id},`);
        expect(data).toContain(`${text(first)},"small":null,"big":${big}}`);
        const changed = await send(open, `PATCH exacts/${id}`, `{"data":{${text(second)}}}`);
        expect(changed.data).toContain(`${text(second)},"small":null,"big":${big}}`);
      }),
      { numRuns: 60 },
    );
  });
});
