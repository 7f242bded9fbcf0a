import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { SigningKeys } from '@dx/auth';
import jwt from 'jsonwebtoken';
import { createTestDatabase, DATABASE_KINDS } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';
import { bootAccess, OWNER } from './boot-access.js';
import type { AccessServer } from './boot-access.js';
import { logIn, send, until } from './send.js';
import type { Answer } from './send.js';

interface IssuedKey {
  readonly id: string;
  readonly key: string;
}
type Parts = { header: Record<string, unknown>; payload: Record<string, unknown> };

const INVALID_TOKEN = [{ status: 401, code: '001', message: 'Invalid access token.' }];
const UNAUTHORIZED = [{ status: 403, code: null, message: 'Unauthorized request.' }];

describe.each(DATABASE_KINDS)('credentials on %s', (kind) => {
  let database: TestDatabase;
  let server: AccessServer;
  let token: string;

  const ask = (headers: Record<string, string>, path = '/dynamic-entity/countries'): Promise<Answer> =>
    send(`${server.url}${path}`, { headers });
  const bearer = (text: string): Promise<Answer> => ask({ authorization: `Bearer ${text}` });
  const issueKey = async (input: object): Promise<IssuedKey> => {
    const answer = await send<IssuedKey>(`${server.url}/back-office/api-keys`, { json: input, token });
    expect(answer.status).toBe(201);
    return answer.body;
  };

  beforeAll(async () => {
    database = await createTestDatabase(kind);
    server = await bootAccess(database.url);
    token = (await logIn(server.url, OWNER)).access_token;
  });

  afterAll(async () => {
    await server.close();
    await database.drop();
  });

  describe('refusals', () => {
    it('answers 403 without credentials, with a challenge that names no error', async () => {
      const answer = await ask({});
      expect(answer.status).toBe(403);
      expect(answer.body).toEqual(UNAUTHORIZED);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="data-exchange"');
    });

    it.each(['Bearer', 'Bearer a b', 'token', ''])('answers 403 `002` to Authorization `%s`', async (authorization) => {
      const answer = await ask({ authorization });
      // An empty header value is a header all the same.
      expect(answer.body).toEqual([{ status: 403, code: '002', message: 'Missing access token.' }]);
      expect(answer.headers.get('www-authenticate')).toContain('error="invalid_request"');
    });

    it.each(['Bearer x', 'Bearer a.b.c', 'Basic YTpi', 'Digest x'])(
      'answers 401 `001` to %s',
      async (authorization) => {
        const answer = await ask({ authorization });
        expect(answer.status).toBe(401);
        expect(answer.body).toEqual(INVALID_TOKEN);
        expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"');
      },
    );

    it('lets a bad token decide although a good key is there', async () => {
      const { key } = await issueKey({ name: 'beside-a-token', scopes: ['*'] });
      expect((await ask({ authorization: 'Bearer x', 'x-api-key': key })).status).toBe(401);
    });

    it('takes the scheme in any case, and no token from the query', async () => {
      expect((await ask({ authorization: `bearer ${token}` })).status).toBe(200);
      expect((await ask({}, `/dynamic-entity/countries?access_token=${token}`)).status).toBe(403);
    });

    it('denies by default: an unmarked route needs a caller, a forgotten back-office route an owner', async () => {
      expect((await ask({}, '/unmarked')).status).toBe(403);
      expect((await ask({ authorization: `Bearer ${token}` }, '/unmarked')).status).toBe(200);
      const { key } = await issueKey({ name: 'curious', scopes: ['*'] });
      expect((await ask({ 'x-api-key': key }, '/unmarked')).status).toBe(200);
      expect((await ask({ 'x-api-key': key }, '/back-office/forgotten')).status).toBe(403);
      expect((await ask({ authorization: `Bearer ${token}` }, '/back-office/forgotten')).status).toBe(200);
    });
  });

  describe('forged tokens', () => {
    let good: Parts;
    let signingKey: { kid: string; privateKey: KeyObject; publicPem: string };

    beforeAll(async () => {
      const [header, payload] = token
        .split('.')
        .slice(0, 2)
        .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>);
      good = { header: header ?? {}, payload: payload ?? {} };
      signingKey = await server.app.get(SigningKeys).current();
    });

    /** A token signed with the server's own key, changed in one point: what a bug in the issuer would look like. */
    const sign = (change: { header?: object; payload?: object }, key: jwt.Secret = signingKey.privateKey): string => {
      const header = { ...good.header, ...change.header } as unknown as jwt.JwtHeader;
      const payload = Object.fromEntries(
        Object.entries({ ...good.payload, jti: 'another', ...change.payload }).filter(
          ([, value]) => value !== undefined,
        ),
      );
      const algorithm = header.alg as jwt.Algorithm;
      return jwt.sign(payload, key, { header, algorithm, noTimestamp: payload['iat'] === undefined });
    };
    const now = Math.floor(Date.now() / 1000);

    it('accepts the untouched control', async () => {
      expect((await bearer(sign({}))).status).toBe(200);
    });

    it.each<[string, { header?: object; payload?: object }]>([
      ['expired', { payload: { exp: now - 31 } }],
      ['without exp', { payload: { exp: undefined } }],
      ['without iat', { payload: { iat: undefined } }],
      ['issued in the future', { payload: { iat: now + 3600 } }],
      ['of another audience', { payload: { aud: 'another' } }],
      ['without audience', { payload: { aud: undefined } }],
      ['of another issuer', { payload: { iss: 'another' } }],
      ['without issuer', { payload: { iss: undefined } }],
      ['without jti', { payload: { jti: undefined } }],
      ['without subject', { payload: { sub: undefined } }],
      ['of an unknown subject', { payload: { sub: 'user:nobody' } }],
      ['of the user as client', { payload: { sub: 'client:back-office' } }],
      ['without family', { payload: { sid: undefined } }],
      ['of an unknown family', { payload: { sid: 'another' } }],
      ['of an old version of the user', { payload: { user_version: 0 } }],
      ['with scopes as text', { payload: { scopes: '*' } }],
      ['of another type', { header: { typ: 'JWT' } }],
      ['without type', { header: { typ: undefined } }],
      ['of an unknown key', { header: { kid: 'another' } }],
      ['without a key', { header: { kid: undefined } }],
      ['with a critical extension', { header: { crit: ['exp'] } }],
      ['not yet valid', { payload: { nbf: now + 3600 } }],
      ['of another algorithm of the same key', { header: { alg: 'RS512' } }],
      ['of a probabilistic algorithm of the same key', { header: { alg: 'PS256' } }],
    ])('refuses a token %s', async (_name, change) => {
      const answer = await bearer(sign(change));
      expect(answer.status).toBe(401);
      expect(answer.body).toEqual(INVALID_TOKEN);
    });

    it('refuses unsigned tokens in every spelling', async () => {
      for (const alg of ['none', 'None', 'NONE', 'nOnE']) {
        const parts = [{ ...good.header, alg }, good.payload].map((part) =>
          Buffer.from(JSON.stringify(part)).toString('base64url'),
        );
        expect((await bearer(`${parts.join('.')}.`)).status).toBe(401);
        expect((await bearer(`${parts.join('.')}.${token.split('.')[2]}`)).status).toBe(401);
      }
    });

    it('refuses HS256 keyed with the public key', async () => {
      const header = Buffer.from(JSON.stringify({ ...good.header, alg: 'HS256' })).toString('base64url');
      const payload = Buffer.from(JSON.stringify(good.payload)).toString('base64url');
      const { createHmac } = await import('node:crypto');
      for (const pem of [signingKey.publicPem, signingKey.publicPem.trim()]) {
        const signature = createHmac('sha256', pem).update(`${header}.${payload}`).digest('base64url');
        expect((await bearer(`${header}.${payload}.${signature}`)).status).toBe(401);
      }
    });

    it('refuses a key of somebody else under the same name, and a key that comes with the token', async () => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const jwk = createPublicKey(privateKey).export({ format: 'jwk' });
      expect((await bearer(sign({}, privateKey))).status).toBe(401);
      expect((await bearer(sign({ header: { jwk } }, privateKey))).status).toBe(401);
      expect((await bearer(sign({ header: { jku: 'https://evil.example/jwks' } }, privateKey))).status).toBe(401);
    });

    it('refuses a changed payload under a good signature, also right after the good token', async () => {
      const [header, , signature] = token.split('.');
      const payload = Buffer.from(JSON.stringify({ ...good.payload, jti: 'x' })).toString('base64url');
      expect((await bearer(token)).status).toBe(200);
      expect((await bearer(`${header}.${payload}.${signature}`)).status).toBe(401);
    });
  });

  describe('API keys', () => {
    it('reach exactly their scopes, and never the admin API', async () => {
      const { key } = await issueKey({ name: 'reader', scopes: ['countries:read', 'tax-rates:*'] });
      expect(key).toMatch(/^dx_[0-9A-Za-z]{49}$/);
      expect((await ask({ 'x-api-key': key })).body).toMatchObject({
        kind: 'api-key',
        name: 'reader',
        grants: ['read'],
      });
      const write = await send(`${server.url}/dynamic-entity/countries`, {
        method: 'POST',
        headers: { 'x-api-key': key },
      });
      expect(write.body).toEqual([{ status: 403, code: null, message: 'Forbidden.' }]);
      expect((await ask({ 'x-api-key': key }, '/dynamic-entity/stores')).status).toBe(403);
      expect((await ask({ 'x-api-key': key }, '/back-office/me')).status).toBe(403);
    });

    it('are refused when unknown, mistyped or only a beginning', async () => {
      const { key } = await issueKey({ name: 'typo', scopes: ['*'] });
      for (const wrong of [
        'x',
        key.slice(0, -1),
        `${key}x`,
        key.slice(0, 11),
        key.toUpperCase(),
        `${key} `.repeat(2),
      ]) {
        const answer = await ask({ 'x-api-key': wrong });
        expect(answer.status).toBe(403);
        expect(answer.body).toEqual(UNAUTHORIZED);
      }
    });

    it('end at their expiry, although they were in use', async () => {
      const expiresAt = new Date(Date.now() + 1500).toISOString();
      const { key } = await issueKey({ name: 'short', scopes: ['*'], expiresAt });
      expect((await ask({ 'x-api-key': key })).status).toBe(200);
      await until(5000, async () => (await ask({ 'x-api-key': key })).status === 403);
      expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(expiresAt));
    });

    it('are rotated with an overlap, or at once', async () => {
      const first = await issueKey({ name: 'rotated', scopes: ['*'] });
      const rotate = (json: object): Promise<Answer<IssuedKey>> =>
        send(`${server.url}/back-office/api-keys/${first.id}/rotate`, { json, token });
      const second = await rotate({ overlapSeconds: 3600 });
      expect(second.status).toBe(200);
      expect((await ask({ 'x-api-key': first.key })).status).toBe(200);
      expect((await ask({ 'x-api-key': second.body.key })).status).toBe(200);
      const third = await rotate({});
      expect((await ask({ 'x-api-key': first.key })).status).toBe(403);
      expect((await ask({ 'x-api-key': second.body.key })).status).toBe(403);
      expect((await ask({ 'x-api-key': third.body.key })).status).toBe(200);
    });

    it('change their scopes at once, and end at once when revoked or removed', async () => {
      const { id, key } = await issueKey({ name: 'ending', scopes: ['*'] });
      const url = `${server.url}/back-office/api-keys/${id}`;
      expect((await ask({ 'x-api-key': key })).status).toBe(200);
      await send(url, { method: 'PATCH', json: { scopes: ['stores:read'] }, token });
      expect((await ask({ 'x-api-key': key })).body).toEqual([{ status: 403, code: null, message: 'Forbidden.' }]);
      expect((await send(`${url}/revoke`, { method: 'POST', token })).status).toBe(204);
      expect((await ask({ 'x-api-key': key })).body).toEqual(UNAUTHORIZED);
      expect((await send(`${url}/rotate`, { json: {}, token })).status).toBe(409);

      const removed = await issueKey({ name: 'removed', scopes: ['*'] });
      expect((await ask({ 'x-api-key': removed.key })).status).toBe(200);
      await send(`${server.url}/back-office/api-keys/${removed.id}`, { method: 'DELETE', token });
      expect((await ask({ 'x-api-key': removed.key })).status).toBe(403);
    });

    it('are not taken from the query unless that is wanted', async () => {
      const { key } = await issueKey({ name: 'in-query', scopes: ['*'] });
      expect((await ask({}, `/dynamic-entity/countries?api_key=${key}`)).status).toBe(403);
      const lenient = await bootAccess(database.url, { apiKeyInQuery: true });
      try {
        const url = `${lenient.url}/dynamic-entity/countries?api_key=${key}`;
        expect((await send(url)).status).toBe(200);
        expect((await send(url, { headers: { 'x-api-key': 'wrong' } })).status).toBe(403);
      } finally {
        await lenient.close();
      }
    });
  });
});
