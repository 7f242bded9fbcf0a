import type { HookContext, HooksOfEntity, HookTransaction, InputRecord, WrittenRow } from '@dx/plugin-registry';
import { Logger } from '@nestjs/common';
import { openEngine, type OpenEngine } from '../../support/open-engine.js';
import { DATABASE_KINDS } from '../../support/test-database.js';
import { ask } from './ask.js';
import { clearShop, send } from './send.js';
import { WRITE_ENDPOINTS, writeShop } from './write-shop.js';

type Violations = readonly { status: number; code: string; message: string; path?: string }[];

/** What the test's plugin was asked, and what it is to do. */
interface Plugin {
  calls: string[];
  afterWrite: (rows: readonly WrittenRow[], tx: HookTransaction) => Promise<Violations | void>;
  validate: (records: readonly InputRecord[]) => Violations | void;
  afterDelete: (rows: readonly WrittenRow[]) => Violations | void;
  rows: WrittenRow[];
}

describe.each(DATABASE_KINDS)('hooks of writes on %s', (kind) => {
  let open: OpenEngine;
  const plugin: Plugin = idle();

  function idle(): Plugin {
    return {
      calls: [],
      rows: [],
      afterWrite: async () => undefined,
      validate: () => undefined,
      afterDelete: () => undefined,
    };
  }

  function hooksOf(alias: string): Partial<HooksOfEntity> {
    const note = (hook: string, { operation }: HookContext, records: readonly { path: string }[]): void =>
      void plugin.calls.push(`${hook} ${operation} ${alias} ${records.map(({ path }) => path).join(' ')}`);
    return {
      needsBefore: true,
      transformInput: [
        (ctx, records) => {
          note('transformInput', ctx, records);
          for (const record of records) {
            if (typeof record.fields['iso2_code'] === 'string')
              record.fields['iso2_code'] = record.fields['iso2_code'].toUpperCase();
            if (record.fields['add'] !== undefined) {
              delete record.fields['add'];
              record.fields['taxRates'] = [{ name: 'added', rate: 1 }];
            }
          }
        },
      ],
      validate: [(ctx, records) => (note('validate', ctx, records), plugin.validate(records))],
      afterWrite: [
        (ctx, rows, tx) => {
          note('afterWrite', ctx, rows);
          plugin.rows.push(...rows);
          return plugin.afterWrite(rows, tx);
        },
      ],
      afterCommit: [
        (ctx, rows) => {
          note('afterCommit', ctx, rows);
          throw new Error('a plugin that fails after the commit');
        },
      ],
      beforeDelete: [(ctx, rows) => note('beforeDelete', ctx, rows)],
      afterDelete: [(ctx, rows) => (note('afterDelete', ctx, rows), plugin.afterDelete(rows))],
      transformRecords: [(_ctx, records) => void records.forEach((record) => (record['seen'] = alias))],
    };
  }

  beforeAll(async () => {
    Logger.overrideLogger(false);
    open = await openEngine(kind, {
      setUp: writeShop(kind),
      endpoints: WRITE_ENDPOINTS,
      hooks: ({ alias }) => (['countries', 'tax-rates'].includes(alias) ? hooksOf(alias) : {}),
    });
  });
  afterAll(async () => {
    Logger.overrideLogger(['error', 'warn']);
    await open.close();
  });
  beforeEach(async () => {
    await clearShop(open);
    Object.assign(plugin, idle());
  });

  it('run in their order, once per endpoint with all its rows, by column name', async () => {
    const body = {
      data: [
        { iso2_code: 'de', label: 'x', taxRates: [{ name: 'a', rate: '1.5' }] },
        { iso2_code: 'at', add: 1 },
      ],
    };
    const { data } = await send(open, 'POST countries', body);
    const countries = 'countries countries[0] countries[1]';
    const rates = 'tax-rates countries[0].tax-rates[0] countries[1].tax-rates[0]';
    expect(plugin.calls).toEqual(
      ['transformInput', 'validate', 'afterWrite', 'afterCommit'].flatMap((hook) => [
        `${hook} create ${countries}`,
        `${hook} create ${rates}`,
      ]),
    );
    expect(plugin.rows[0]).toMatchObject({
      before: null,
      fields: { iso2_code: 'DE', name: 'x', postal_code_mandatory: false },
    });
    expect(plugin.rows[0]?.identifier).toBe(`${plugin.rows[0]?.fields['id_country'] as number}`);
    expect(plugin.rows[2]).toMatchObject({ fields: { name: 'a', rate: '1.50' } });
    expect(JSON.parse(data ?? '')).toMatchObject([
      { iso2_code: 'DE', seen: 'countries', taxRates: [{ name: 'a', seen: 'tax-rates' }] },
      { iso2_code: 'AT', taxRates: [{ name: 'added' }] },
    ]);
  });

  it('see the row before a change', async () => {
    await open.run(`INSERT INTO country (id_country, iso2_code, name) VALUES (1, 'DE', 'before')`);
    await send(open, 'PATCH countries/1', { data: { label: 'after' } });
    expect(plugin.rows[0]).toMatchObject({ before: { name: 'before' }, fields: { name: 'after' } });
  });

  it('work in the same transaction, and the answer shows what they did', async () => {
    plugin.afterWrite = async (rows, tx) => {
      const found = await tx.query('SELECT iso2_code AS code, id_country FROM country WHERE iso2_code = ?', ['DE']);
      expect(found).toMatchObject([{ code: 'DE', id_country: `${rows[0]?.fields['id_country'] as number}` }]);
      expect(await tx.execute('UPDATE country SET name = ? WHERE iso2_code = ?', ['changed', 'DE'])).toEqual({
        affectedRows: 1,
      });
    };
    expect((await send(open, 'POST countries', { data: [{ iso2_code: 'DE' }] })).data).toContain('"label":"changed"');
  });

  it('refuse: atomic undoes everything, item by item only what the path names', async () => {
    const refusal = { status: 409, code: '4711', message: 'not this one', path: 'countries[1].iso2_code' };
    plugin.afterWrite = async (rows) => (rows.some(({ path }) => path === 'countries[1]') ? [refusal] : undefined);
    const body = { data: [{ iso2_code: 'DE' }, { iso2_code: 'AT' }, { iso2_code: 'FR' }] };
    expect(await send(open, 'POST countries', body)).toEqual({
      data: undefined,
      errors: ['409 4711 not this one'],
      stored: false,
    });
    expect(await ask(open, 'countries')).toBe('[]');
    plugin.calls = [];
    const sent = await send(open, 'POST countries', body, { atomic: false });
    expect(sent.errors).toEqual(['409 4711 not this one']);
    expect(JSON.parse(sent.data ?? '')).toMatchObject([{ iso2_code: 'DE' }, { iso2_code: 'FR' }]);
    expect(plugin.calls.at(-1)).toBe('afterCommit create countries countries[0] countries[2]');
    expect(JSON.parse(await ask(open, 'countries'))).toHaveLength(2);
  });

  it('refuse without a path: nothing of the request stays', async () => {
    plugin.afterWrite = async () => [{ status: 400, code: '1', message: 'no' }];
    expect(await send(open, 'POST countries', { data: [{ iso2_code: 'DE' }] }, { atomic: false })).toEqual({
      data: '[]',
      errors: ['400 1 no'],
      stored: false,
    });
    expect(await ask(open, 'countries')).toBe('[]');
  });

  it('validate together with the rules, per item', async () => {
    plugin.validate = (records) =>
      records
        .filter(({ path }) => path === 'countries[0]')
        .map(({ path }) => ({ status: 400, code: '9', message: 'bad', path }));
    const body = { data: [{ label: 5, iso2_code: 'DE' }, { iso2_code: 'AT' }] };
    const sent = await send(open, 'POST countries', body, { atomic: false });
    expect(sent.errors).toEqual(['400 1305 Invalid data type `countries[0]` for field `label`', '400 9 bad']);
    expect(sent.data).toContain('AT');
  });

  it('are not told of a commit that did not happen', async () => {
    await send(open, 'POST countries', { data: [{ iso2_code: 'DE' }] }, { dryRun: true });
    expect(plugin.calls.filter((call) => call.startsWith('afterCommit'))).toEqual([]);
  });

  it('of deletes see the rows, and may refuse them', async () => {
    await open.run(`INSERT INTO country (id_country, iso2_code, name) VALUES (1, 'DE', 'x'), (2, 'AT', 'x')`);
    plugin.afterDelete = (rows) =>
      rows
        .filter(({ identifier }) => identifier === '1')
        .map(({ path }) => ({ status: 400, code: '7', message: 'keep', path }));
    expect((await send(open, 'DELETE countries?filter[c.label]=x')).errors).toEqual(['400 7 keep']);
    expect(JSON.parse(await ask(open, 'countries'))).toHaveLength(2);
    plugin.calls = [];
    expect(await send(open, 'DELETE countries?filter[c.label]=x', undefined, { atomic: false })).toEqual({
      data: '[{"id_country":2}]',
      errors: ['400 7 keep'],
      stored: true,
    });
    expect(plugin.calls.slice(-3)).toEqual([
      'beforeDelete delete countries countries[0] countries[1]',
      'afterDelete delete countries countries[1]',
      'afterCommit delete countries countries[1]',
    ]);
  });
});
