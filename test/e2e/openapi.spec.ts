import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { createTestApp, type TestApp } from '../support/create-test-app.js';
import { DATABASE_KINDS, type DatabaseKind } from '../support/test-database.js';
import { makeCountryConfigurations, makeCountryTables } from '../support/country-shop.js';

interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, unknown>>;
  readonly servers: readonly { readonly url: string }[];
  readonly components: { readonly schemas: Record<string, unknown> };
}

describe.each(DATABASE_KINDS)('the live OpenAPI document (%s)', (kind: DatabaseKind) => {
  let server: TestApp;

  beforeAll(async () => {
    server = await createTestApp({
      kind,
      setUpSql: makeCountryTables(kind),
      configurations: makeCountryConfigurations(),
    });
  });
  afterAll(() => server.close());

  const ask = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${server.url}${path}`, { headers });
  const asAdmin = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    ask(path, { authorization: `Bearer ${server.adminToken}`, ...headers });
  const document = async (path: string, headers: Record<string, string> = {}): Promise<Document> => {
    const answer = await asAdmin(path, headers);
    expect(answer.status).toBe(200);
    return (await answer.json()) as Document;
  };

  async function makeKey(name: string, scopes: readonly string[]): Promise<string> {
    const answer = await fetch(`${server.url}/back-office/api-keys`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.adminToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name, scopes }),
    });
    expect(answer.status).toBe(201);
    return ((await answer.json()) as { key: string }).key;
  }

  it('is refused without credentials', async () => {
    for (const path of ['/openapi.json', '/openapi.yaml', '/openapi.json?alias=countries', '/openapi/endpoints']) {
      const answer = await ask(path);
      expect([path, answer.status, await answer.json()]).toEqual([
        path,
        403,
        [{ status: 403, code: null, message: 'Unauthorized request.' }],
      ]);
    }
  });

  it('is valid, and describes endpoints and the admin API to a user', async () => {
    const found = await document('/openapi.json');
    expect(found.openapi).toBe('3.1.0');
    expect(found.servers).toEqual([{ url: server.url }]);
    const paths = Object.keys(found.paths);
    expect(paths).toEqual(expect.arrayContaining(['/dynamic-entity/countries', '/dynamic-entity/tax-rates/{id}']));
    expect(paths).toEqual(
      expect.arrayContaining([
        '/back-office/tables',
        '/back-office/configurations/{id}',
        '/back-office/api-keys',
        '/token',
      ]),
    );
    expect(paths.filter((path) => path.includes('*') || path.includes('alias'))).toEqual([]);
    const result = await new Validator().validate(found as unknown as Record<string, unknown>);
    expect(result.errors ?? []).toEqual([]);
  });

  it('says of every operation what it needs, and names each once', async () => {
    const { paths } = await document('/openapi.json');
    const operations = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item)
        .filter(([method]) => method !== 'parameters')
        .map(([method, operation]) => ({ path, method, ...(operation as { operationId: string; security: unknown }) })),
    );
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(operations.filter(({ security }) => !Array.isArray(security))).toEqual([]);
    const open = operations.filter(({ security }) => (security as unknown[]).length === 0).map(({ path }) => path);
    expect(open.filter((path) => path.startsWith('/back-office') || path.startsWith('/dynamic-entity'))).toEqual([]);
  });

  it('is the same as YAML', async () => {
    const answer = await asAdmin('/openapi.yaml');
    expect(answer.headers.get('content-type')).toContain('application/yaml');
    expect(parse(await answer.text())).toEqual(await document('/openapi.json'));
  });

  it('shows an API key what the key may use, and nothing of the admin API', async () => {
    const key = await makeKey('reader', ['countries:read']);
    const answer = await ask('/openapi.json', { 'x-api-key': key });
    const text = await answer.text();
    expect(Object.keys((JSON.parse(text) as Document).paths)).toEqual([
      '/dynamic-entity/countries',
      '/dynamic-entity/countries/{id}',
    ]);
    expect(/tax-rates|countryTaxRates|back-office\/|spy_/.exec(text)?.[0]).toBeUndefined();
    const endpoints = await ask('/openapi/endpoints', { 'x-api-key': key });
    expect(await endpoints.json()).toEqual({ data: [{ alias: 'countries', verbs: ['read'] }], admin: false });
    expect((await ask('/openapi.json?alias=tax-rates', { 'x-api-key': key })).status).toBe(404);
    expect((await ask('/openapi.json?alias=nothing', { 'x-api-key': key })).status).toBe(404);
    expect((await ask('/openapi.json?part=admin', { 'x-api-key': key })).status).toBe(200);
  });

  it('shows a back-office user exactly the routes that the role opens', async () => {
    const operations = listOperations(await document('/openapi.json?part=admin'));
    for (const role of ['viewer', 'editor', 'owner']) {
      const token = await makeUser(role);
      const answer = await ask('/openapi.json?part=admin', { authorization: `Bearer ${token}` });
      const shown = (await answer.json()) as Document;
      const refused = await Promise.all(operations.map((operation) => isForbidden(operation, token)));
      const admitted = operations.filter((_operation, index) => !refused[index]);
      expect([role, listOperations(shown)]).toEqual([role, admitted]);
      expect([role, Object.keys(shown.components.schemas).includes('CreateApiKeyDto')]).toEqual([
        role,
        role === 'owner',
      ]);
      const result = await new Validator().validate(shown as unknown as Record<string, unknown>);
      expect(result.errors ?? []).toEqual([]);
    }
  });

  function listOperations({ paths }: Document): string[] {
    return Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item)
        .filter((member) => member !== 'parameters')
        .map((method) => `${method.toUpperCase()} ${path}`),
    );
  }

  /** Whether the guard refuses an operation: asked for nothing that exists, without a body. */
  async function isForbidden(operation: string, token: string): Promise<boolean> {
    const [method = '', path = ''] = operation.split(' ');
    const answer = await fetch(`${server.url}${path.replace(/\{\w+\}/g, '0')}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
    });
    return answer.status === 403;
  }

  async function makeUser(role: string): Promise<string> {
    const user = { email: `${role}@example.com`, name: role, password: 'violet tractor under seven moons' };
    const made = await fetch(`${server.url}/back-office/users`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.adminToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...user, role }),
    });
    expect(made.status).toBe(201);
    const answer = await fetch(`${server.url}/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'password', username: user.email, password: user.password }),
    });
    return ((await answer.json()) as { access_token: string }).access_token;
  }

  it('shows an owner, and nobody else, what an API key sees, without the text of the key', async () => {
    const key = await makeKey('partner', ['tax-rates:read']);
    const listed = (await (await asAdmin('/back-office/api-keys?search=partner')).json()) as { data: { id: string }[] };
    const asKey = `apiKeyId=${listed.data[0]?.id}`;
    for (const path of ['/openapi.json', '/openapi.yaml', '/openapi/endpoints']) {
      const own = await (await ask(path, { 'x-api-key': key })).text();
      expect(await (await asAdmin(`${path}?${asKey}`)).text()).toBe(own);
      expect((await ask(`${path}?${asKey}`, { 'x-api-key': key })).status).toBe(403);
      expect((await asAdmin(`${path}?apiKeyId=no-such-key`)).status).toBe(404);
    }
    expect((await asAdmin(`/openapi.json?alias=countries&${asKey}`)).status).toBe(404);
  });

  it('can be about one endpoint, or about the admin API', async () => {
    const one = await document('/openapi.json?alias=countries');
    expect(Object.keys(one.paths)).toEqual(['/dynamic-entity/countries', '/dynamic-entity/countries/{id}']);
    const admin = await document('/openapi.json?part=admin');
    expect(Object.keys(admin.paths).filter((path) => path.startsWith('/dynamic-entity'))).toEqual([]);
  });

  it('has a strong ETag that holds until something changes', async () => {
    const first = await asAdmin('/openapi.json');
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[\w-]+"$/);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const again = await asAdmin('/openapi.json', { 'if-none-match': tag });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    const yaml = await asAdmin('/openapi.yaml');
    expect(yaml.headers.get('etag')).not.toBe(tag);
    const other = await ask('/openapi.json', { 'x-api-key': await makeKey('other', ['tax-rates:*']) });
    expect(other.headers.get('etag')).not.toBe(tag);
  });

  it('changes together with the configuration, at once', async () => {
    const before = await asAdmin('/openapi.json');
    const listed = await asAdmin('/back-office/configurations?search=tax-rates');
    const { data } = (await listed.json()) as { data: { id: number; revision: string }[] };
    const { id, revision } = data[0] as { id: number; revision: string };
    const change = (isActive: boolean, at: string): Promise<Response> =>
      fetch(`${server.url}/back-office/configurations/${id}`, {
        method: 'PATCH',
        headers: {
          authorization: `Bearer ${server.adminToken}`,
          'content-type': 'application/json',
          'if-match': at,
        },
        body: JSON.stringify({ isActive }),
      });
    const changed = await change(false, `"${revision}"`);
    expect(changed.status).toBe(200);
    const after = await asAdmin('/openapi.json', { 'if-none-match': before.headers.get('etag') ?? '' });
    expect(after.status).toBe(200);
    expect(await after.text()).not.toContain('/dynamic-entity/tax-rates');
    expect((await change(true, changed.headers.get('etag') ?? '')).status).toBe(200);
    const back = await asAdmin('/openapi.json', { 'if-none-match': before.headers.get('etag') ?? '' });
    expect(back.status).toBe(304);
  });

  it('tells the truth: real answers and bodies are values of its schemas', async () => {
    const { components } = await document('/openapi.json');
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    ajv.addSchema({ $id: 'document', components });
    const check = (name: string, value: unknown): void => {
      const validate = ajv.compile({ $ref: `document#/components/schemas/${name}` });
      expect([name, validate(value), validate.errors]).toEqual([name, true, null]);
    };
    const body = {
      data: [{ iso2_code: 'DE', name: 'Germany', countryTaxRates: [{ name: 'Standard', rate: '19.00' }] }],
    };
    check('countries.create', body.data[0]);
    const created = await fetch(`${server.url}/dynamic-entity/countries`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.adminToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(created.status).toBe(201);
    check('countries.list.written', await created.json());
    const list = await asAdmin('/dynamic-entity/countries?include=countryTaxRates');
    check('countries.list', await list.json());
    check('tax-rates.item', await (await asAdmin('/dynamic-entity/tax-rates/1')).json());
    check('Errors', await (await asAdmin('/dynamic-entity/countries/999')).json());
  });
});

describe('the documentation page', () => {
  let server: TestApp;

  beforeAll(async () => {
    server = await createTestApp({ kind: 'sqlite' });
  });
  afterAll(() => server.close());

  it('is public, holds nothing of the installation, and runs no inline script', async () => {
    const answer = await fetch(`${server.url}/docs`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self';");
    const page = await answer.text();
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)/);
    expect(page).not.toMatch(/https?:\/\//);
    expect(page).not.toMatch(/\son\w+=/);
    for (const [, file] of page.matchAll(/(?:src|href)="(\/docs\/[^"]+)"/g)) {
      const part = await fetch(`${server.url}${file}`);
      expect([file, part.status]).toEqual([file, 200]);
      const again = await fetch(`${server.url}${file}`, {
        headers: { 'if-none-match': part.headers.get('etag') ?? '' },
      });
      expect([file, again.status]).toEqual([file, 304]);
    }
  });

  it('has no other files, and no document of Nest beside it', async () => {
    for (const path of ['/docs/package.json', '/docs/..%2fpackage.json', '/docs/swagger-initializer.js']) {
      expect([path, (await fetch(`${server.url}${path}`)).status]).toEqual([path, 404]);
    }
    for (const path of ['/docs-json', '/docs-yaml', '/api', '/api-json', '/swagger-json', '/docs/swagger-ui-init.js']) {
      const answer = await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${server.adminToken}` } });
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });
});
