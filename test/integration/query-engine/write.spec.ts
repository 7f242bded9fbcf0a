import { openEngine, type OpenEngine } from '../../support/open-engine.js';
import { DATABASE_KINDS } from '../../support/test-database.js';
import { ask } from './ask.js';
import { send } from './send.js';
import { WRITE_ENDPOINTS, writeShop } from './write-shop.js';

describe.each(DATABASE_KINDS)('writes on %s', (kind) => {
  let open: OpenEngine;

  beforeAll(async () => {
    open = await openEngine(kind, { setUp: writeShop(kind), endpoints: WRITE_ENDPOINTS });
  });
  afterAll(() => open?.close());
  beforeEach(async () => {
    for (const table of ['tax_note', 'tax_rate', 'country', 'price', 'exact', 'page', 'locale']) {
      await open.run(`DELETE FROM ${table}`);
    }
    open.statements.length = 0;
  });

  it('smoke', async () => {
    console.log(await send(open, 'POST countries', { data: [{ iso2_code: 'DE' }, { iso2_code: 'AT', label: 'A', taxRates: [{ name: 'x', rate: '1.5' }, { name: 'y', rate: 2 }] }] }));
    console.log(open.statements.map(({ sql }) => sql));
    console.log(await send(open, 'POST countries', { data: [{ iso2_code: 'DE' }, { iso2_code: 'XX', label: 'A', taxRates: [{ name: 'x', rate: '1.5' }, { name: 'x', rate: 2 }] }] }));
    console.log(await ask(open, 'countries?include=taxRates'));
  });
});
