import { makeCountryConfigurations, makeCountryTables } from '../support/country-shop.js';
import { createTestApp, type TestApp } from '../support/create-test-app.js';
import { openSession, type BrowserSession } from '../support/open-session.js';
import { DATABASE_KINDS } from '../support/test-database.js';

interface Stored {
  readonly id: number;
  readonly tableAlias: string;
  readonly revision: string;
  readonly served: boolean;
  readonly isActive: boolean;
  readonly definition: { readonly isDeletable: boolean };
  readonly childRelations: readonly { readonly name: string }[];
}
interface Reverted extends Stored {
  readonly recreated: boolean;
  readonly restoredRelations: readonly object[];
  readonly lostRelations: readonly object[];
}
interface Revision {
  readonly id: number;
  readonly action: string;
  readonly author: string;
  readonly savedAt: string;
  readonly before: Stored | null;
  readonly after: Stored | null;
}
type Errors = readonly { readonly code: string }[];

const CONFIGURATIONS = '/back-office/configurations';

describe.each(DATABASE_KINDS)('going back to earlier configurations on %s', (kind) => {
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

  const find = async (alias: string): Promise<Stored> => {
    const list = await owner.send<{ data: Stored[] }>('GET', `${CONFIGURATIONS}?search=${alias}`);
    const found = list.body.data.find(({ tableAlias }) => tableAlias === alias);
    if (found === undefined) throw new Error(`there is no ${alias}`);
    return found;
  };
  const history = async (id: number): Promise<readonly Revision[]> =>
    (await owner.send<{ data: Revision[] }>('GET', `${CONFIGURATIONS}/${id}/revisions`)).body.data;
  const change = async (id: number, patch: object): Promise<Stored> => {
    const answer = await owner.send<Stored>('PATCH', `${CONFIGURATIONS}/${id}`, patch, { 'if-match': '*' });
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const revert = (id: number, revision: number, query = '', headers: Record<string, string> = {}) =>
    owner.send<Reverted & Errors>(
      'POST',
      `${CONFIGURATIONS}/${id}/revisions/${revision}/revert${query}`,
      undefined,
      headers,
    );
  const statusOf = async (path: string): Promise<number> =>
    (await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${server.adminToken}` } })).status;

  it('tells who saved what and when', async () => {
    const { id } = await find('countries');
    await change(id, { definition: { isDeletable: true } });
    const [last] = await history(id);
    expect(last).toMatchObject({
      action: 'update',
      author: 'admin@example.com',
      before: { definition: { isDeletable: false } },
      after: { definition: { isDeletable: true } },
    });
    expect(last?.savedAt).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/);
  });

  it('reverts, as a save of its own that is in force at once', async () => {
    const { id } = await find('countries');
    await change(id, { isActive: false });
    expect(await statusOf('/dynamic-entity/countries')).toBe(404);
    const now = await change(id, { definition: { isDeletable: true } });
    const [, switchedOff, first] = (await history(id)) as [Revision, Revision, Revision];
    const answer = await revert(id, first.id, '', { 'if-match': `"${now.revision}"` });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      id,
      isActive: true,
      served: true,
      recreated: false,
      definition: { isDeletable: false },
    });
    expect(answer.headers.get('etag')).toBe(`"${answer.body.revision}"`);
    expect(await statusOf('/dynamic-entity/countries')).toBe(200);
    expect(await history(id)).toHaveLength(4);
    expect((await revert(id, switchedOff.id, '?to=after', { 'if-match': '*' })).body.isActive).toBe(false);
    expect((await revert(id, switchedOff.id, '?to=before', { 'if-match': '*' })).body.isActive).toBe(true);
  });

  it('refuses a revert of a version that somebody else has changed meanwhile, or that is not named', async () => {
    const { id, revision } = await find('countries');
    await change(id, { definition: { isDeletable: true } });
    const first = (await history(id)).at(-1) as Revision;
    const stale = await revert(id, first.id, '', { 'if-match': `"${revision}"` });
    expect([stale.status, stale.body[0]?.code]).toEqual([409, '1921']);
    const unnamed = await revert(id, first.id);
    expect([unnamed.status, unnamed.body[0]?.code]).toEqual([428, '1924']);
    expect((await find('countries')).definition.isDeletable).toBe(true);
  });

  it('knows only saves of the configuration itself', async () => {
    const [countries, rates] = [await find('countries'), await find('tax-rates')];
    const [foreign] = (await history(rates.id)) as [Revision];
    for (const id of [foreign.id, 999_999]) {
      expect((await revert(countries.id, id, '', { 'if-match': '*' })).status).toBe(404);
    }
    const [first] = (await history(countries.id)) as [Revision];
    const before = await revert(countries.id, first.id, '?to=before', { 'if-match': '*' });
    expect([before.status, before.body[0]?.code]).toEqual([409, '1923']);
    expect((await revert(countries.id, first.id, '?to=x', { 'if-match': '*' })).status).toBe(400);
  });

  it('undoes a removal, with the relations that led to it', async () => {
    const { id } = await find('tax-rates');
    const removed = await owner.send('DELETE', `${CONFIGURATIONS}/${id}`, undefined, { 'if-match': '*' });
    expect([removed.status, removed.body]).toEqual([
      200,
      { droppedRelations: [{ alias: 'countries', name: 'countryTaxRates', childAlias: 'tax-rates' }] },
    ]);
    expect((await find('countries')).childRelations).toEqual([]);
    const [removal] = (await history(id)) as [Revision];
    expect(removal).toMatchObject({ action: 'remove', after: null });
    const answer = await revert(id, removal.id);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      tableAlias: 'tax-rates',
      served: true,
      recreated: true,
      restoredRelations: [{ alias: 'countries', name: 'countryTaxRates', childAlias: 'tax-rates' }],
      lostRelations: [],
    });
    expect((await find('countries')).childRelations.map(({ name }) => name)).toEqual(['countryTaxRates']);
    expect(await statusOf('/dynamic-entity/countries?include=countryTaxRates')).toBe(200);
    const again = await revert(id, removal.id);
    expect([again.status, again.body[0]?.code]).toEqual([400, '1920']);
  });

  it('undoes removals of both ends as far as it can', async () => {
    const [countries, rates] = [await find('countries'), await find('tax-rates')];
    for (const { id } of [countries, rates]) {
      await owner.send('DELETE', `${CONFIGURATIONS}/${id}`, undefined, { 'if-match': '*' });
    }
    const [removal] = (await history(countries.id)) as [Revision];
    const answer = await revert(countries.id, removal.id);
    expect(answer.body).toMatchObject({
      recreated: true,
      served: true,
      childRelations: [],
      lostRelations: [{ alias: 'countries', name: 'countryTaxRates', childAlias: 'tax-rates' }],
    });
  });

  it('is for editors', async () => {
    const viewer = { email: 'viewer@example.com', password: 'violet tractor under seven moons' };
    await owner.send('POST', '/back-office/users', { ...viewer, name: 'V', role: 'viewer' });
    const session = await openSession(server, viewer);
    const { id } = await find('countries');
    const [first] = (await history(id)) as [Revision];
    const path = `${CONFIGURATIONS}/${id}/revisions`;
    expect((await session.send('GET', path)).status).toBe(200);
    expect((await session.send('POST', `${path}/${first.id}/revert`)).status).toBe(403);
  });
});
