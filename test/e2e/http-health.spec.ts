import { ApiKeyService } from '@dx/auth';
import { SYSTEM_CALLER } from '@dx/kernel';
import { createTestApp, type TestApp } from '../support/create-test-app.js';
import { COUNTER_CONFIGURATION, COUNTER_TABLE } from '../support/counter-shop.js';
import { pollUntil } from '../support/poll-until.js';
import { DATABASE_KINDS } from '../support/test-database.js';

/** The setting of test servers. */
const POOL_MAX = 4;
const BROKEN = { ...COUNTER_CONFIGURATION, tableAlias: 'broken', tableName: 'nowhere' };

describe.each(DATABASE_KINDS)('health and metrics on %s', (kind) => {
  let app: TestApp;

  beforeAll(async () => {
    app = await createTestApp({
      kind,
      setUpSql: COUNTER_TABLE[kind],
      configurations: [COUNTER_CONFIGURATION],
      env: { METRICS_TOKEN: 'scrape-me', CORS_ORIGINS: 'https://shop.example' },
    });
    const { ConfigurationStore } = await import('@dx/entity-configuration');
    await app.app.get(ConfigurationStore).importAll([BROKEN]);
  });

  afterAll(() => app?.close());

  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${app.url}${path}`, { headers });
  const asAdmin = () => ({ authorization: `Bearer ${app.adminToken}` });

  it('says that it lives and is ready, and nothing more to strangers', async () => {
    const live = await get('/health/live');
    const ready = await get('/health/ready');
    expect([live.status, await live.json()]).toEqual([200, { status: 'ok' }]);
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ok' }]);
  });

  it('tells administrators which endpoints are not served and why', async () => {
    const body = (await (await get('/health/ready', asAdmin())).json()) as {
      endpoints: { inactive: { alias: string; reasons: string[] }[] };
    };
    expect(body).toMatchObject({ status: 'ok', database: 'ok', configuration: 'ok', draining: false });
    expect(body.endpoints.inactive.map(({ alias }) => alias)).toEqual(['broken']);
    expect(body.endpoints.inactive[0]?.reasons.join()).toContain('nowhere');
  });

  it('tells an API key no details, and a bad token makes a probe no worse', async () => {
    const { key } = await app.app
      .get(ApiKeyService)
      .create({ name: `probe${kind}`, scopes: ['*'], expiresAt: null }, SYSTEM_CALLER);
    expect(await (await get('/health/ready', { 'x-api-key': key })).json()).toEqual({ status: 'ok' });
    const bad = await get('/health/ready', { authorization: 'Bearer nonsense' });
    expect([bad.status, await bad.json()]).toEqual([200, { status: 'ok' }]);
  });

  it('shows figures to administrators and to the bearer of METRICS_TOKEN only', async () => {
    expect((await get('/metrics')).status).toBe(403);
    expect((await get('/metrics', { authorization: 'Bearer scrape-you' })).status).toBe(401);
    expect((await get('/metrics', { authorization: 'Bearer scrape-me' })).status).toBe(200);
    expect((await get('/metrics', asAdmin())).status).toBe(200);
  });

  it('counts requests by route, alias, method and status, made-up aliases together', async () => {
    await get('/dynamic-entity/counters/1', asAdmin());
    for (const alias of ['made-up-1', 'made-up-2']) await get(`/dynamic-entity/${alias}`, asAdmin());
    const text = await (await get('/metrics', asAdmin())).text();
    expect(text).toMatch(
      /dx_http_request_duration_seconds_count\{method="GET",route="\/dynamic-entity\/:alias\/:id",alias="counters",status="200"\} 1/,
    );
    expect(text).toMatch(/alias="unknown",status="404"\} 2/);
    expect(text).not.toContain('made-up');
    expect(text).toContain('nodejs_eventloop_lag_seconds');
  });

  it('shows how busy the connections are, where there is a pool of them', async () => {
    const figures = async (): Promise<Record<string, number>> => {
      const text = await (await get('/metrics', { authorization: 'Bearer scrape-me' })).text();
      return Object.fromEntries(
        [...text.matchAll(/^dx_db_pool_(\w+) (\d+)$/gm)].map(([, name = '', value]) => [name, Number(value)]),
      );
    };
    if (kind === 'sqlite') {
      expect(await figures()).toEqual({});
      return;
    }
    // As many transactions as there are connections, and one that waits.
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const work = Array.from({ length: POOL_MAX + 1 }, () =>
      app.database.transaction(async (tx) => {
        await tx.rows({ sql: 'SELECT 1', params: [] });
        await gate;
      }),
    );
    await pollUntil('a full pool', () => app.database.pool()?.inUse === POOL_MAX);
    const full = await figures();
    expect(full).toMatchObject({ max: POOL_MAX, in_use: POOL_MAX, idle: 0 });
    expect(full['waiting']).toBeGreaterThanOrEqual(1);
    open();
    await Promise.all(work);
    const { max, in_use: inUse, idle, waiting } = await figures();
    expect([max, waiting]).toEqual([POOL_MAX, 0]);
    expect((inUse ?? 0) + (idle ?? 0)).toBe(POOL_MAX);
  });

  it('allows listed origins only, and no credentials', async () => {
    const preflight = (origin: string) =>
      fetch(`${app.url}/dynamic-entity/counters`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'PATCH',
          'access-control-request-headers': 'authorization',
        },
      });
    const allowed = await preflight('https://shop.example');
    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([204, 'https://shop.example']);
    expect(allowed.headers.get('access-control-allow-credentials')).toBeNull();
    const refused = await preflight('https://evil.example');
    expect(refused.headers.get('access-control-allow-origin')).not.toBe('https://evil.example');
    expect(refused.headers.get('access-control-allow-origin')).not.toBe('*');
  });
});
