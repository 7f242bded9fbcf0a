import { createHash } from 'node:crypto';
import { createTestDatabase, DATABASE_KINDS } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';
import { bootAccess, OWNER } from './boot-access.js';
import type { AccessServer } from './boot-access.js';
import { logIn, send } from './send.js';
import type { Answer, Tokens } from './send.js';

interface OAuthError {
  readonly error: string;
}
interface Issued {
  readonly id: string;
  readonly clientId: string;
  readonly clientSecret: string;
}
interface Redirect {
  readonly redirect_to: string;
}

const VERIFIER = 'a-verifier-of-at-least-forty-three-characters-0123';
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');
const CALLBACK = 'https://app.example/callback?x=1';

describe.each(DATABASE_KINDS)('token endpoint on %s', (kind) => {
  let database: TestDatabase;
  let server: AccessServer;
  let ownerToken: string;

  const token = (
    form: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Answer<Tokens & OAuthError>> => send(`${server.url}/token`, { form, headers });
  const use = (accessToken: string): Promise<Answer> =>
    send(`${server.url}/dynamic-entity/countries`, { token: accessToken });
  const register = async (client: object): Promise<Issued> => {
    const answer = await send<Issued>(`${server.url}/back-office/oauth-clients`, { json: client, token: ownerToken });
    expect(answer.status).toBe(201);
    return answer.body;
  };

  beforeAll(async () => {
    database = await createTestDatabase(kind);
    server = await bootAccess(database.url, { tokenRequestsPerMinute: 1000, loginFailuresPerNetwork: 1000 });
    ownerToken = (await logIn(server.url, OWNER)).access_token;
  });

  afterAll(async () => {
    await server.close();
    await database.drop();
  });

  describe('password grant', () => {
    const LOGIN = { grant_type: 'password', username: OWNER.email, password: OWNER.password };

    it.each(['/token', '/token/'])('answers 201 with the object of the contract at %s, form or JSON', async (path) => {
      for (const sent of [
        { form: LOGIN },
        { json: LOGIN },
        { json: { ...LOGIN, grant_type: undefined, grantType: 'password' } },
      ]) {
        const { status, body, headers } = await send<Tokens>(`${server.url}${path}`, { method: 'POST', ...sent });
        expect(status).toBe(201);
        expect(Object.keys(body)).toEqual(['token_type', 'expires_in', 'access_token', 'refresh_token']);
        expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 28800 });
        expect(headers.get('cache-control')).toBe('no-store');
        expect((await use(body.access_token)).status).toBe(200);
      }
    });

    it('carries the claims of the contract and of RFC 9068', async () => {
      const [header, payload] = (await logIn(server.url, OWNER)).access_token
        .split('.')
        .slice(0, 2)
        .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>);
      expect(header).toEqual({ alg: 'RS256', typ: 'at+jwt', kid: expect.any(String) as string });
      expect(payload).toMatchObject({
        iss: 'data-exchange-api',
        aud: 'data-exchange-api',
        sub: expect.stringMatching(/^user:[\da-f-]{36}$/) as string,
        scopes: ['user', 'back-office-user'],
        jti: expect.any(String) as string,
      });
      expect(Number(payload?.['exp']) - Number(payload?.['iat'])).toBe(28800);
    });

    it.each([
      ['a wrong password', { ...LOGIN, password: 'wrong' }, 'invalid_grant', 'The user credentials were incorrect.'],
      [
        'an unknown user',
        { ...LOGIN, username: 'nobody@example.com' },
        'invalid_grant',
        'The user credentials were incorrect.',
      ],
      [
        'no password',
        { grant_type: 'password', username: OWNER.email },
        'invalid_request',
        'The request is missing a required parameter, includes an invalid parameter value, includes a parameter more than once, or is otherwise malformed.',
      ],
      ['an unknown grant', { grant_type: 'x' }, 'unsupported_grant_type', 'Grant type "x" not found'],
      ['an unknown client', { ...LOGIN, client_id: 'nope' }, 'invalid_client', 'Client authentication failed'],
      [
        'a scope that does not exist',
        { ...LOGIN, scope: 'everything' },
        'invalid_scope',
        'The requested scope is invalid, unknown, or malformed',
      ],
    ])('refuses %s with the error array of the contract', async (_name, form, code, message) => {
      const answer = await token(form);
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual([{ status: 400, code, message }]);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    });

    it('takes e-mails in any case and passwords with emoji, and refuses disabled users alike', async () => {
      const user = { email: 'emoji@example.com', name: 'E', role: 'viewer', password: 'süße Kätzchen 🐈 unter 漢字' };
      const made = await send<Issued>(`${server.url}/back-office/users`, { json: user, token: ownerToken });
      expect(made.status).toBe(201);
      await logIn(server.url, { email: 'EMOJI@example.com', password: user.password });
      const off = { method: 'PATCH', json: { active: false }, token: ownerToken };
      expect((await send(`${server.url}/back-office/users/${made.body.id}`, off)).status).toBe(200);
      const answer = await token({ grant_type: 'password', username: user.email, password: user.password });
      expect(answer.body).toEqual([
        { status: 400, code: 'invalid_grant', message: 'The user credentials were incorrect.' },
      ]);
    });

    it('narrows a token to the scopes that were asked for', async () => {
      const { access_token } = await logIn(server.url, OWNER, 'countries:read');
      expect((await use(access_token)).body).toMatchObject({ kind: 'user', role: null, grants: ['read'] });
      const post = await send(`${server.url}/dynamic-entity/countries`, { method: 'POST', token: access_token });
      expect(post.status).toBe(403);
      expect(post.body).toEqual([{ status: 403, code: null, message: 'Forbidden.' }]);
      expect(post.headers.get('www-authenticate')).toContain('insufficient_scope');
      expect((await send(`${server.url}/back-office/me`, { token: access_token })).status).toBe(403);
    });
  });

  describe('refresh_token grant', () => {
    it('rotates, and a reuse ends the whole family at once', async () => {
      const first = await logIn(server.url, OWNER);
      const second = await token({ grant_type: 'refresh_token', refresh_token: first.refresh_token });
      expect(second.status).toBe(200);
      expect(second.body).toMatchObject({ token_type: 'Bearer', expires_in: 28800, scope: 'user back-office-user' });
      expect(second.body.refresh_token).not.toBe(first.refresh_token);
      expect((await use(first.access_token)).status).toBe(200);
      expect((await use(second.body.access_token)).status).toBe(200);

      const reuse = await token({ grant_type: 'refresh_token', refresh_token: first.refresh_token });
      expect(reuse.status).toBe(400);
      expect(reuse.body.error).toBe('invalid_grant');
      for (const accessToken of [first.access_token, second.body.access_token]) {
        expect((await use(accessToken)).status).toBe(401);
      }
      const heir = await token({ grant_type: 'refresh_token', refresh_token: second.body.refresh_token });
      expect(heir.body.error).toBe('invalid_grant');
    });

    it('lets exactly one of many parallel uses win, and ends the family', async () => {
      const first = await logIn(server.url, OWNER);
      const answers = await Promise.all(
        Array.from({ length: 6 }, () => token({ grant_type: 'refresh_token', refresh_token: first.refresh_token })),
      );
      const won = answers.filter(({ status }) => status === 200);
      expect(won.length).toBeLessThanOrEqual(1);
      expect(answers.every(({ status, body }) => status === 200 || body.error === 'invalid_grant')).toBe(true);
      for (const { body } of won) expect((await use(body.access_token)).status).toBe(401);
    });

    it('narrows scopes but never widens them', async () => {
      const first = await logIn(server.url, OWNER, 'countries:read countries:create');
      const narrower = await token({
        grant_type: 'refresh_token',
        refresh_token: first.refresh_token,
        scope: 'countries:read',
      });
      expect(narrower.body).toMatchObject({ scope: 'countries:read' });
      const refresh_token = narrower.body.refresh_token;
      expect((await token({ grant_type: 'refresh_token', refresh_token, scope: 'countries:*' })).body.error).toBe(
        'invalid_scope',
      );
    });

    it('refuses an unknown token and a missing one', async () => {
      expect((await token({ grant_type: 'refresh_token', refresh_token: 'x' })).body.error).toBe('invalid_grant');
      expect((await token({ grant_type: 'refresh_token' })).body.error).toBe('invalid_request');
    });
  });

  describe('client_credentials grant', () => {
    it('issues tokens by Basic or body, within the scopes of the client, without a refresh token', async () => {
      const client = await register({
        name: 'machine',
        grants: ['client_credentials'],
        scopes: ['countries:read', 'tax-rates:*'],
      });
      const basic = `Basic ${Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64')}`;
      const byHeader = await token({ grant_type: 'client_credentials' }, { authorization: basic });
      expect(byHeader.status).toBe(200);
      expect(byHeader.body).not.toHaveProperty('refresh_token');
      expect((await use(byHeader.body.access_token)).body).toMatchObject({
        kind: 'client',
        name: 'machine',
        grants: ['read'],
      });

      const body = { grant_type: 'client_credentials', client_id: client.clientId, client_secret: client.clientSecret };
      expect((await token({ ...body, scope: 'tax-rates:update' })).body).toMatchObject({ scope: 'tax-rates:update' });
      expect((await token({ ...body, scope: 'stores:read' })).body.error).toBe('invalid_scope');
      expect((await token({ ...body, scope: 'back-office-user' })).body.error).toBe('invalid_scope');
    });

    it('refuses a wrong secret: 401 with a challenge by Basic, 400 in the body', async () => {
      const client = await register({ name: 'machine 2', grants: ['client_credentials'], scopes: ['*'] });
      const basic = `Basic ${Buffer.from(`${client.clientId}:wrong`).toString('base64')}`;
      const byHeader = await token({ grant_type: 'client_credentials' }, { authorization: basic });
      expect(byHeader.status).toBe(401);
      expect(byHeader.body.error).toBe('invalid_client');
      expect(byHeader.headers.get('www-authenticate')).toContain('Basic');
      const body = { grant_type: 'client_credentials', client_id: client.clientId };
      expect((await token({ ...body, client_secret: 'wrong' })).body.error).toBe('invalid_client');
      expect((await token(body)).body.error).toBe('invalid_client');
    });

    it('refuses a grant that the client does not have', async () => {
      const client = await register({ name: 'machine 3', grants: ['client_credentials'], scopes: ['*'] });
      const secret = { client_id: client.clientId, client_secret: client.clientSecret };
      const answer = await token({
        ...secret,
        grant_type: 'password',
        username: OWNER.email,
        password: OWNER.password,
      });
      expect(answer.body).toEqual([expect.objectContaining({ code: 'unauthorized_client' })]);
    });

    it('binds tokens that are out to narrower scopes, and ends them with the client', async () => {
      const client = await register({ name: 'machine 4', grants: ['client_credentials'], scopes: ['countries:*'] });
      const secret = { client_id: client.clientId, client_secret: client.clientSecret };
      const { access_token } = (await token({ ...secret, grant_type: 'client_credentials' })).body;
      const patch = (json: object): Promise<Answer> =>
        send(`${server.url}/back-office/oauth-clients/${client.id}`, { method: 'PATCH', json, token: ownerToken });
      expect((await use(access_token)).status).toBe(200);
      expect((await patch({ scopes: ['stores:read'] })).status).toBe(200);
      expect((await use(access_token)).status).toBe(403);
      await patch({ scopes: ['countries:*'] });
      expect((await use(access_token)).status).toBe(200);
      await patch({ active: false });
      expect((await use(access_token)).status).toBe(401);
      await patch({ active: true });
      expect((await use(access_token)).status).toBe(401);
    });
  });

  describe('authorization_code grant', () => {
    let app: Issued;
    const REQUEST = {
      response_type: 'code',
      redirect_uri: CALLBACK,
      code_challenge: CHALLENGE,
      code_challenge_method: 'S256',
    };

    beforeAll(async () => {
      app = await register({
        name: 'third party',
        grants: ['authorization_code', 'refresh_token'],
        scopes: ['countries:read', 'stores:*'],
        redirectUris: [CALLBACK],
        confidential: false,
      });
    });

    const decide = (extra: object = {}): Promise<Answer<Redirect>> =>
      send(`${server.url}/authorize`, {
        json: { ...REQUEST, client_id: app.clientId, state: 's 1', allowed: 'true', ...extra },
        token: ownerToken,
      });
    const newCode = async (): Promise<string> =>
      new URL((await decide()).body.redirect_to).searchParams.get('code') ?? '';
    const exchange = (code: string, extra: Record<string, string> = {}): Promise<Answer<Tokens & OAuthError>> =>
      token({
        grant_type: 'authorization_code',
        client_id: app.clientId,
        code,
        redirect_uri: CALLBACK,
        code_verifier: VERIFIER,
        ...extra,
      });

    it('takes nothing but an explicit decision for one', async () => {
      expect((await decide({ allowed: '' })).status).toBe(400);
      expect((await decide({ allowed: 'deny' })).status).toBe(400);
    });

    it('describes the request to the user', async () => {
      const query = new URLSearchParams({ ...REQUEST, client_id: app.clientId, scope: 'countries:read' });
      const { status, body } = await send(`${server.url}/authorize?${query.toString()}`, { token: ownerToken });
      expect(status).toBe(200);
      expect(body).toEqual({
        client: { client_id: app.clientId, name: 'third party' },
        redirect_uri: CALLBACK,
        scopes: ['countries:read'],
        state: null,
      });
      expect((await send(`${server.url}/authorize?${query.toString()}`)).status).toBe(403);
    });

    it.each([
      ['another response type', { response_type: 'token' }, 'unsupported_response_type'],
      ['no response type', { response_type: '' }, 'invalid_request'],
      ['a scope beyond those of the client', { scope: 'countries:read stores:read countries:delete' }, 'invalid_scope'],
      ['a word that is no scope', { scope: 'everything' }, 'invalid_scope'],
      ['an unknown client', { client_id: 'nope' }, 'invalid_client'],
      ['an address that is not registered', { redirect_uri: 'https://evil.example/' }, 'invalid_client'],
    ])('describes no request that can never be granted: %s', async (_name, extra, code) => {
      const query = new URLSearchParams({ ...REQUEST, client_id: app.clientId, ...extra });
      const { status, body } = await send(`${server.url}/authorize?${query.toString()}`, { token: ownerToken });
      expect([status, body]).toEqual([400, [expect.objectContaining({ status: 400, code })]]);
    });

    it('describes no request of a client that has no codes, and the own scopes of one that names none', async () => {
      const machine = await register({
        name: 'machine without codes',
        grants: ['client_credentials'],
        scopes: ['*'],
        redirectUris: [CALLBACK],
      });
      const describeFor = async (clientId: string): Promise<Answer<unknown>> => {
        const query = new URLSearchParams({ ...REQUEST, client_id: clientId });
        return send(`${server.url}/authorize?${query.toString()}`, { token: ownerToken });
      };
      const refused = await describeFor(machine.clientId);
      expect([refused.status, refused.body]).toEqual([
        400,
        [expect.objectContaining({ status: 400, code: 'unauthorized_client' })],
      ]);
      expect((await describeFor(app.clientId)).body).toMatchObject({ scopes: ['countries:read', 'stores:*'] });
    });

    it('sends the browser back with code, state and issuer, and the code buys tokens limited to the client', async () => {
      const { status, body } = await decide();
      expect(status).toBe(200);
      const target = new URL(body.redirect_to);
      expect(`${target.origin}${target.pathname}`).toBe('https://app.example/callback');
      expect(Object.fromEntries(target.searchParams)).toEqual({
        x: '1',
        code: expect.any(String) as string,
        state: 's 1',
        iss: 'data-exchange-api',
      });
      const tokens = await exchange(target.searchParams.get('code') ?? '');
      expect(tokens.status).toBe(200);
      expect((await use(tokens.body.access_token)).body).toMatchObject({ kind: 'user', role: null, grants: ['read'] });
      const refreshed = await token({
        grant_type: 'refresh_token',
        client_id: app.clientId,
        refresh_token: tokens.body.refresh_token,
      });
      expect(refreshed.status).toBe(200);
    });

    it('refuses a replay and ends what the code had bought', async () => {
      const code = await newCode();
      const tokens = await exchange(code);
      expect((await use(tokens.body.access_token)).status).toBe(200);
      expect((await exchange(code)).body.error).toBe('invalid_grant');
      expect((await use(tokens.body.access_token)).status).toBe(401);
    });

    it('gives exactly one success to parallel exchanges', async () => {
      const code = await newCode();
      const answers = await Promise.all(Array.from({ length: 6 }, () => exchange(code)));
      expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
    });

    it('refuses a wrong verifier, which uses up the code, a missing one and another address', async () => {
      const code = await newCode();
      expect((await exchange(code, { code_verifier: `${VERIFIER}x` })).body.error).toBe('invalid_grant');
      expect((await exchange(code)).body.error).toBe('invalid_grant');
      expect((await exchange(await newCode(), { code_verifier: '' })).body.error).toBe('invalid_grant');
      expect((await exchange(await newCode(), { redirect_uri: 'https://app.example/callback' })).body.error).toBe(
        'invalid_request',
      );
    });

    it('refuses another client with the code', async () => {
      const other = await register({
        name: 'another',
        grants: ['authorization_code'],
        scopes: ['*'],
        redirectUris: [CALLBACK],
        confidential: false,
      });
      expect((await exchange(await newCode(), { client_id: other.clientId })).body.error).toBe('invalid_grant');
    });

    it.each([
      ['an address that is not registered', { redirect_uri: 'https://evil.example/' }],
      ['an address that only begins like a registered one', { redirect_uri: `${CALLBACK}&y=2` }],
      ['an unknown client', { client_id: 'nope' }],
      ['no PKCE', { code_challenge: '' }],
      ['plain PKCE', { code_challenge_method: 'plain' }],
    ])('redirects nobody for %s', async (_name, extra) => {
      const { status, body } = await decide(extra);
      expect(status).toBe(400);
      expect(body).toEqual([
        expect.objectContaining({ status: 400, code: expect.stringMatching(/^invalid_/) as string }),
      ]);
    });

    it('tells the application of a refusal and of a scope that it may not have', async () => {
      const refused = new URL((await decide({ allowed: 'false' })).body.redirect_to).searchParams;
      expect(Object.fromEntries(refused)).toMatchObject({ x: '1', error: 'access_denied', state: 's 1' });
      const scope = new URL((await decide({ scope: '*' })).body.redirect_to).searchParams;
      expect(scope.get('error')).toBe('invalid_scope');
    });
  });

  describe('revocation', () => {
    it('ends a family by its refresh token and by its access token, at once', async () => {
      for (const which of ['refresh_token', 'access_token'] as const) {
        const tokens = await logIn(server.url, OWNER);
        expect((await use(tokens.access_token)).status).toBe(200);
        const answer = await send(`${server.url}/token/revoke`, { form: { token: tokens[which] } });
        expect(answer.status).toBe(200);
        expect((await use(tokens.access_token)).status).toBe(401);
        const refresh = await token({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token });
        expect(refresh.body.error).toBe('invalid_grant');
      }
    });

    it('ends a token of a machine alone', async () => {
      const client = await register({ name: 'machine 5', grants: ['client_credentials'], scopes: ['*'] });
      const secret = { client_id: client.clientId, client_secret: client.clientSecret };
      const [first, second] = await Promise.all([
        token({ ...secret, grant_type: 'client_credentials' }),
        token({ ...secret, grant_type: 'client_credentials' }),
      ]);
      expect((await use(first.body.access_token)).status).toBe(200);
      expect((await send(`${server.url}/token/revoke`, { form: { token: first.body.access_token } })).status).toBe(200);
      expect((await use(first.body.access_token)).status).toBe(200);
      await send(`${server.url}/token/revoke`, { form: { ...secret, token: first.body.access_token } });
      expect((await use(first.body.access_token)).status).toBe(401);
      expect((await use(second.body.access_token)).status).toBe(200);
    });

    it('answers 200 for unknown tokens, 400 without one and 401 to unknown clients', async () => {
      expect((await send(`${server.url}/token/revoke`, { form: { token: 'x' } })).status).toBe(200);
      expect((await send(`${server.url}/token/revoke`, { form: { a: 'x' } })).status).toBe(400);
      expect((await send(`${server.url}/token/revoke`, { form: { token: 'x', client_id: 'nope' } })).status).toBe(401);
    });
  });

  it('publishes metadata and keys', async () => {
    const metadata = await send(`${server.url}/.well-known/oauth-authorization-server`);
    expect(metadata.body).toMatchObject({
      token_endpoint: `${server.url}/token`,
      code_challenge_methods_supported: ['S256'],
      grant_types_supported: ['client_credentials', 'authorization_code', 'refresh_token', 'password'],
    });
    const keys = await send<{ keys: object[] }>(`${server.url}/.well-known/jwks.json`);
    expect(keys.body.keys).toEqual([
      {
        kty: 'RSA',
        n: expect.any(String) as string,
        e: 'AQAB',
        kid: expect.any(String) as string,
        use: 'sig',
        alg: 'RS256',
      },
    ]);
  });

  it('is not at other paths or methods', async () => {
    expect((await send(`${server.url}/token/other`, { form: {} })).status).toBe(404);
    expect((await send(`${server.url}/token`)).status).toBe(404);
  });
});

describe('OAUTH_STRICT', () => {
  it('refuses the password grant as unknown', async () => {
    const database = await createTestDatabase('sqlite');
    const server = await bootAccess(database.url, { strict: true });
    try {
      const form = { grant_type: 'password', username: OWNER.email, password: OWNER.password };
      const { status, body } = await send(`${server.url}/token`, { form });
      expect(status).toBe(400);
      expect(body).toEqual([
        { status: 400, code: 'unsupported_grant_type', message: 'Grant type "password" not found' },
      ]);
    } finally {
      await server.close();
      await database.drop();
    }
  });
});
