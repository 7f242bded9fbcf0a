import { configureEndpoint } from '../../support/configure-endpoint.js';
import { openEngine, type OpenEngine } from '../../support/open-engine.js';
import { DATABASE_KINDS, type DatabaseKind } from '../../support/test-database.js';
import { ask, askWrongly } from './ask.js';
import { send } from './send.js';

const textOf = (kind: DatabaseKind, charset: string, collation: string): string =>
  kind === 'sqlite' ? 'VARCHAR(20) COLLATE NOCASE' : `VARCHAR(20) CHARACTER SET ${charset} COLLATE ${collation}`;

describe.each(DATABASE_KINDS)('the id of a path that is a text, on %s', (kind) => {
  let open: OpenEngine;

  beforeAll(async () => {
    open = await openEngine(kind, {
      setUp: [
        `CREATE TABLE word (code ${textOf(kind, 'utf8mb4', 'utf8mb4_general_ci')} PRIMARY KEY, label VARCHAR(20))`,
        `CREATE TABLE narrow (code ${textOf(kind, 'latin1', 'latin1_swedish_ci')} PRIMARY KEY, label VARCHAR(20))`,
      ],
      endpoints: ['word', 'narrow'].map((table) =>
        configureEndpoint({
          alias: `${table}s`,
          table,
          identifier: 'code',
          fields: ['code', 'label'],
          isDeletable: true,
        }),
      ),
    });
  });
  afterAll(() => open.close());
  beforeEach(async () => {
    for (const table of ['word', 'narrow']) {
      await open.run(`DELETE FROM ${table}`);
      await open.run(`INSERT INTO ${table} (code, label) VALUES ('ABC', 'first'), ('ä', 'second'), ('x', 'third')`);
    }
  });

  describe.each(['words', 'narrows'])('of %s', (alias) => {
    it('finds the row that has exactly this text', async () => {
      for (const code of ['ABC', 'ä', 'x']) {
        expect(await ask(open, `${alias}/${encodeURIComponent(code)}`)).toContain(`"code":"${code}"`);
      }
      expect(await ask(open, `${alias}/ABC?filter[${alias}.label]=FIRST`).catch(() => 'none')).toBe(
        kind === 'sqlite' ? 'none' : '{"code":"ABC","label":"first"}',
      );
    });

    it.each(['abc', 'Abc', 'a', 'Ä', 'X', 'x ', 'x\u00a0'])('%j finds, changes and deletes nothing', async (id) => {
      const path = `${alias}/${encodeURIComponent(id)}`;
      expect((await askWrongly(open, path)).map(({ code }) => code)).toEqual(['1303']);
      const missing = `404 1303 The entity \`${alias}[0]\` could not be found in the database.`;
      expect((await send(open, `PATCH ${path}`, { data: { label: 'changed' } })).errors).toEqual([missing]);
      expect((await send(open, `DELETE ${path}`)).errors).toEqual([
        `404 1303 The entity \`${alias}\` could not be found in the database.`,
      ]);
      const labels = await ask(open, alias);
      expect(JSON.parse(labels)).toHaveLength(3);
      expect(labels).not.toContain('changed');
    });

    it('of the row itself changes and deletes it', async () => {
      const path = `${alias}/${encodeURIComponent('ä')}`;
      expect((await send(open, `PATCH ${path}`, { data: { label: 'changed' } })).data).toBe(
        '{"code":"ä","label":"changed"}',
      );
      expect((await send(open, `DELETE ${path}`)).errors).toEqual([]);
      expect(JSON.parse(await ask(open, alias))).toHaveLength(2);
    });
  });
});
