import { makeCountryConfigurations, makeCountryTables } from '../support/country-shop.js';
import { createTestApp, type TestApp } from '../support/create-test-app.js';
import { openSession, type BrowserSession } from '../support/open-session.js';
import { DATABASE_KINDS } from '../support/test-database.js';

interface Drifted {
  readonly id: number;
  readonly alias: string;
  readonly table: string;
  readonly revision: string;
  readonly served: boolean;
  readonly problems: readonly { readonly rule: string; readonly path: string }[];
  readonly proposal: {
    readonly changes: readonly { readonly kind: string; readonly from: string | null; readonly to: string | null }[];
    readonly configuration: { readonly isActive: boolean; readonly definition: { readonly fields: readonly object[] } };
    readonly valid: boolean;
    readonly violations: readonly object[];
  };
}

describe.each(DATABASE_KINDS)('drift on %s', (kind) => {
  let server: TestApp;
  let owner: BrowserSession;

  beforeEach(async () => {
    server = await createTestApp({
      kind,
      setUpSql: makeCountryTables(kind),
      configurations: makeCountryConfigurations(),
    });
    owner = await openSession(server);
  });
  afterEach(() => server?.close());

  const alter = async (...statements: readonly string[]): Promise<void> => {
    for (const sql of statements) await server.database.run({ sql, params: [] });
    expect((await owner.send('POST', '/back-office/tables/reload')).status).toBe(200);
  };
  const drift = async (): Promise<readonly Drifted[]> => {
    const answer = await owner.send<{ data: Drifted[]; checkedAt: string }>('GET', '/back-office/drift');
    expect(answer.status).toBe(200);
    return answer.body.data;
  };
  const accept = async ({ id, revision, proposal }: Drifted): Promise<void> => {
    const path = `/back-office/configurations/${id}`;
    const saved = await owner.send('PUT', path, proposal.configuration, { 'if-match': `"${revision}"` });
    expect([saved.status, saved.body]).toEqual([200, expect.objectContaining({ id })]);
  };
  const statusOf = async (alias: string): Promise<number> =>
    (
      await fetch(`${server.url}/dynamic-entity/${alias}`, {
        headers: { authorization: `Bearer ${server.adminToken}` },
      })
    ).status;
  const kinds = ({ proposal }: Drifted): unknown[] =>
    proposal.changes.map(({ kind: one, from, to }) => [one, from, to]);

  it('is nothing while everything fits', async () => expect(await drift()).toEqual([]));

  it('proposes to follow a renamed column; nothing happens before it is saved', async () => {
    await alter('ALTER TABLE spy_country RENAME COLUMN iso2_code TO iso_code');
    const [found, ...others] = (await drift()) as [Drifted];
    expect(others).toEqual([]);
    expect(found).toMatchObject({ alias: 'countries', table: 'spy_country', served: true });
    expect(found.problems).toEqual([
      expect.objectContaining({ rule: 'unknown-column', path: 'definition.fields[1].fieldName' }),
    ]);
    expect(kinds(found)).toEqual([['use-column', 'iso2_code', 'iso_code']]);
    expect(found.proposal).toMatchObject({ valid: true, configuration: { isActive: true } });
    expect(found.proposal.configuration.definition.fields[1]).toMatchObject({
      fieldName: 'iso_code',
      fieldVisibleName: 'iso2_code',
    });
    expect((await drift())[0]?.revision).toBe(found.revision);
    await accept(found);
    expect(await drift()).toEqual([]);
    const answer = await fetch(`${server.url}/dynamic-entity/countries`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.adminToken}`, 'content-type': 'application/json' },
      body: '{"data":[{"iso2_code":"DE"}]}',
    });
    expect(answer.status).toBe(201);
  });

  it('proposes to leave out a column that is gone', async () => {
    await alter('ALTER TABLE spy_country DROP COLUMN name');
    const [found] = (await drift()) as [Drifted];
    expect(kinds(found)).toEqual([['remove-field', 'name', null]]);
    expect(found.proposal.configuration.definition.fields).toHaveLength(2);
    await accept(found);
    expect([await drift(), await statusOf('countries')]).toEqual([[], 200]);
  });

  it('proposes the new type of a column', async () => {
    const column = kind === 'mariadb' ? 'rate DATETIME NULL' : 'rate DATETIME';
    await alter('ALTER TABLE spy_tax_rate DROP COLUMN rate', `ALTER TABLE spy_tax_rate ADD COLUMN ${column}`);
    const [found] = (await drift()) as [Drifted];
    expect(found).toMatchObject({ alias: 'tax-rates', problems: [{ rule: 'retyped-column' }] });
    expect(kinds(found)).toEqual([['change-type', 'decimal', 'datetime']]);
    expect(found.proposal.valid).toBe(true);
    await accept(found);
    expect([await drift(), await statusOf('tax-rates')]).toEqual([[], 200]);
  });

  it('proposes another identifier, and relations that follow it', async () => {
    if (kind === 'mariadb') await alter('ALTER TABLE spy_tax_rate DROP FOREIGN KEY spy_tax_rate_fk');
    await alter('ALTER TABLE spy_country RENAME COLUMN id_country TO country_id');
    expect(await statusOf('countries')).toBe(503);
    const found = (await drift()).find(({ alias }) => alias === 'countries') as Drifted;
    expect(found.served).toBe(false);
    expect(kinds(found)).toEqual([
      ['use-column', 'id_country', 'country_id'],
      ['change-identifier', 'id_country', 'country_id'],
      ['use-column', 'id_country', 'country_id'],
    ]);
    await accept(found);
    expect([await drift(), await statusOf('countries?include=countryTaxRates')]).toEqual([[], 200]);
  });

  it('follows a renamed table, and only switches off when there is none like it', async () => {
    await alter('ALTER TABLE spy_tax_rate RENAME TO spy_tax_rates');
    const [renamed] = (await drift()) as [Drifted];
    expect(renamed).toMatchObject({ alias: 'tax-rates', served: false, problems: [{ rule: 'unknown-table' }] });
    expect(kinds(renamed)).toEqual([['use-table', 'spy_tax_rate', 'spy_tax_rates']]);
    await accept(renamed);
    expect([await drift(), await statusOf('tax-rates')]).toEqual([[], 200]);
    await alter('DROP TABLE spy_tax_rates');
    const [gone] = (await drift()) as [Drifted];
    expect(kinds(gone)).toEqual([['deactivate', 'true', 'false']]);
    expect(gone.proposal.configuration.definition.fields).toHaveLength(4);
    await accept(gone);
    expect([await drift(), await statusOf('tax-rates')]).toEqual([[], 404]);
  });
});
