import { createTestApp, TEST_ADMIN, type TestApp } from '../support/create-test-app.js';
import { COUNTER_CONFIGURATION, COUNTER_TABLE } from '../support/counter-shop.js';
import { openSession, sendJson } from '../support/open-session.js';
import { DATABASE_KINDS } from '../support/test-database.js';

interface SessionBody {
  readonly state: string;
  readonly user: { readonly email: string; readonly role: string } | null;
  readonly csrfToken: string | null;
  readonly expiresAt: string | null;
  readonly idleSeconds: number;
}
type Errors = readonly { readonly status: number; readonly code: string | null }[];

const SESSION = '/back-office/session';
const SECOND = { email: 'second@example.com', password: 'violet tractor under seven moons' };

describe.each(DATABASE_KINDS)('Back Office sessions on %s', (kind) => {
  let server: TestApp;
  let second: TestApp;

  beforeAll(async () => {
    server = await createTestApp({
      kind,
      setUpSql: COUNTER_TABLE[kind],
      configurations: [COUNTER_CONFIGURATION],
      env: { TRUST_PROXY: 'loopback' },
    });
    second = await createTestApp({ kind, database: server.testDatabase });
  });

  afterAll(async () => {
    await second?.close();
    await server?.close();
  });

  const login = (body: unknown, headers: Record<string, string> = {}) =>
    sendJson<SessionBody & Errors>(server.url, 'POST', SESSION, body, headers);
  const codeOf = (body: unknown): unknown => (body as Errors)[0]?.code;
  const makeUser = async (email: string, role = 'editor'): Promise<{ id: string }> => {
    const owner = await openSession(server);
    const body = { email, name: 'Somebody', role, password: SECOND.password };
    const made = await owner.send<{ id: string }>('POST', '/back-office/users', body);
    expect(made.status).toBe(201);
    return made.body;
  };

  describe('login', () => {
    it('answers who is logged in and sets a cookie that no script can read', async () => {
      const answer = await login(TEST_ADMIN);
      expect(answer.status).toBe(201);
      expect(answer.body).toMatchObject({
        state: 'open',
        user: { email: TEST_ADMIN.email, role: 'owner' },
        idleSeconds: 28_800,
      });
      expect(JSON.stringify(answer.body)).not.toMatch(/password|Hash/);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('set-cookie')).toMatch(
        /^dx-session=[0-9A-Za-z]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
      );
    });

    it('binds the cookie to host and TLS when the client came over TLS', async () => {
      const tls = { 'x-forwarded-proto': 'https' };
      const answer = await login(TEST_ADMIN, tls);
      const cookie = answer.headers.get('set-cookie') ?? '';
      expect(cookie).toMatch(/^__Host-dx-session=[0-9A-Za-z]{43}; /);
      expect(cookie.split('; ').slice(1).sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure']);
      const sent = { cookie: cookie.split(';')[0] as string };
      expect((await sendJson(server.url, 'GET', '/back-office/me', undefined, { ...sent, ...tls })).status).toBe(200);
      expect((await sendJson(server.url, 'GET', '/back-office/me', undefined, sent)).status).toBe(403);
    });

    it('says the same to a wrong password and to an unknown user', async () => {
      const wrong = await login({ ...TEST_ADMIN, password: 'something else entirely' });
      const unknown = await login({ email: 'nobody@example.com', password: 'something else entirely' });
      expect([wrong.status, codeOf(wrong.body)]).toEqual([401, '1933']);
      expect([unknown.status, unknown.body]).toEqual([401, wrong.body]);
      expect(wrong.headers.get('set-cookie')).toBeNull();
    });

    it('refuses other shapes and other sites', async () => {
      expect(codeOf((await login({ email: TEST_ADMIN.email })).body)).toBe('1920');
      expect(codeOf((await login({ ...TEST_ADMIN, email: ['x'] })).body)).toBe('1920');
      for (const [name, value] of [
        ['sec-fetch-site', 'cross-site'],
        ['origin', 'https://evil.example'],
      ] as const) {
        const answer = await login(TEST_ADMIN, { [name]: value });
        expect([answer.status, codeOf(answer.body), answer.headers.get('set-cookie')]).toEqual([403, '1931', null]);
      }
    });

    it('gives a new session at each login and ends the one before', async () => {
      const first = await openSession(server);
      const again = await login(TEST_ADMIN, { cookie: first.cookie });
      expect(again.headers.get('set-cookie')).not.toContain(first.cookie);
      const answer = await first.send<Errors>('GET', '/back-office/me');
      expect([answer.status, codeOf(answer.body)]).toEqual([401, '1932']);
      const forged = await login(TEST_ADMIN, { cookie: `dx-session=${'a'.repeat(43)}` });
      expect(forged.headers.get('set-cookie')).not.toContain('a'.repeat(43));
    });

    it('is throttled with the counters of the token endpoint', async () => {
      await makeUser('guessed@example.com');
      const guess = { email: 'guessed@example.com', password: 'something else entirely' };
      for (let attempt = 0; attempt < 5; attempt += 1) expect((await login(guess)).status).toBe(401);
      const form = (): URLSearchParams =>
        new URLSearchParams({ grant_type: 'password', username: guess.email, password: guess.password });
      for (let attempt = 0; attempt < 5; attempt += 1) {
        await fetch(`${server.url}/token`, { method: 'POST', body: form() });
      }
      const throttled = await login({ ...guess, password: SECOND.password });
      expect([throttled.status, codeOf(throttled.body)]).toEqual([429, '1930']);
      expect(Number(throttled.headers.get('retry-after'))).toBeGreaterThan(60);
    });
  });

  describe('who is logged in', () => {
    it('is answered without an error in every case', async () => {
      const session = await openSession(server);
      const open = await session.send<SessionBody>('GET', SESSION);
      expect([open.status, open.body.state, open.body.csrfToken]).toEqual([200, 'open', session.csrfToken]);
      expect(new Date(open.body.expiresAt ?? '').getTime() - Date.now()).toBeGreaterThan(86_000_000);
      const none = await sendJson<SessionBody>(server.url, 'GET', SESSION);
      expect([none.status, none.body.state, none.body.user]).toEqual([200, 'none', null]);
      const cookie = `dx-session=${'b'.repeat(43)}`;
      const ended = await sendJson<SessionBody>(server.url, 'GET', SESSION, undefined, { cookie });
      expect([ended.status, ended.body.state, ended.body.csrfToken]).toEqual([200, 'ended', null]);
    });
  });

  describe('where a session counts', () => {
    it('opens the admin API and the documents', async () => {
      const session = await openSession(server);
      for (const path of ['/back-office/me', '/back-office/users', '/openapi.json', '/openapi.yaml?alias=counters']) {
        const answer = await fetch(`${server.url}${path}`, { headers: { cookie: session.cookie } });
        expect([path, answer.status]).toEqual([path, 200]);
      }
      expect((await session.send('GET', '/openapi/endpoints')).status).toBe(200);
    });

    it('is ignored by the endpoints, however their path is written', async () => {
      const session = await openSession(server);
      const anonymous = await sendJson(server.url, 'GET', '/dynamic-entity/counters');
      for (const path of ['/dynamic-entity/counters', '/%64ynamic-entity/counters', '/dynamic-entity/counters/1']) {
        const answer = await session.send('GET', path);
        expect([path, answer.status, answer.body]).toEqual([path, 403, anonymous.body]);
      }
      expect((await session.send('POST', '/dynamic-entity/counters', { data: [{}] })).status).toBe(403);
      expect((await session.send('GET', '/metrics')).status).toBe(403);
    });

    it('is outranked by a token', async () => {
      const session = await openSession(server);
      const answer = await session.send('GET', '/back-office/me', undefined, { authorization: 'Bearer nonsense' });
      expect([answer.status, codeOf(answer.body)]).toEqual([401, '001']);
    });

    it('has the role of its user', async () => {
      await makeUser('viewer@example.com', 'viewer');
      const viewer = await openSession(server, { email: 'viewer@example.com', password: SECOND.password });
      expect((await viewer.send('GET', '/back-office/configurations')).status).toBe(200);
      expect((await viewer.send('GET', '/back-office/users')).status).toBe(403);
      expect((await viewer.send('POST', '/back-office/tables/reload')).status).toBe(403);
    });
  });

  describe('changes', () => {
    const reload = '/back-office/tables/reload';

    it('need the CSRF token of the session', async () => {
      const session = await openSession(server);
      const other = await openSession(server);
      expect((await session.send('POST', reload)).status).toBe(200);
      for (const token of ['', 'x', other.csrfToken, `${session.csrfToken}x`]) {
        const answer = await session.send('POST', reload, undefined, { 'x-csrf-token': token });
        expect([answer.status, codeOf(answer.body)]).toEqual([403, '1931']);
      }
      const headers = { cookie: session.cookie };
      const without = await sendJson(server.url, 'POST', reload, undefined, headers);
      expect([without.status, codeOf(without.body)]).toEqual([403, '1931']);
    });

    it.each([
      [{ 'sec-fetch-site': 'same-origin' }, 200],
      [{ 'sec-fetch-site': 'same-site' }, 403],
      [{ 'sec-fetch-site': 'cross-site' }, 403],
      [{ 'sec-fetch-site': 'none' }, 403],
      [{ origin: 'own' }, 200],
      [{ origin: 'https://evil.example' }, 403],
      [{ origin: 'null' }, 403],
      [{}, 200],
    ] as const)('come from the own pages: %j is %i', async (given, status) => {
      const session = await openSession(server);
      const own = 'origin' in given && given.origin === 'own' ? { origin: server.url } : given;
      const headers = { cookie: session.cookie, 'x-csrf-token': session.csrfToken, ...own };
      expect((await sendJson(server.url, 'POST', reload, undefined, headers)).status).toBe(status);
    });
  });

  describe('its end', () => {
    it('comes with the logout, here at once and on the other instance within a second', async () => {
      const session = await openSession(server);
      const elsewhere = (): Promise<Response> =>
        fetch(`${second.url}/back-office/me`, { headers: { cookie: session.cookie } });
      expect((await elsewhere()).status).toBe(200);
      const headers = { cookie: session.cookie };
      expect((await sendJson(server.url, 'DELETE', SESSION, undefined, headers)).status).toBe(403);
      expect((await session.send('GET', '/back-office/me')).status).toBe(200);
      const logout = await session.send('DELETE', SESSION);
      expect([logout.status, logout.headers.get('set-cookie')]).toEqual([
        204,
        'dx-session=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict',
      ]);
      const endedAt = Date.now();
      expect(codeOf((await session.send('GET', '/back-office/me')).body)).toBe('1932');
      while ((await elsewhere()).status === 200) expect(Date.now() - endedAt).toBeLessThan(1100);
    });

    it.each([
      ['disabling', (id: string) => ['PATCH', `/back-office/users/${id}`, { active: false }] as const],
      ['a new role', (id: string) => ['PATCH', `/back-office/users/${id}`, { role: 'viewer' }] as const],
      [
        'a new password',
        (id: string) =>
          ['PUT', `/back-office/users/${id}/password`, { newPassword: 'seven moons under a tractor' }] as const,
      ],
      ['removal', (id: string) => ['DELETE', `/back-office/users/${id}`, undefined] as const],
    ])('comes with %s of its user', async (what, change) => {
      const email = `${what.replaceAll(' ', '-')}@example.com`;
      const { id } = await makeUser(email);
      const session = await openSession(server, { email, password: SECOND.password });
      expect((await session.send('GET', '/back-office/me')).status).toBe(200);
      const owner = await openSession(server);
      const [method, path, body] = change(id);
      expect((await owner.send(method, path, body)).status).toBeLessThan(300);
      const answer = await session.send('GET', '/back-office/me');
      expect([answer.status, codeOf(answer.body)]).toEqual([401, '1932']);
      expect((await session.send<SessionBody>('GET', SESSION)).body.state).toBe('ended');
    });

    it('comes when it is idle, and when it is old', async () => {
      const age = (column: string, seconds: number): Promise<unknown> =>
        server.database.run({ sql: `UPDATE dx_session SET ${column} = ${column} - ?`, params: [seconds * 1000] });
      /** Any change of access makes every session be looked up again. */
      const lookAgain = async (): Promise<void> => {
        await (await openSession(server)).send('DELETE', SESSION);
      };
      const idle = await openSession(server);
      for (let round = 0; round < 2; round += 1) {
        await age('last_seen_at', 28_700);
        await lookAgain();
        expect((await idle.send('GET', '/back-office/me')).status).toBe(200);
      }
      await age('last_seen_at', 28_801);
      await lookAgain();
      expect(codeOf((await idle.send('GET', '/back-office/me')).body)).toBe('1932');
      const old = await openSession(server);
      await age('expires_at', 86_401);
      expect(codeOf((await old.send('GET', '/back-office/me')).body)).toBe('1932');
    });
  });

  it('keeps no secret: neither cookie nor CSRF token lie in the database', async () => {
    const session = await openSession(server);
    const rows = await server.database.rows({ sql: 'SELECT * FROM dx_session', params: [] });
    expect(rows.length).toBeGreaterThan(0);
    const stored = JSON.stringify(rows);
    expect(stored).not.toContain(session.cookie.split('=')[1]);
    expect(stored).not.toContain(session.csrfToken);
  });
});
