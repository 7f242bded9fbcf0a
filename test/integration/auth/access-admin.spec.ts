import { UserService } from '@dx/auth';
import { createTestDatabase, DATABASE_KINDS } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';
import { bootAccess, OWNER } from './boot-access.js';
import type { AccessServer } from './boot-access.js';
import { logIn, send } from './send.js';
import type { Answer } from './send.js';

type Body = Record<string, unknown> & { id: string; data: Record<string, unknown>[]; total: number };

const PASSWORD = 'eleven green bicycles on the roof';
const NEXT = 'nine purple clouds over the hill';

describe.each(DATABASE_KINDS)('access admin API on %s', (kind) => {
  let database: TestDatabase;
  let server: AccessServer;
  let owner: string;

  const call = (method: string, path: string, json?: unknown, token = owner): Promise<Answer<Body>> =>
    send<Body>(`${server.url}/back-office/${path}`, { method, token, ...(json === undefined ? {} : { json }) });
  const paths = ({ body }: Answer<unknown>): string[] =>
    (body as { code: string; message: string }[]).map(
      ({ code, message }) => `${code} ${/^`([^`]*)`/.exec(message)?.[1]}`,
    );

  beforeAll(async () => {
    database = await createTestDatabase(kind);
    server = await bootAccess(database.url, { tokenRequestsPerMinute: 1000 });
    owner = (await logIn(server.url, OWNER)).access_token;
  });

  afterAll(async () => {
    await server.close();
    await database.drop();
  });

  describe('users', () => {
    it('are created, shown, listed with search and pages, changed and removed', async () => {
      const made = await call('POST', 'users', {
        email: 'Änne@Example.com',
        name: 'Änne',
        role: 'viewer',
        password: PASSWORD,
      });
      expect(made.status).toBe(201);
      expect(made.body).toEqual({
        id: expect.any(String) as string,
        email: 'änne@example.com',
        name: 'Änne',
        role: 'viewer',
        active: true,
        createdAt: expect.any(String) as string,
        updatedAt: expect.any(String) as string,
        lastLoginAt: null,
      });
      expect((await call('GET', `users/${made.body.id}`)).body).toEqual(made.body);
      await call('POST', 'users', { email: 'b_b@example.com', name: '100%', role: 'editor', password: PASSWORD });

      expect((await call('GET', 'users')).body.total).toBe(3);
      const second = await call('GET', 'users?limit=1&offset=1');
      expect(second.body).toMatchObject({ total: 3, data: [{ email: 'owner@example.com' }] });
      for (const [search, found] of [
        ['_b', 'b_b@example.com'],
        ['0%25', 'b_b@example.com'],
        ['OWNER', 'owner@example.com'],
      ]) {
        expect((await call('GET', `users?search=${search}`)).body).toMatchObject({
          total: 1,
          data: [{ email: found }],
        });
      }

      const changed = await call('PATCH', `users/${made.body.id}`, { name: 'Anne', role: 'editor' });
      expect(changed.body).toMatchObject({ name: 'Anne', role: 'editor', email: 'änne@example.com' });
      expect((await call('DELETE', `users/${made.body.id}`)).status).toBe(204);
      expect((await call('GET', `users/${made.body.id}`)).body).toEqual([
        { status: 404, code: '007', message: 'Not found' },
      ]);
    });

    it('are refused with every violation and its path', async () => {
      const bad = await call('POST', 'users', {
        email: 'nope',
        name: '',
        role: 'king',
        password: 'short',
        admin: true,
      });
      expect(bad.status).toBe(400);
      expect(paths(bad).sort()).toEqual(['1920 admin', '1920 email', '1920 name', '1920 role']);
      const weak = await call('POST', 'users', {
        email: 'w@example.com',
        name: 'W',
        role: 'viewer',
        password: 'short',
      });
      expect(paths(weak)).toEqual(['1920 password']);
      const empty = await call('POST', 'users', undefined);
      expect(paths(empty).sort()).toEqual(['1920 email', '1920 name', '1920 password', '1920 role']);
      expect(JSON.stringify(empty.body)).toContain('`email`: It must be an email.');
      expect(paths(await call('PATCH', 'users/x', { name: null }))).toEqual(['1920 name']);
      expect(paths(await call('GET', 'users?limit=0'))).toEqual(['1920 limit']);
      expect(paths(await call('GET', 'users?limit=many&sort=x')).sort()).toEqual(['1920 limit', '1920 sort']);
    });

    it('have unique e-mails, whatever the case', async () => {
      const again = await call('POST', 'users', {
        email: 'OWNER@example.com',
        name: 'O',
        role: 'viewer',
        password: PASSWORD,
      });
      expect(again.status).toBe(409);
      expect(again.body).toEqual([expect.objectContaining({ code: '1922' })]);
    });

    it('always keep an active owner, also when two owners demote each other at the same moment', async () => {
      const me = (await call('GET', 'me')).body.id;
      for (const answer of [
        await call('PATCH', `users/${me}`, { role: 'editor' }),
        await call('PATCH', `users/${me}`, { active: false }),
        await call('DELETE', `users/${me}`),
      ]) {
        expect(answer.status).toBe(409);
        expect(answer.body).toEqual([expect.objectContaining({ code: '1923' })]);
      }
      const other = await call('POST', 'users', {
        email: 'two@example.com',
        name: '2',
        role: 'owner',
        password: PASSWORD,
      });
      const users = server.app.get(UserService);
      const both = await Promise.allSettled([
        users.update(me, { role: 'editor' }),
        users.update(other.body.id, { role: 'editor' }),
      ]);
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      await users.update(me, { role: 'owner' }).catch(() => undefined);
      expect((await users.get(me)).role).toBe('owner');
    });

    it('change their own password, which ends their tokens', async () => {
      await call('POST', 'users', { email: 'self@example.com', name: 'S', role: 'viewer', password: PASSWORD });
      const { access_token } = await logIn(server.url, { email: 'self@example.com', password: PASSWORD });
      const change = (json: object): Promise<Answer<Body>> => call('PUT', 'me/password', json, access_token);
      expect((await call('GET', 'me', undefined, access_token)).body).toMatchObject({
        email: 'self@example.com',
        lastLoginAt: expect.any(String) as string,
      });
      expect(paths(await change({ currentPassword: 'wrong', newPassword: NEXT }))).toEqual(['1920 currentPassword']);
      expect(paths(await change({ currentPassword: PASSWORD, newPassword: 'self@example.com1' }))).toEqual([
        '1920 newPassword',
      ]);
      expect((await change({ currentPassword: PASSWORD, newPassword: NEXT })).status).toBe(204);
      expect((await call('GET', 'me', undefined, access_token)).status).toBe(401);
      await logIn(server.url, { email: 'self@example.com', password: NEXT });
    });

    it('are the business of owners alone', async () => {
      for (const role of ['editor', 'viewer']) {
        const email = `${role}@example.org`;
        await call('POST', 'users', { email, name: role, role, password: PASSWORD });
        const { access_token } = await logIn(server.url, { email, password: PASSWORD });
        for (const path of ['users', 'oauth-clients', 'api-keys']) {
          expect((await call('GET', path, undefined, access_token)).body).toEqual([
            { status: 403, code: null, message: 'Forbidden.' },
          ]);
        }
        expect((await call('GET', 'me', undefined, access_token)).status).toBe(200);
      }
    });
  });

  describe('API keys', () => {
    it('show their text once, and expire in 90 days unless told otherwise', async () => {
      const made = await call('POST', 'api-keys', { name: 'erp', scopes: ['*:read'] });
      expect(made.body).toMatchObject({
        name: 'erp',
        scopes: ['*:read'],
        createdBy: 'owner@example.com',
        lastUsedAt: null,
      });
      const days = (Date.parse(String(made.body['expiresAt'])) - Date.now()) / 86_400_000;
      expect(days).toBeGreaterThan(89);
      expect(days).toBeLessThan(91);
      const key = String(made.body['key']);
      expect(key.startsWith(String(made.body['prefix']))).toBe(true);
      const shown = await call('GET', `api-keys/${made.body.id}`);
      expect(JSON.stringify(shown.body)).not.toContain(key);
      expect(shown.body).not.toHaveProperty('keyHash');
      const forEver = await call('POST', 'api-keys', { name: 'for ever', scopes: ['*'], expiresAt: null });
      expect(forEver.body['expiresAt']).toBeNull();
      expect((await call('GET', `api-keys?search=${key.slice(0, 8)}`)).body).toMatchObject({
        total: 1,
        data: [{ name: 'erp' }],
      });
    });

    it('are refused with every violation', async () => {
      const bad = await call('POST', 'api-keys', {
        name: '1st',
        scopes: ['countries:read', 'countries:fly', 'back-office-user'],
        expiresAt: '2020-01-01T00:00:00Z',
      });
      expect(paths(bad)).toEqual(['1920 name', '1920 scopes[1]', '1920 scopes[2]', '1920 expiresAt']);
      expect(paths(await call('POST', 'api-keys', { name: 'x', scopes: 'y', expiresAt: 'soon' })).sort()).toEqual(
        expect.arrayContaining(['1920 expiresAt', '1920 scopes']),
      );
      expect((await call('POST', 'api-keys', { name: 'erp', scopes: ['*'] })).status).toBe(409);
      expect((await call('GET', 'api-keys/x')).status).toBe(404);
      expect((await call('DELETE', 'api-keys/x')).status).toBe(404);
    });

    it('note when they were last used, without being asked for it', async () => {
      const made = await call('POST', 'api-keys', { name: 'used', scopes: ['*'] });
      await send(`${server.url}/dynamic-entity/countries`, { headers: { 'x-api-key': String(made.body['key']) } });
      const used = async (): Promise<unknown> => (await call('GET', `api-keys/${made.body.id}`)).body['lastUsedAt'];
      const deadline = Date.now() + 15_000;
      while ((await used()) === null && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 100));
      expect(Date.now() - Date.parse(String(await used()))).toBeLessThan(15_000);
    });
  });

  describe('OAuth clients', () => {
    it('are registered, shown without their secret, changed and removed', async () => {
      const input = { name: 'app', grants: ['client_credentials'], scopes: ['*'] };
      const made = await call('POST', 'oauth-clients', input);
      expect(made.body).toMatchObject({
        ...input,
        confidential: true,
        active: true,
        passwordGrant: false,
        expiresAt: null,
      });
      expect(String(made.body['clientSecret'])).toHaveLength(43);
      const shown = await call('GET', `oauth-clients/${made.body.id}`);
      expect(shown.body).not.toHaveProperty('clientSecret');
      expect(shown.body).not.toHaveProperty('secretHash');
      const rotated = await call('POST', `oauth-clients/${made.body.id}/rotate-secret`);
      expect(rotated.status).toBe(200);
      expect(rotated.body['clientSecret']).not.toBe(made.body['clientSecret']);
      expect((await call('PATCH', `oauth-clients/${made.body.id}`, { name: 'app 2' })).body).toMatchObject({
        name: 'app 2',
      });
      expect((await call('DELETE', `oauth-clients/${made.body.id}`)).status).toBe(204);
      expect((await call('GET', 'oauth-clients?search=app')).body.total).toBe(0);
    });

    it('are refused with every violation', async () => {
      const bad = await call('POST', 'oauth-clients', {
        name: 'bad',
        grants: ['client_credentials', 'authorization_code'],
        scopes: ['x'],
        redirectUris: [
          'https://ok.example/cb',
          'http://evil.example/',
          'javascript:alert(1)',
          'https://ok.example/*',
          'x',
        ],
        confidential: false,
      });
      expect(paths(bad)).toEqual([
        '1920 grants',
        '1920 redirectUris[1]',
        '1920 redirectUris[2]',
        '1920 redirectUris[3]',
        '1920 redirectUris[4]',
        '1920 scopes[0]',
      ]);
      expect(paths(await call('POST', 'oauth-clients', { name: 'none', grants: [], scopes: [] }))).toEqual([
        '1920 grants',
      ]);
      expect(paths(await call('POST', 'oauth-clients', { name: 'x', grants: ['implicit'], scopes: [] }))).toEqual([
        '1920 grants',
      ]);
    });
  });
});
