import { UserService } from '@dx/auth';
import { createTestDatabase, DATABASE_KINDS } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';
import { bootAccess, OWNER } from './boot-access.js';
import type { AccessServer } from './boot-access.js';
import { logIn, send } from './send.js';
import type { Answer } from './send.js';

const TOO_MANY = [{ status: 429, code: '1930', message: 'Too many requests. Please try again later.' }];

describe.each(DATABASE_KINDS)('login limits on %s', (kind) => {
  let database: TestDatabase;
  let servers: AccessServer[] = [];

  const boot = async (options: object): Promise<AccessServer> => {
    const server = await bootAccess(database.url, options);
    servers.push(server);
    return server;
  };
  /** A login through Fastify itself, so that each can come from another address. */
  const login = async (server: AccessServer, ip: string, username: string, password: string): Promise<Answer> => {
    const answer = await server.app.inject({
      method: 'POST',
      url: '/token',
      remoteAddress: ip,
      payload: { grant_type: 'password', username, password },
    });
    return {
      status: answer.statusCode,
      headers: new Headers(answer.headers as Record<string, string>),
      body: answer.json(),
    };
  };

  beforeEach(async () => {
    database = await createTestDatabase(kind);
    servers = [];
  });

  afterEach(async () => {
    await Promise.all(servers.map((server) => server.close()));
    await database.drop();
  });

  it('stops guessing at one account after ten failures, on every instance, and says when to come back', async () => {
    const [one, two] = [await boot({}), await boot({})];
    for (let i = 0; i < 10; i += 1) {
      const answer = await login(i % 2 === 0 ? one : two, '192.0.2.1', OWNER.email, `wrong ${i}`);
      expect(answer.status).toBe(400);
    }
    for (const server of [one, two]) {
      const answer = await login(server, '192.0.2.1', OWNER.email, OWNER.password);
      expect(answer.status).toBe(429);
      expect(answer.body).toEqual(TOO_MANY);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(800);
    }
    // The victim, elsewhere, is not locked out; nor is somebody else in the guesser's network.
    expect((await login(one, '198.51.100.7', OWNER.email, OWNER.password)).status).toBe(201);
    expect((await login(one, '192.0.2.1', 'nobody@example.com', 'x')).status).toBe(400);
  });

  it('counts an unknown account like a known one', async () => {
    const server = await boot({});
    for (let i = 0; i < 10; i += 1) await login(server, '192.0.2.1', 'nobody@example.com', 'wrong');
    expect((await login(server, '192.0.2.1', 'NOBODY@example.com', 'wrong')).body).toEqual(TOO_MANY);
  });

  it('does not let parallel guesses pass together', async () => {
    const server = await boot({ loginFailuresPerAccount: 5 });
    const answers = await Promise.all(
      Array.from({ length: 15 }, (_, i) => login(server, '192.0.2.1', OWNER.email, `wrong ${i}`)),
    );
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
  });

  it('limits one network over all accounts, an IPv6 network as a whole', async () => {
    const server = await boot({ loginFailuresPerNetwork: 4 });
    for (let i = 0; i < 4; i += 1) {
      expect((await login(server, `2001:db8:0:1::${i + 1}`, `user${i}@example.com`, 'summer')).status).toBe(400);
    }
    expect((await login(server, '2001:db8:0:1::ffff', OWNER.email, OWNER.password)).status).toBe(429);
    expect((await login(server, '2001:db8:0:2::1', OWNER.email, OWNER.password)).status).toBe(201);
  });

  it('forgets failures after a success', async () => {
    const server = await boot({ loginFailuresPerAccount: 3 });
    for (let round = 0; round < 3; round += 1) {
      for (let i = 0; i < 2; i += 1) expect((await login(server, '192.0.2.1', OWNER.email, 'wrong')).status).toBe(400);
      expect((await login(server, '192.0.2.1', OWNER.email, OWNER.password)).status).toBe(201);
    }
  });

  it('counts wrong current passwords like logins', async () => {
    const server = await boot({ loginFailuresPerAccount: 3 });
    const { access_token } = await logIn(server.url, OWNER);
    const change = (): Promise<Answer> =>
      send(`${server.url}/back-office/me/password`, {
        method: 'PUT',
        json: { currentPassword: 'wrong', newPassword: 'nine purple clouds over the hill' },
        token: access_token,
      });
    for (let i = 0; i < 3; i += 1) expect((await change()).status).toBe(400);
    expect((await change()).body).toEqual(TOO_MANY);
  });

  it('limits the requests of one network to the token routes', async () => {
    const server = await boot({ tokenRequestsPerMinute: 3 });
    const ask = (): Promise<Answer> => send(`${server.url}/token`, { form: { grant_type: 'x' } });
    for (let i = 0; i < 3; i += 1) expect((await ask()).status).toBe(400);
    const refused = await ask();
    expect(refused.body).toEqual(TOO_MANY);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('turns a flood away at the full queue instead of hashing for minutes, and counts nobody turned away', async () => {
    const server = await boot({ tokenRequestsPerMinute: 10_000, loginFailuresPerNetwork: 10_000 });
    const answers = await Promise.all(
      Array.from({ length: 120 }, (_, i) => login(server, '192.0.2.1', `user${i % 30}@example.com`, 'wrong')),
    );
    const turnedAway = answers.filter(({ status }) => status === 429);
    expect(turnedAway.length).toBeGreaterThan(0);
    expect(answers.filter(({ status }) => status === 400).length).toBeGreaterThanOrEqual(22);
    expect(turnedAway.every(({ headers }) => headers.get('retry-after') === '2')).toBe(true);
    expect((await login(server, '192.0.2.1', OWNER.email, OWNER.password)).status).toBe(201);
  });

  it('makes the first owner once, with a password that is told once', async () => {
    const server = await boot({});
    expect(await server.app.get(UserService).ensureFirstAdmin({})).toEqual({
      created: false,
      email: null,
      password: null,
    });
  });
});
