import { makeCountryConfigurations, makeCountryTables } from '../support/country-shop.js';
import { createTestApp, type TestApp } from '../support/create-test-app.js';
import { openSession, type BrowserSession } from '../support/open-session.js';
import { pollUntil } from '../support/poll-until.js';
import { DATABASE_KINDS } from '../support/test-database.js';

interface Load {
  readonly requests: number;
  readonly ok: number;
  readonly clientErrors: number;
  readonly p50: number | null;
  readonly p99: number | null;
}
interface Endpoint extends Load {
  readonly alias: string;
  readonly methods: readonly (Load & { readonly method: string })[];
}
interface Live {
  readonly inFlight: number;
  readonly now: Load & { readonly requestsPerSecond: number };
  readonly series: readonly (Load & { readonly at: string })[];
  readonly endpoints: readonly Endpoint[];
  readonly errors: readonly { readonly code: string; readonly alias: string; readonly count: number }[];
}
interface Usage extends Live {
  readonly stepSeconds: number;
  readonly totals: Load;
  readonly slowStatements: readonly { readonly sql: string; readonly count: number; readonly maxMs: number }[] | null;
}
type Errors = readonly { readonly code: string; readonly path: string }[];

const USAGE = '/back-office/usage';
const REQUESTS = 10;

describe.each(DATABASE_KINDS)('usage on %s', (kind) => {
  let server: TestApp;
  let owner: BrowserSession;

  beforeAll(async () => {
    server = await createTestApp({
      kind,
      setUpSql: makeCountryTables(kind),
      configurations: makeCountryConfigurations(),
      env: { SLOW_STATEMENT_MS: '0' },
    });
    owner = await openSession(server);
    const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
      fetch(`${server.url}/dynamic-entity/${path}`, {
        ...init,
        headers: { authorization: `Bearer ${server.adminToken}`, 'content-type': 'application/json' },
      });
    const post = (iso2_code: string, headers = {}): Promise<Response> =>
      fetch(`${server.url}/dynamic-entity/countries`, {
        method: 'POST',
        body: JSON.stringify({ data: [{ iso2_code }, { iso2_code: 'TOO LONG' }] }),
        headers: { authorization: `Bearer ${server.adminToken}`, 'content-type': 'application/json', ...headers },
      });
    for (let count = 0; count < 4; count += 1) await ask('countries');
    await ask('countries?filter[countries.iso2_code]={"in":["DE","AT","FR"]}');
    await post('DE');
    await post('AT', { 'x-is-transactional': 'false' });
    await ask('made-up-1');
    await ask('made-up-2');
    await fetch(`${server.url}/dynamic-entity/countries`);
    // Not counted: what admins try out, and their own pages.
    await owner.send('POST', '/back-office/try', { method: 'GET', path: '/dynamic-entity/countries' });
    await owner.send('GET', '/back-office/configurations');
    await pollUntil('all requests counted', async () => (await read()).totals.requests >= REQUESTS);
  });
  afterAll(() => server?.close());

  const read = async (query = ''): Promise<Usage> => {
    const answer = await owner.send<Usage>('GET', `${USAGE}${query}`);
    expect(answer.status).toBe(200);
    return answer.body;
  };

  it('counts the requests to endpoints, and no others', async () => {
    const { totals, series, stepSeconds } = await read();
    expect(totals).toMatchObject({ requests: REQUESTS, ok: 6, clientErrors: 4, serverErrors: 0 });
    expect(series.reduce((sum, { requests }) => sum + requests, 0)).toBe(REQUESTS);
    expect(series.length).toBeGreaterThanOrEqual(3600 / stepSeconds);
    expect(totals.p50).toBeGreaterThan(0);
    expect(totals.p99).toBeGreaterThanOrEqual(totals.p50 ?? Infinity);
  });

  it('counts by endpoint and method, made-up ones together', async () => {
    const { endpoints } = await read();
    expect(endpoints.map(({ alias, requests }) => [alias, requests])).toEqual([
      ['countries', 8],
      ['(unknown)', 2],
    ]);
    expect(endpoints[0]?.methods).toEqual([
      { method: 'GET', requests: 6, ok: 5, clientErrors: 1, serverErrors: 0, abandoned: 0 },
      { method: 'POST', requests: 2, ok: 1, clientErrors: 1, serverErrors: 0, abandoned: 0 },
    ]);
  });

  it('groups errors by code and endpoint, those of single items too', async () => {
    const { errors } = await read();
    expect(errors.map(({ code, alias, count }) => [code, alias, count]).sort()).toEqual([
      ['007', '(unknown)', 2],
      ['1306', 'countries', 2],
      ['403', 'countries', 1],
    ]);
  });

  it('lists slow statements to owners, without values', async () => {
    const { slowStatements } = await read();
    const selects = slowStatements?.filter(({ sql }) => /^SELECT .*spy_country/.test(sql)) ?? [];
    expect(selects.map(({ count }) => count)).toContain(5);
    expect(selects.some(({ sql }) => / IN \(\?, …\)/.test(sql))).toBe(true);
    expect(JSON.stringify(slowStatements)).not.toMatch(/'DE'|"DE"/);
    const maxima = slowStatements?.map(({ maxMs }) => maxMs) ?? [];
    expect(maxima).toEqual([...maxima].sort((left, right) => right - left));
    const viewer = { email: 'viewer@example.com', password: 'violet tractor under seven moons' };
    await owner.send('POST', '/back-office/users', { ...viewer, name: 'V', role: 'viewer' });
    const session = await openSession(server, viewer);
    const seen = await session.send<Usage>('GET', USAGE);
    expect([seen.status, seen.body.slowStatements, seen.body.totals.requests]).toEqual([200, null, REQUESTS]);
  });

  it('looks only at the wanted time', async () => {
    const now = Date.now();
    const old = `?from=${new Date(now - 3 * 3_600_000).toISOString()}&to=${new Date(now - 2 * 3_600_000).toISOString()}`;
    const { totals, endpoints, series } = await read(old);
    expect([totals.requests, totals.p50, endpoints]).toEqual([0, null, []]);
    expect(series.length).toBeGreaterThan(100);
    for (const query of [
      '?from=yesterday',
      `?from=${new Date(now + 60_000).toISOString()}`,
      `?to=${new Date(now - 24 * 3_600_000).toISOString()}`,
    ]) {
      const answer = await owner.send<Errors>('GET', `${USAGE}${query}`);
      expect([answer.status, answer.body[0]?.code, answer.body[0]?.path]).toEqual([400, '1920', 'from']);
    }
  });

  it('tells what happens now, and nothing twice', async () => {
    const first = await owner.send<Live>('GET', `${USAGE}/live`);
    expect(first.status).toBe(200);
    expect(first.body.series).toHaveLength(30);
    expect(first.body.inFlight).toBeGreaterThanOrEqual(1);
    expect(first.body.series.reduce((sum, { requests }) => sum + requests, 0)).toBe(REQUESTS);
    await pollUntil('a second answer that is not repeated', async () => {
      const tag = (await owner.send('GET', `${USAGE}/live`)).headers.get('etag') ?? '';
      const again = await owner.send('GET', `${USAGE}/live`, undefined, { 'if-none-match': tag });
      return again.status === 304 && again.body === null;
    });
    const tag = first.headers.get('etag') ?? '';
    await fetch(`${server.url}/dynamic-entity/countries`);
    const changed = await owner.send<Live>('GET', `${USAGE}/live`, undefined, { 'if-none-match': tag });
    expect(changed.status).toBe(200);
  });
});
