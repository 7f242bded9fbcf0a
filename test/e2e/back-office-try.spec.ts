import { RequestTracker } from '../../apps/api/src/http/request-tracker.js';
import { makeCountryConfigurations, makeCountryTables } from '../support/country-shop.js';
import { createTestApp, type TestApp } from '../support/create-test-app.js';
import { openSession, sendJson, type BrowserSession } from '../support/open-session.js';
import { pollUntil } from '../support/poll-until.js';
import { DATABASE_KINDS } from '../support/test-database.js';

interface Statement {
  readonly sql: string;
  readonly params: readonly unknown[];
  readonly ms: number;
  readonly rows: number | null;
  readonly transaction: number | null;
  readonly explain: { readonly columns: readonly string[]; readonly rows: readonly unknown[][] } | null;
}
interface Tried {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly bodyBytes: number;
  readonly truncated: boolean;
  readonly ms: number;
  readonly dryRun: boolean;
  readonly statementCount: number | null;
  readonly statements: readonly Statement[] | null;
}

const PASSWORD = 'violet tractor under seven moons';
const COUNTRIES = '/dynamic-entity/countries';

describe.each(DATABASE_KINDS)('Try it on %s', (kind) => {
  let server: TestApp;
  let owner: BrowserSession;

  beforeAll(async () => {
    server = await createTestApp({
      kind,
      setUpSql: makeCountryTables(kind),
      configurations: makeCountryConfigurations(),
    });
    owner = await openSession(server);
  });
  beforeEach(async () => {
    await server.database.run({ sql: 'DELETE FROM spy_tax_rate', params: [] });
    await server.database.run({ sql: 'DELETE FROM spy_country', params: [] });
    await server.database.run({
      sql: "INSERT INTO spy_country (iso2_code, name) VALUES ('DE', 'Germany')",
      params: [],
    });
  });
  afterAll(() => server?.close());

  const attempt = async (body: object, session = owner): Promise<Tried> => {
    const answer = await session.send<Tried>('POST', '/back-office/try', body);
    expect([answer.status, answer.body]).toEqual([
      200,
      expect.objectContaining({ dryRun: expect.any(Boolean) as boolean }),
    ]);
    return answer.body;
  };
  const makeKey = async (name: string, scopes: readonly string[]): Promise<{ id: string; key: string }> =>
    (await owner.send<{ id: string; key: string }>('POST', '/back-office/api-keys', { name, scopes })).body;
  const countCountries = async (): Promise<number> =>
    Number((await server.database.rows({ sql: 'SELECT COUNT(*) FROM spy_country', params: [] }))[0]?.[0]);

  it('answers what the endpoint answers, to the byte', async () => {
    const path = `${COUNTRIES}?filter[countries.iso2_code]=DE&include=countryTaxRates`;
    const real = await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${server.adminToken}` } });
    const tried = await attempt({ method: 'GET', path });
    expect([tried.status, tried.body]).toEqual([real.status, await real.text()]);
    expect(tried.headers['content-type']).toBe(real.headers.get('content-type'));
    expect(tried).toMatchObject({ truncated: false, dryRun: false, bodyBytes: tried.body.length });
    expect(tried.ms).toBeGreaterThan(0);
  });

  it.each([
    ['a text that is no JSON', { method: 'POST', path: COUNTRIES, body: '{' }, 400, '1301'],
    ['another Accept', { method: 'GET', path: COUNTRIES, headers: { Accept: 'text/html' } }, 415, '010'],
    ['an unknown endpoint', { method: 'GET', path: '/dynamic-entity/nothing' }, 404, '007'],
    ['a method without a route', { method: 'POST', path: `${COUNTRIES}/1`, body: '{}' }, 404, '007'],
    ['a wrong filter', { method: 'GET', path: `${COUNTRIES}?filter[x]=1` }, 400, '011'],
    ['a broken rule', { method: 'POST', path: COUNTRIES, body: '{"data":[{"iso2_code":"DEU"}]}' }, 400, '1306'],
  ])('passes every check of a real request: %s', async (_what, request, status, code) => {
    const tried = await attempt(request);
    expect([tried.status, (JSON.parse(tried.body) as { code: string }[])[0]?.code]).toEqual([status, code]);
  });

  it('has the rights of the chosen key and no others', async () => {
    const { id, key } = await makeKey('reader', ['countries:read']);
    const write = { method: 'POST', path: COUNTRIES, body: '{"data":[{"iso2_code":"AT"}]}' };
    const real = await sendJson(server.url, 'POST', COUNTRIES, { data: [{ iso2_code: 'AT' }] }, { 'x-api-key': key });
    const tried = await attempt({ ...write, apiKeyId: id });
    expect([tried.status, JSON.parse(tried.body)]).toEqual([403, real.body]);
    expect((await attempt({ method: 'GET', path: COUNTRIES, apiKeyId: id })).status).toBe(200);
    const include = `${COUNTRIES}?include=countryTaxRates`;
    expect((await attempt({ method: 'GET', path: include, apiKeyId: id })).status).toBe(403);
    expect((await attempt({ method: 'GET', path: include })).status).toBe(200);
    expect(await countCountries()).toBe(1);
  });

  it('treats a revoked key as nobody, and knows no others', async () => {
    const { id, key } = await makeKey('revoked', ['*']);
    await owner.send('POST', `/back-office/api-keys/${id}/revoke`);
    const real = await sendJson(server.url, 'GET', COUNTRIES, undefined, { 'x-api-key': key });
    const tried = await attempt({ method: 'GET', path: COUNTRIES, apiKeyId: id });
    expect([tried.status, JSON.parse(tried.body)]).toEqual([real.status, real.body]);
    const unknown = { method: 'GET', path: COUNTRIES, apiKeyId: '00000000-0000-4000-8000-000000000000' };
    expect((await owner.send('POST', '/back-office/try', unknown)).status).toBe(404);
  });

  it('stores nothing in a dry run and answers as if it had', async () => {
    const body = JSON.stringify({
      data: [{ iso2_code: 'AT', countryTaxRates: [{ name: 'full', rate: 20 }] }, { iso2_code: 'CH' }],
    });
    for (const headers of [{}, { 'X-Is-Transactional': 'false' }]) {
      const tried = await attempt({ method: 'POST', path: COUNTRIES, body, headers, dryRun: true });
      expect([tried.status, tried.dryRun]).toEqual([201, true]);
      expect((JSON.parse(tried.body) as { data: unknown[] }).data).toHaveLength(2);
      expect(await countCountries()).toBe(1);
    }
    const patch = { method: 'PATCH', path: `${COUNTRIES}?x=1`, body: '{"data":[{"id_country":0}]}', dryRun: true };
    expect((await attempt(patch)).status).toBe(404);
    const stored = await attempt({ method: 'POST', path: COUNTRIES, body });
    expect([stored.status, await countCountries()]).toEqual([201, 3]);
  });

  it('does not touch requests that run beside it', async () => {
    const send = (iso2_code: string): Promise<{ status: number }> =>
      sendJson(
        server.url,
        'POST',
        COUNTRIES,
        { data: [{ iso2_code }] },
        {
          authorization: `Bearer ${server.adminToken}`,
        },
      );
    const codes = ['AA', 'AB', 'AC', 'AD'];
    const dry = (code: string): object => ({
      method: 'POST',
      path: COUNTRIES,
      body: `{"data":[{"iso2_code":"${code.toLowerCase()}"}]}`,
      dryRun: true,
    });
    const work = codes.flatMap((code, index) => [send(code), attempt(dry(`X${index}`))]);
    expect((await Promise.all(work)).map(({ status }) => status)).toEqual(work.map(() => 201));
    expect(await countCountries()).toBe(1 + codes.length);
  });

  it('shows owners the statements, and how the database runs them', async () => {
    const read = await attempt({
      method: 'GET',
      path: `${COUNTRIES}?filter[countries.iso2_code]=DE&include=countryTaxRates`,
      explain: true,
    });
    expect(read.statementCount).toBe(2);
    expect(read.statements?.map(({ rows, transaction }) => [rows, transaction])).toEqual([
      [1, null],
      [0, null],
    ]);
    const [first] = read.statements as [Statement];
    expect(first.sql).toMatch(/^SELECT .*spy_country.* WHERE .*\?/);
    expect(first.params).toContain('DE');
    expect(first.explain?.columns).toContain(kind === 'mariadb' ? 'key' : 'detail');
    expect(first.explain?.rows.length).toBeGreaterThan(0);
    const write = await attempt({
      method: 'POST',
      path: COUNTRIES,
      body: '{"data":[{"iso2_code":"FR"}]}',
      dryRun: true,
    });
    const insert = write.statements?.find(({ sql }) => sql.startsWith('INSERT'));
    expect(insert).toMatchObject({ transaction: 1, explain: null });
    expect(insert?.params).toContain('FR');
  });

  it('shows editors no statements, and viewers nothing at all', async () => {
    for (const role of ['editor', 'viewer']) {
      const user = { email: `${role}@example.com`, name: role, role, password: PASSWORD };
      expect((await owner.send('POST', '/back-office/users', user)).status).toBe(201);
    }
    const editor = await openSession(server, { email: 'editor@example.com', password: PASSWORD });
    const tried = await attempt({ method: 'GET', path: COUNTRIES, explain: true }, editor);
    expect([tried.status, tried.statements, tried.statementCount]).toEqual([200, null, null]);
    expect(JSON.stringify(tried)).not.toContain('SELECT');
    const viewer = await openSession(server, { email: 'viewer@example.com', password: PASSWORD });
    expect((await viewer.send('POST', '/back-office/try', { method: 'GET', path: COUNTRIES })).status).toBe(403);
  });

  it.each([
    [{ method: 'GET', path: '/back-office/users' }, 'path'],
    [{ method: 'GET', path: '/dynamic-entity/%2E%2E/back-office/users' }, 'path'],
    [{ method: 'POST', path: '/dynamic-entity/../token' }, 'path'],
    [{ method: 'OPTIONS', path: COUNTRIES }, 'method'],
    [{ method: 'GET', path: COUNTRIES, headers: { authorization: 'Bearer x' } }, 'headers.authorization'],
    [{ method: 'GET', path: COUNTRIES, headers: { accept: 'a\r\nb' } }, 'headers.accept'],
    [{ method: 'GET', path: COUNTRIES, apiKeyId: 'x' }, 'apiKeyId'],
    [{ method: 'GET', path: COUNTRIES, callerId: 'x' }, 'callerId'],
  ])('lets nothing else be sent: %j', async (request, path) => {
    const answer = await owner.send<{ code: string; path: string }[]>('POST', '/back-office/try', request);
    expect([answer.status, answer.body[0]?.code, answer.body[0]?.path]).toEqual([400, '1920', path]);
  });

  it('needs a session or token of its own', async () => {
    const anonymous = await sendJson(server.url, 'POST', '/back-office/try', { method: 'GET', path: COUNTRIES });
    expect(anonymous.status).toBe(403);
    const headers = { 'x-dx-deputy': 'a'.repeat(43) };
    expect((await sendJson(server.url, 'GET', COUNTRIES, undefined, headers)).status).toBe(403);
  });

  it('leaves no request under way behind, and counts it as answered', async () => {
    await attempt({ method: 'GET', path: COUNTRIES });
    await pollUntil('end of all requests', () => server.app.get(RequestTracker).size === 0);
    const metrics = await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${server.adminToken}` } });
    const text = await metrics.text();
    expect(text).toMatch(/method="GET",route="\/dynamic-entity\/:alias",alias="countries",status="200"/);
    expect(text).not.toContain('status="499"');
  });

  it('is limited', async () => {
    const statuses = new Set<number>();
    for (let round = 0; round < 61 && !statuses.has(429); round += 1) {
      statuses.add((await owner.send('POST', '/back-office/try', { method: 'GET', path: COUNTRIES })).status);
    }
    expect([...statuses]).toEqual([200, 429]);
  });
});
