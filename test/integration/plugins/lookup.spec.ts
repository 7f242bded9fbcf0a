import type { HookTransaction, RowLookup } from '@dx/plugin-registry';
import { ExactNumber } from '@dx/kernel';
import { Logger } from '@nestjs/common';
import { configureEndpoint } from '../../support/configure-endpoint.js';
import { openEngine, testContext, type OpenEngine } from '../../support/open-engine.js';
import { DATABASE_KINDS } from '../../support/test-database.js';

describe.each(DATABASE_KINDS)('HookTransaction.lookup on %s', (kind) => {
  let open: OpenEngine;
  let work: (tx: HookTransaction) => Promise<unknown>;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    open = await openEngine(kind, {
      setUp: [
        'CREATE TABLE item (id INTEGER NOT NULL PRIMARY KEY, code VARCHAR(20), amount DECIMAL(20,10), big BIGINT, day DATE)',
        "INSERT INTO item VALUES (1, 'A', 12345678.1234567891, 9007199254740993, '2026-01-31'), (2, 'b', NULL, 2, NULL)",
        'CREATE TABLE note (id INTEGER NOT NULL PRIMARY KEY)',
        'CREATE TABLE spy_vault_deposit (id INTEGER NOT NULL PRIMARY KEY)',
        'CREATE VIEW shown_deposit AS SELECT id FROM spy_vault_deposit',
        'CREATE TABLE dx_own (id INTEGER NOT NULL PRIMARY KEY)',
      ],
      endpoints: [
        configureEndpoint({
          alias: 'notes',
          table: 'note',
          identifier: 'id',
          fields: [{ fieldName: 'id', type: 'integer' }],
        }),
      ],
      hooks: () => ({ afterWrite: [async (_ctx, _rows, tx) => void (await work(tx))] }),
    });
  });
  afterAll(() => open.close());

  let id = 0;
  async function lookup(question: RowLookup): Promise<readonly boolean[]> {
    let answer: readonly boolean[] = [];
    work = async (tx) => void (answer = await tx.lookup(question));
    id += 1;
    await open.engine.create(testContext(), 'notes', { data: [{ id }] }, { atomic: true });
    return answer;
  }

  it('answers each tuple in its place, with every digit', async () => {
    const values = [['A'], ['zz'], ['b'], [null]];
    expect(await lookup({ table: 'item', columns: ['code'], values })).toEqual([true, false, true, false]);
    const bigs = [[new ExactNumber('9007199254740993')], [new ExactNumber('9007199254740992')], ['1e3'], [2]];
    expect(await lookup({ table: 'item', columns: ['big'], values: bigs })).toEqual([true, false, false, true]);
    const amounts = [['12345678.1234567891'], ['12345678.1234567892']];
    // Why not on SQLite: it keeps DECIMAL as a float.
    if (kind === 'mariadb') {
      expect(await lookup({ table: 'item', columns: ['amount'], values: amounts })).toEqual([true, false]);
    }
    const pairs = [
      ['A', '2026-01-31'],
      ['b', '2026-01-31'],
    ];
    expect(await lookup({ table: 'item', columns: ['code', 'day'], values: pairs })).toEqual([true, false]);
  });

  it('leaves out the row that asks', async () => {
    const question = { table: 'item', columns: ['code'], values: [['A'], ['b']] };
    expect(await lookup({ ...question, except: { column: 'id', values: [1, 1] } })).toEqual([false, true]);
  });

  it('asks many questions in few statements', async () => {
    const values = Array.from({ length: 450 }, (_, index) => [index]);
    open.statements.length = 0;
    const found = await lookup({ table: 'item', columns: ['id'], values });
    expect(found.filter(Boolean)).toHaveLength(2);
    expect(open.statements.filter(({ sql }) => sql.includes('EXISTS'))).toHaveLength(3);
  });

  it.each([
    ['spy_vault_deposit', 'id', 'may not be looked into'],
    ['shown_deposit', 'id', 'may not be looked into'],
    ['dx_own', 'id', 'may not be looked into'],
    ['gone', 'id', 'there is no table'],
    ['ITEM', 'id', 'there is no table'],
    ['item` WHERE 1 = 1 -- ', 'id', 'there is no table'],
    ['item', 'ID', 'has no column'],
    ['item', 'id` = 1 OR `id', 'has no column'],
  ])('refuses table %s, column %s', async (table, column, message) => {
    let failure: unknown;
    work = (tx) =>
      tx.lookup({ table, columns: [column], values: [[1]] }).catch((error: unknown) => void (failure = error));
    id += 1;
    await open.engine.create(testContext(), 'notes', { data: [{ id }] }, { atomic: true });
    expect(String(failure)).toContain(message);
  });
});
