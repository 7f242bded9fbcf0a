import { openEngine, type OpenEngine } from '../../support/open-engine.js';
import { DATABASE_KINDS } from '../../support/test-database.js';
import { pollUntil } from '../../support/poll-until.js';
import { ask } from './ask.js';
import { clearShop, send } from './send.js';
import { WRITE_ENDPOINTS, writeShop } from './write-shop.js';

const CODES = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `${letter}1`);

describe.each(DATABASE_KINDS)('many POSTs at once on %s', (kind) => {
  let open: OpenEngine;

  beforeAll(async () => {
    open = await openEngine(kind, { setUp: writeShop(kind), endpoints: WRITE_ENDPOINTS });
  });
  afterAll(() => open.close());
  beforeEach(async () => {
    await clearShop(open);
    open.statements.length = 0;
  });

  const post = (codes: readonly string[], label?: string) =>
    send(open, 'POST countries', { data: codes.map((iso2_code) => ({ iso2_code, ...(label ? { label } : {}) })) });
  const codesOf = (data: string | undefined): unknown[] =>
    (JSON.parse(data ?? '[]') as Record<string, unknown>[]).map((record) => record['iso2_code']);

  it('answer each its own record, and store all of them', async () => {
    const answers = await Promise.all(CODES.map((code) => post([code, code.replace('1', '2')])));
    expect(answers.map(({ data }) => codesOf(data))).toEqual(CODES.map((code) => [code, code.replace('1', '2')]));
    if (kind === 'mariadb') expect(open.statements.length).toBeLessThan(CODES.length / 2);
    const ids = answers.flatMap(({ data }) => JSON.parse(data ?? '[]') as Record<string, unknown>[]);
    expect(new Set(ids.map((record) => record['id_country'])).size).toBe(2 * CODES.length);
    expect(JSON.parse(await ask(open, 'countries'))).toHaveLength(2 * CODES.length);
  });

  it('tell a refusal only to the request that is to blame', async () => {
    await post(['B1']);
    const answers = await Promise.all(CODES.slice(0, 6).map((code) => post([code, code.replace('1', '2')])));
    expect(answers.map(({ errors }) => errors.length)).toEqual([0, 1, 0, 0, 0, 0]);
    expect(codesOf(await ask(open, 'countries'))).toEqual(expect.not.arrayContaining(['B2']));
    expect(JSON.parse(await ask(open, 'countries'))).toHaveLength(1 + 10);
  });

  it('that set different fields stay what they are', async () => {
    const answers = await Promise.all([post(['A1'], 'first'), post(['B1']), post(['C1'], 'third')]);
    expect(answers.map(({ data }) => /"label":("\w+"|null)/.exec(data ?? '')?.[1])).toEqual([
      '"first"',
      'null',
      '"third"',
    ]);
  });

  // SQLite has one writer at a time.
  (kind === 'mariadb' ? it : () => undefined)('are not held up by one that waits for a lock', async () => {
    await open.run(`INSERT INTO country (id_country, iso2_code) VALUES (1, 'AA')`);
    const release = await open.hold(`UPDATE country SET iso2_code = 'QQ' WHERE id_country = 1`);
    const blocked: ReturnType<typeof post>[] = [];
    for (const sent of [1, 2]) {
      blocked.push(post(['QQ']));
      await pollUntil('statement', () => open.statements.length >= sent);
    }
    expect(codesOf((await post(['ZZ'])).data)).toEqual(['ZZ']);
    await release();
    expect((await Promise.all(blocked)).map(({ errors }) => errors.length)).toEqual([1, 1]);
  });
});
