import { configureEndpoint } from '../../support/configure-endpoint.js';
import { openEngine, type OpenEngine } from '../../support/open-engine.js';
import { DATABASE_KINDS } from '../../support/test-database.js';
import { ask } from './ask.js';
import { send } from './send.js';

describe.each(DATABASE_KINDS)('floating-point columns on %s', (kind) => {
  let open: OpenEngine;

  beforeAll(async () => {
    open = await openEngine(kind, {
      setUp: ['CREATE TABLE measure (id INTEGER PRIMARY KEY, single FLOAT, twice DOUBLE)'],
      endpoints: [
        configureEndpoint({
          alias: 'measures',
          table: 'measure',
          identifier: 'id',
          fields: [
            { fieldName: 'id', type: 'integer' },
            { fieldName: 'single', type: 'decimal' },
            { fieldName: 'twice', type: 'decimal' },
          ],
        }),
      ],
    });
  });
  afterAll(() => open.close());
  beforeEach(() => open.run('DELETE FROM measure'));

  it.each(['0.1', '1.5', '-3.1415927', '16777215', '1234567.9', '0.12345679', '0'])(
    '%s comes back with all its digits, and is found by them',
    async (number) => {
      const record = `{"id":1,"single":${number},"twice":${number}}`;
      expect((await send(open, 'POST measures', `{"data":[${record}]}`)).data).toBe(`[${record}]`);
      expect(await ask(open, 'measures/1')).toBe(record);
      expect(await ask(open, `measures?filter[measures.single]=${number}`)).toBe(`[${record}]`);
      expect(await ask(open, `measures?filter[measures.twice]=${number}`)).toBe(`[${record}]`);
    },
  );

  it('what a FLOAT cannot hold is answered as it is stored', async () => {
    const { data } = await send(open, 'POST measures', '{"data":[{"id":1,"single":0.123456789}]}');
    const stored = kind === 'sqlite' ? '0.123456789' : '0.12345679';
    expect(data).toBe(`[{"id":1,"single":${stored},"twice":null}]`);
    expect(await ask(open, 'measures/1')).toBe(`{"id":1,"single":${stored},"twice":null}`);
  });
});
