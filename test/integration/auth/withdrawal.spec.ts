import { generateKeyPairSync } from 'node:crypto';
import { AccessState, SigningKeys } from '@dx/auth';
import { METADATA_STORE } from '@dx/database';
import type { MetadataStore } from '@dx/database';
import { createTestDatabase, DATABASE_KINDS } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';
import { bootAccess, OWNER } from './boot-access.js';
import type { AccessServer } from './boot-access.js';
import { logIn, send, until } from './send.js';
import type { Answer } from './send.js';

interface Made {
  readonly id: string;
  readonly key: string;
}

const PASSWORD = 'eleven green bicycles on the roof';

describe.each(DATABASE_KINDS)('withdrawn access on %s', (kind) => {
  let database: TestDatabase;
  let here: AccessServer;
  let there: AccessServer;
  let owner: string;
  let users = 0;

  const status = async (server: AccessServer, headers: Record<string, string>): Promise<number> =>
    (await send(`${server.url}/dynamic-entity/countries`, { headers })).status;
  const admin = <T = unknown>(path: string, sent: { method?: string; json?: unknown }): Promise<Answer<T>> =>
    send<T>(`${here.url}/back-office/${path}`, { ...sent, token: owner });

  beforeAll(async () => {
    database = await createTestDatabase(kind);
    here = await bootAccess(database.url, { accessPollMs: 500 });
    there = await bootAccess(database.url, { accessPollMs: 500 });
    owner = (await logIn(here.url, OWNER)).access_token;
  });

  afterAll(async () => {
    await here.close();
    await there.close();
    await database.drop();
  });

  const newUser = async (role: string): Promise<{ id: string; email: string; token: string; refresh: string }> => {
    const email = `user${(users += 1)}@example.com`;
    const { body } = await admin<Made>('users', { json: { email, name: 'U', role, password: PASSWORD } });
    const tokens = await logIn(here.url, { email, password: PASSWORD });
    return { id: body.id, email, token: tokens.access_token, refresh: tokens.refresh_token };
  };

  /** The credential works on both instances, then `withdraw` is answered, then it must not. */
  const expectEnd = async (headers: Record<string, string>, refused: number, withdraw: () => Promise<Answer>) => {
    expect(await status(here, headers)).toBe(200);
    expect(await status(there, headers)).toBe(200);
    expect((await withdraw()).status).toBeLessThan(300);
    const endedAt = Date.now();
    expect(await status(here, headers)).toBe(refused);
    await until(1000, async () => (await status(there, headers)) === refused);
    expect(Date.now() - endedAt).toBeLessThan(1100);
  };

  it.each<[string, (id: string) => Promise<Answer>]>([
    ['disabled', (id) => admin(`users/${id}`, { method: 'PATCH', json: { active: false } })],
    [
      'given another password',
      (id) => admin(`users/${id}/password`, { method: 'PUT', json: { newPassword: `${PASSWORD}!` } }),
    ],
    ['removed', (id) => admin(`users/${id}`, { method: 'DELETE' })],
  ])('ends with a user who is %s', async (_name, withdraw) => {
    const user = await newUser('editor');
    await expectEnd({ authorization: `Bearer ${user.token}` }, 401, () => withdraw(user.id));
    const form = { grant_type: 'refresh_token', refresh_token: user.refresh };
    expect((await send(`${there.url}/token`, { form })).status).toBe(400);
  });

  it('ends with an API key that is revoked', async () => {
    const { body } = await admin<Made>('api-keys', { json: { name: 'k', scopes: ['*'] } });
    await expectEnd({ 'x-api-key': body.key }, 403, () => admin(`api-keys/${body.id}/revoke`, { method: 'POST' }));
  });

  it('ends with a token that is revoked', async () => {
    const user = await newUser('editor');
    await expectEnd({ authorization: `Bearer ${user.token}` }, 401, () =>
      send(`${here.url}/token/revoke`, { form: { token: user.refresh } }),
    );
  });

  it('takes a role away at once', async () => {
    const user = await newUser('owner');
    const list = async (server: AccessServer): Promise<number> =>
      (await send(`${server.url}/back-office/users`, { token: user.token })).status;
    expect(await list(here)).toBe(200);
    expect(await list(there)).toBe(200);
    await admin(`users/${user.id}`, { method: 'PATCH', json: { role: 'viewer' } });
    expect(await list(here)).toBe(403);
    await until(1000, async () => (await list(there)) === 403);
  });

  it('does not revive when a user is enabled again', async () => {
    const user = await newUser('editor');
    await admin(`users/${user.id}`, { method: 'PATCH', json: { active: false } });
    await admin(`users/${user.id}`, { method: 'PATCH', json: { active: true } });
    expect(await status(here, { authorization: `Bearer ${user.token}` })).toBe(401);
    const form = { grant_type: 'refresh_token', refresh_token: user.refresh };
    expect((await send(`${here.url}/token`, { form })).status).toBe(400);
    await logIn(here.url, { email: user.email, password: PASSWORD });
  });

  it('never lets a credential through while it is being withdrawn under load', async () => {
    const { body } = await admin<Made>('api-keys', { json: { name: 'under-load', scopes: ['*'] } });
    let withdrawnAt = Infinity;
    const late: number[] = [];
    const client = async (): Promise<void> => {
      for (let i = 0; i < 60; i += 1) {
        const sentAfter = withdrawnAt !== Infinity;
        if ((await status(here, { 'x-api-key': body.key })) === 200 && sentAfter) late.push(Date.now() - withdrawnAt);
      }
    };
    const clients = Promise.all(Array.from({ length: 6 }, client));
    await admin(`api-keys/${body.id}/revoke`, { method: 'POST' });
    withdrawnAt = Date.now();
    await clients;
    expect(late).toEqual([]);
    expect(await status(here, { 'x-api-key': body.key })).toBe(403);
  });

  it('asks the database for every request when the revision could not be read for too long', async () => {
    const stale = await bootAccess(database.url, { accessPollMs: 60_000, accessStaleMs: 0 });
    try {
      const { body } = await admin<Made>('api-keys', { json: { name: 'stale', scopes: ['*'] } });
      expect(await status(stale, { 'x-api-key': body.key })).toBe(200);
      await admin(`api-keys/${body.id}/revoke`, { method: 'POST' });
      expect(await status(stale, { 'x-api-key': body.key })).toBe(403);
      expect(stale.app.get(AccessState).isFresh(Date.now() + 1)).toBe(false);
    } finally {
      await stale.close();
    }
  });

  describe('signing keys', () => {
    it('are one for instances that start together', async () => {
      const fresh = await createTestDatabase(kind);
      const servers = await Promise.all(Array.from({ length: 3 }, () => bootAccess(fresh.url)));
      try {
        const kids = await Promise.all(servers.map(async ({ app }) => (await app.get(SigningKeys).current()).kid));
        expect(new Set(kids).size).toBe(1);
        const owners = await send<{ total: number }>(`${servers[0]?.url}/back-office/users`, {
          token: (await logIn(servers[1]?.url ?? '', OWNER)).access_token,
        });
        expect(owners.body.total).toBe(1);
      } finally {
        await Promise.all(servers.map((server) => server.close()));
        await fresh.drop();
      }
    });

    it('rotate without refusing a single good token anywhere', async () => {
      const keys = here.app.get(SigningKeys);
      const old = (await keys.current()).kid;
      const refused: number[] = [];
      let rotated = false;
      const traffic = async (): Promise<void> => {
        while (!rotated) {
          const { access_token } = await logIn(here.url, OWNER);
          const answer = await status(there, { authorization: `Bearer ${access_token}` });
          if (answer !== 200) refused.push(answer);
          rotated = (await keys.current()).kid !== old;
        }
      };
      const before = (await logIn(here.url, OWNER)).access_token;
      const running = traffic();
      const fresh = await keys.rotate();
      await running;
      expect(refused).toEqual([]);
      expect((await keys.current()).kid).toBe(fresh);
      expect(await status(there, { authorization: `Bearer ${before}` })).toBe(200);
      expect((await keys.published()).map(({ kid }) => kid).sort()).toEqual([old, fresh].sort());
      owner = (await logIn(here.url, OWNER)).access_token;
    });

    it('end every token at once when they leaked', async () => {
      const before = (await logIn(here.url, OWNER)).access_token;
      await here.app.get(SigningKeys).rotate({ endOldTokens: true });
      expect(await status(here, { authorization: `Bearer ${before}` })).toBe(401);
      await until(1000, async () => (await status(there, { authorization: `Bearer ${before}` })) === 401);
      owner = (await logIn(here.url, OWNER)).access_token;
      expect(await status(there, { authorization: `Bearer ${owner}` })).toBe(200);
    });
  });

  it('takes signing keys from the settings, keeps none then, and lets the former key overlap', async () => {
    const fresh = await createTestDatabase(kind);
    const pem = (): string => {
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
      return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    };
    const [former, current] = [pem(), pem()];
    const before = await bootAccess(fresh.url, { jwtPrivateKey: former });
    const token = (await logIn(before.url, OWNER)).access_token;
    expect(await status(before, { authorization: `Bearer ${token}` })).toBe(200);
    await before.close();
    const after = await bootAccess(fresh.url, { jwtPrivateKey: current, jwtFormerKeys: [former] });
    const strict = await bootAccess(fresh.url, { jwtPrivateKey: current });
    try {
      expect(await status(after, { authorization: `Bearer ${token}` })).toBe(200);
      expect(await status(strict, { authorization: `Bearer ${token}` })).toBe(401);
      const store = after.app.get<MetadataStore>(METADATA_STORE);
      expect(await store.read((manager) => manager.query('SELECT kid FROM dx_signing_key'))).toEqual([]);
      await expect(after.app.get(SigningKeys).rotate()).rejects.toThrow('setting');
    } finally {
      await after.close();
      await strict.close();
      await fresh.drop();
    }
  });

  it('keeps no clear secret in the tables', async () => {
    const { body } = await admin<Made>('api-keys', { json: { name: 'secret-search', scopes: ['*'] } });
    const tokens = await logIn(here.url, OWNER);
    const store = here.app.get<MetadataStore>(METADATA_STORE);
    const tables = [
      'dx_user',
      'dx_api_key',
      'dx_oauth_client',
      'dx_refresh_token',
      'dx_token_family',
      'dx_login_attempt',
    ];
    const dump = JSON.stringify(
      await store.read((manager) => Promise.all(tables.map((table) => manager.query(`SELECT * FROM ${table}`)))),
    );
    expect(dump).toContain('secret-search');
    for (const secret of [body.key, tokens.refresh_token, tokens.access_token, OWNER.password, PASSWORD]) {
      expect(dump).not.toContain(secret);
    }
  });
});
