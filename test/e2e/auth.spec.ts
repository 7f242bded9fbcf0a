import { createTestApp, TEST_ADMIN, type TestApp } from '../support/create-test-app.js';
import { COUNTER_CONFIGURATION, COUNTER_TABLE } from '../support/counter-shop.js';
import { DATABASE_KINDS } from '../support/test-database.js';

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

const SCOPED_ROUTES = ['users', 'oauth-clients', 'api-keys'];

describe.each(DATABASE_KINDS)('access to the whole server on %s', (kind) => {
  let server: TestApp;
  let second: TestApp;

  beforeAll(async () => {
    const shop = { kind, setUpSql: COUNTER_TABLE[kind], configurations: [COUNTER_CONFIGURATION] };
    server = await createTestApp(shop);
    second = await createTestApp({ kind, database: server.testDatabase });
  });

  afterAll(async () => {
    await second?.close();
    await server?.close();
  });

  const ask = async (path: string, init: RequestInit = {}, base = server.url): Promise<Answer> => {
    const response = await fetch(`${base}${path}`, init);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? null : (JSON.parse(text) as unknown),
    };
  };
  const post = (path: string, json: unknown, headers: Record<string, string>): Promise<Answer> =>
    ask(path, {
      method: 'POST',
      body: JSON.stringify(json),
      headers: { 'content-type': 'application/json', ...headers },
    });
  const admin = { authorization: '' };
  beforeAll(() => {
    admin.authorization = `Bearer ${server.adminToken}`;
  });

  it('opens the endpoints with the token of the documented login', async () => {
    const form = new URLSearchParams({
      grant_type: 'password',
      username: TEST_ADMIN.email,
      password: TEST_ADMIN.password,
    });
    const login = await ask('/token/', { method: 'POST', body: form });
    expect(login.status).toBe(201);
    const { access_token } = login.body as { access_token: string };
    const headers = { authorization: `Bearer ${access_token}` };
    expect((await ask('/dynamic-entity/counters', { headers })).status).toBe(200);
    expect((await ask('/dynamic-entity/counters', { headers }, second.url)).status).toBe(200);
  });

  it('limits a key to its scopes: unknown, hidden and forbidden endpoints alike', async () => {
    const made = await post('/back-office/api-keys', { name: 'reader', scopes: ['counters:read'] }, admin);
    const headers = { 'x-api-key': (made.body as { key: string }).key };
    expect((await ask('/dynamic-entity/counters', { headers })).status).toBe(200);
    const write = await post('/dynamic-entity/counters', { data: [{}] }, headers);
    expect([write.status, write.body]).toEqual([403, [{ status: 403, code: null, message: 'Forbidden.' }]]);
    expect(write.headers.get('www-authenticate')).toContain('insufficient_scope');
    for (const path of SCOPED_ROUTES) expect((await ask(`/back-office/${path}`, { headers })).status).toBe(403);
  });

  it('ends a revoked key here at once and on the other instance within a second', async () => {
    const made = await post('/back-office/api-keys', { name: 'ending', scopes: ['*'] }, admin);
    const { id, key } = made.body as { id: string; key: string };
    const use = async (base: string): Promise<number> =>
      (await ask('/dynamic-entity/counters', { headers: { 'x-api-key': key } }, base)).status;
    expect([await use(server.url), await use(second.url)]).toEqual([200, 200]);
    const revoked = await ask(`/back-office/api-keys/${id}/revoke`, { method: 'POST', headers: admin });
    expect(revoked.status).toBe(204);
    const revokedAt = Date.now();
    expect(await use(server.url)).toBe(403);
    while ((await use(second.url)) === 200) expect(Date.now() - revokedAt).toBeLessThan(1100);
  });

  it('documents every access route for owners', async () => {
    const { body } = await ask('/openapi.json', { headers: admin });
    const paths = (body as { paths: Record<string, Record<string, { responses: object }>> }).paths;
    for (const [path, methods] of [
      ['/token', ['post']],
      ['/token/revoke', ['post']],
      ['/authorize', ['get', 'post']],
      ['/back-office/me', ['get']],
      ['/back-office/me/password', ['put']],
      ['/back-office/users', ['get', 'post']],
      ['/back-office/users/{id}', ['get', 'patch', 'delete']],
      ['/back-office/api-keys/{id}/rotate', ['post']],
      ['/back-office/oauth-clients/{id}/rotate-secret', ['post']],
    ] as const) {
      expect(Object.keys(paths[path] ?? {})).toEqual(expect.arrayContaining([...methods]));
      for (const method of methods)
        expect(Object.keys(paths[path]?.[method]?.responses ?? {}).length).toBeGreaterThan(1);
    }
  });
});
