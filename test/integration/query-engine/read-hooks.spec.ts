import type { JsonValue } from '@dx/kernel';
import { openEngine, type OpenEngine } from '../../support/open-engine.js';
import { DATABASE_KINDS } from '../../support/test-database.js';
import { ask } from './ask.js';
import { READ_ENDPOINTS, READ_SHOP } from './read-shop.js';

describe.each(DATABASE_KINDS)('transformRecords on %s', (kind) => {
  const calls: [string, number][] = [];
  let open: OpenEngine;

  beforeAll(async () => {
    open = await openEngine(kind, {
      setUp: READ_SHOP,
      endpoints: READ_ENDPOINTS,
      hooks: ({ alias }) =>
        alias === 'ledgers' || alias === 'bookings'
          ? {
              transformRecords: [
                (ctx: { requestId: string }, records: readonly Record<string, JsonValue>[]) => {
                  calls.push([`${ctx.requestId} ${alias}`, records.length]);
                  for (const record of records) record['seen'] = `${alias} ${Object.keys(record).join()}`;
                },
              ],
            }
          : {},
    });
  });
  afterAll(() => open.close());
  beforeEach(() => {
    calls.length = 0;
  });

  it('changes one record and loses no digit of the others', async () => {
    expect(await ask(open, 'ledgers/9007199254740993')).toBe(
      '{"account":9007199254740993,"amount":"12345678901.25","seen":"ledgers account,amount"}',
    );
    expect(calls).toEqual([['test ledgers', 1]]);
  });

  it('is called once per level with all records of it, children first', async () => {
    const text = await ask(open, 'ledgers?include=bookings');
    expect(calls).toEqual([
      ['test bookings', 2],
      ['test ledgers', 2],
    ]);
    expect(text).toContain('"seen":"bookings id_booking,account,amount"}],"seen":"ledgers account,amount,bookings"');
  });

  it('is not called for an empty answer, nor for endpoints without it', async () => {
    expect(await ask(open, 'ledgers?filter[x.account]=1')).toBe('[]');
    await ask(open, 'countries?include=regions');
    expect(calls).toEqual([]);
  });
});
