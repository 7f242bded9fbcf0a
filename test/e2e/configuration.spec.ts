import type { EntityConfiguration } from '@dx/entity-configuration';
import { makeCountryConfigurations, makeCountryTables } from '../support/country-shop.js';
import { createTestApp, runSql, type TestApp } from '../support/create-test-app.js';
import { DATABASE_KINDS, type DatabaseKind } from '../support/test-database.js';

type Json = Record<string, unknown>;
interface ErrorEntry {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly path?: string;
}
interface Stored extends EntityConfiguration {
  readonly id: number;
  readonly revision: string;
  readonly served: boolean;
  readonly problems: readonly { readonly rule: string; readonly path: string; readonly severity: string }[];
}

const [COUNTRIES, TAX_RATES] = makeCountryConfigurations() as [Json, Json];
const FLAT_COUNTRIES = { ...COUNTRIES, childRelations: [] };
const ANY = { 'if-match': '*' };
/** How soon other instances and other programs' changes must be seen. */
const SOON_MS = 1500;

interface Answer<T> {
  readonly status: number;
  readonly etag: string;
  readonly headers: Headers;
  readonly body: T;
}

async function send<T>(
  server: TestApp,
  method: string,
  path: string,
  body?: unknown,
  headers: Json = {},
): Promise<Answer<T>> {
  const answer = await fetch(`${server.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${server.adminToken}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(headers as Record<string, string>),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    etag: answer.headers.get('etag') ?? '',
    headers: answer.headers,
    body: (text === '' ? null : JSON.parse(text)) as T,
  };
}

const statusOf = async (server: TestApp, path: string): Promise<number> => (await send(server, 'GET', path)).status;

/** Asks again until the answer is there; fails when it is not in time. */
async function waitFor(what: () => Promise<boolean>, milliseconds = SOON_MS): Promise<void> {
  const deadline = performance.now() + milliseconds;
  while (!(await what())) {
    if (performance.now() > deadline) throw new Error(`not within ${milliseconds} ms`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe.each(DATABASE_KINDS)('the life of a configuration (%s)', (kind: DatabaseKind) => {
  let server: TestApp;
  const configurations = '/back-office/configurations';
  const ask = <T = Stored>(method: string, path: string, body?: unknown, headers?: Json): Promise<Answer<T>> =>
    send<T>(server, method, path, body, headers);

  beforeEach(async () => {
    server = await createTestApp({ kind, setUpSql: makeCountryTables(kind) });
  });
  afterEach(() => server.close());

  it('starts with the list of tables', async () => {
    const list = await ask<{ data: Json[]; total: number }>('GET', '/back-office/tables?search=iso2');
    expect(list.status).toBe(200);
    expect(list.body.total).toBe(1);
    expect(list.body.data[0]).toMatchObject({
      name: 'spy_country',
      kind: 'table',
      primaryKey: ['id_country'],
      configurable: true,
      reason: null,
      aliases: [],
      matchedColumns: ['iso2_code'],
    });
    const own = await ask<{ data: Json[] }>('GET', '/back-office/tables?search=spy_dynamic_entity_configuration');
    expect(own.body.data[0]).toMatchObject({ configurable: false, reason: 'It is a table of this server.' });
    const page = await ask<{ data: Json[]; total: number }>(
      'GET',
      '/back-office/tables?configurable=true&limit=1&offset=1',
    );
    expect([page.body.total, page.body.data.map(({ name }) => name)]).toEqual([2, ['spy_tax_rate']]);
    expect((await ask<ErrorEntry[]>('GET', '/back-office/tables?limit=0')).body[0]?.code).toBe('1920');
  });

  it('suggests a configuration that works as it is', async () => {
    const table = await ask<Json & { suggestion: { configuration: Json; reasons: Json[] } }>(
      'GET',
      '/back-office/tables/spy_tax_rate',
    );
    expect(table.body['foreignKeys']).toMatchObject([{ columns: ['fk_country'], referencedTable: 'spy_country' }]);
    expect(table.body.suggestion.reasons.length).toBeGreaterThan(0);
    const saved = await ask('POST', configurations, table.body.suggestion.configuration);
    expect([saved.status, saved.body.served]).toEqual([201, true]);
    expect(await statusOf(server, `/dynamic-entity/${saved.body.tableAlias}`)).toBe(200);
    expect((await ask('GET', '/back-office/tables/nothing')).status).toBe(404);
  });

  it('serves an endpoint as soon as it is saved', async () => {
    expect(await statusOf(server, '/dynamic-entity/countries')).toBe(404);
    const saved = await ask('POST', configurations, FLAT_COUNTRIES);
    expect(saved.status).toBe(201);
    expect(saved.etag).toBe(`"${saved.body.revision}"`);
    expect(saved.body).toMatchObject({ tableAlias: 'countries', served: true, problems: [] });
    const created = await ask<Json>('POST', '/dynamic-entity/countries', { data: [{ iso2_code: 'DE' }] });
    expect(created.status).toBe(201);
    const shown = await ask('GET', `${configurations}/${saved.body.id}`);
    expect(shown.body).toEqual(saved.body);
    expect(shown.etag).toBe(saved.etag);
  });

  it('renames, switches off and removes at once', async () => {
    const { body: first } = await ask('POST', configurations, FLAT_COUNTRIES);
    const at = `${configurations}/${first.id}`;
    const renamed = await ask('PATCH', at, { tableAlias: 'lands' }, { 'if-match': `"${first.revision}"` });
    expect([renamed.status, renamed.body.tableAlias]).toEqual([200, 'lands']);
    expect(await statusOf(server, '/dynamic-entity/countries')).toBe(404);
    expect(await statusOf(server, '/dynamic-entity/lands')).toBe(200);
    const off = await ask('PUT', at, { ...renamed.body, isActive: false });
    expect([off.status, off.body.served]).toEqual([200, false]);
    expect(await statusOf(server, '/dynamic-entity/lands')).toBe(404);
    const removed = await ask('DELETE', at, undefined, { 'if-match': off.etag });
    expect([removed.status, removed.body]).toEqual([200, { droppedRelations: [] }]);
    expect((await ask('GET', at)).status).toBe(404);
    const history = await ask<{ data: { action: string; author: string; after: Json | null }[] }>(
      'GET',
      `${at}/revisions`,
    );
    expect(history.body.data.map(({ action }) => action)).toEqual(['remove', 'update', 'update', 'create']);
    expect(history.body.data[1]?.after).toMatchObject({ tableAlias: 'lands', isActive: false });
    expect(history.body.data.every(({ author }) => author === 'admin@example.com')).toBe(true);
  });

  it('refuses a stale write, and one that does not say what it is based on', async () => {
    const { body: first } = await ask('POST', configurations, FLAT_COUNTRIES);
    const at = `${configurations}/${first.id}`;
    const second = await ask('PATCH', at, { isActive: false, revision: first.revision });
    expect(second.status).toBe(200);
    for (const [method, body] of [
      ['PUT', FLAT_COUNTRIES],
      ['PUT', { ...FLAT_COUNTRIES, tableAlias: 'not a name' }],
      ['PUT', {}],
      ['PATCH', { isActive: true }],
      ['PATCH', { tableAlias: 'not a name' }],
      ['DELETE', undefined],
    ] as const) {
      const stale = await ask<ErrorEntry[]>(method, at, body, { 'if-match': `"${first.revision}"` });
      expect([method, stale.status, stale.body[0]?.code]).toEqual([method, 409, '1921']);
      expect(stale.body[0]?.message).toContain(second.body.revision);
      const blind = await ask<ErrorEntry[]>(method, at, body);
      expect([method, blind.status, blind.body[0]?.code]).toEqual([method, 428, '1924']);
    }
    expect((await ask('GET', at)).body).toEqual(second.body);
    expect((await ask('PATCH', at, { isActive: true }, { 'if-match': '*' })).status).toBe(200);
  });

  it('lets one of two admins who save at the same time win', async () => {
    const { body: first } = await ask('POST', configurations, FLAT_COUNTRIES);
    const answers = await Promise.all(
      ['a', 'b'].map((name) =>
        ask('PATCH', `${configurations}/${first.id}`, { tableAlias: name }, { 'if-match': `"${first.revision}"` }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('lists all violations at once, each with its path, and stores nothing', async () => {
    const broken = {
      tableName: 'spy_country',
      tableAlias: 'not a name',
      isActive: 'yes',
      definition: {
        identifier: 'id_nothing',
        fields: [
          { fieldName: 'iso2_code', fieldVisibleName: 'iso2_code', type: 'string', validation: { min: 1 } },
          { fieldName: 'no_column', fieldVisibleName: 'x', type: 'integer' },
        ],
      },
      childRelations: [
        {
          name: 'r',
          isEditable: false,
          childDynamicEntityConfiguration: { tableAlias: 'nobody' },
          relationFieldMappings: [],
        },
      ],
    };
    const refused = await ask<ErrorEntry[]>('POST', configurations, broken);
    expect(refused.status).toBe(400);
    expect(new Set(refused.body.map(({ code }) => code))).toEqual(new Set(['1920']));
    expect(refused.body.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        'isActive',
        'tableAlias',
        'definition.identifier',
        'definition.fields[0].validation',
        'definition.fields[1].fieldName',
        'childRelations[0].childDynamicEntityConfiguration.tableAlias',
      ]),
    );
    const checked = await ask<{ valid: boolean; violations: { path: string; severity: string }[] }>(
      'POST',
      `${configurations}/validate`,
      broken,
    );
    expect([checked.status, checked.body.valid]).toEqual([200, false]);
    const errors = checked.body.violations.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ path }) => path)).toEqual(refused.body.map(({ path }) => path));
    expect((await ask<{ total: number }>('GET', configurations)).body.total).toBe(0);
    expect((await ask<Json>('POST', `${configurations}/validate`, FLAT_COUNTRIES)).body).toMatchObject({ valid: true });
  });

  it('refuses tables that nobody may offer, and a name that is taken', async () => {
    for (const tableName of ['dx_user', 'spy_dynamic_entity_configuration', 'spy_customer', 'nothing']) {
      const refused = await ask<ErrorEntry[]>('POST', configurations, { ...FLAT_COUNTRIES, tableName });
      expect([tableName, refused.status, refused.body.some(({ path }) => path === 'tableName')]).toEqual([
        tableName,
        400,
        true,
      ]);
    }
    expect((await ask('POST', configurations, FLAT_COUNTRIES)).status).toBe(201);
    const taken = await ask<ErrorEntry[]>('POST', configurations, FLAT_COUNTRIES);
    expect(taken.body.map(({ path }) => path)).toEqual(['tableAlias']);
    expect((await ask('POST', configurations, { ...FLAT_COUNTRIES, tableAlias: 'lands' })).status).toBe(201);
  });

  it('refuses keys that a configuration does not have, each by its path', async () => {
    const [field, ...others] = (FLAT_COUNTRIES as unknown as EntityConfiguration).definition.fields;
    const body = {
      ...FLAT_COUNTRIES,
      isactive: true,
      definition: {
        ...(COUNTRIES['definition'] as Json),
        fields: [{ ...field, validation: { ...field?.validation, maxlength: 3 } }, ...others],
      },
    };
    const refused = await ask<ErrorEntry[]>('POST', configurations, body);
    expect([refused.status, refused.body.map(({ code, path }) => [code, path])]).toEqual([
      400,
      [
        ['1920', 'isactive'],
        ['1920', 'definition.fields[0].validation.maxlength'],
      ],
    ]);
    const checked = await ask<{ valid: boolean }>('POST', `${configurations}/validate`, body);
    expect(checked.body.valid).toBe(false);
    const imported = await ask<Json>('POST', `${configurations}/import`, [body]);
    expect(imported.body).toMatchObject({ created: ['countries'] });
    const { body: list } = await ask<{ data: Stored[] }>('GET', configurations);
    const [stored] = list.data as [Stored];
    expect((await ask('PUT', `${configurations}/${stored.id}`, stored)).status).toBe(200);
    const typo = await ask<ErrorEntry[]>('PATCH', `${configurations}/${stored.id}`, { isactive: false }, ANY);
    expect(typo.body.map(({ path }) => path)).toEqual(['isactive']);
  });

  it('keeps names of a shop that no admin may give anew', async () => {
    const rename = (name: string): Json[] => {
      const { fields } = COUNTRIES['definition'] as { fields: Json[] };
      return fields.map((field) => (field['fieldName'] === 'name' ? { ...field, fieldVisibleName: name } : field));
    };
    const definition = { ...(COUNTRIES['definition'] as Json), fields: rename('na.me') };
    const refused = await ask<ErrorEntry[]>('POST', configurations, { ...FLAT_COUNTRIES, definition });
    expect(refused.body.map(({ code, path }) => [code, path?.replace(/\d+/, 'n')])).toEqual([
      ['1920', 'definition.fields[n].fieldVisibleName'],
    ]);
    const imported = await ask<Json>('POST', `${configurations}/import`, [{ ...FLAT_COUNTRIES, definition }]);
    expect(imported.body).toMatchObject({
      created: ['countries'],
      problems: [expect.objectContaining({ severity: 'warning', rule: 'invalid-name' })],
    });
    expect(await statusOf(server, '/dynamic-entity/countries')).toBe(200);
    const { body: list } = await ask<{ data: Stored[] }>('GET', configurations);
    const at = `${configurations}/${(list.data as [Stored])[0].id}`;
    expect((await ask('PATCH', at, { isActive: false }, ANY)).status).toBe(200);
    const other = { definition: { fields: rename('$name') } };
    expect((await ask('PATCH', at, other, ANY)).status).toBe(400);
  });

  it('tells which stored rows an export cannot hold', async () => {
    expect((await ask('POST', configurations, FLAT_COUNTRIES)).status).toBe(201);
    expect((await ask<Json[]>('GET', `${configurations}/export`)).headers.get('x-left-out')).toBeNull();
    for (const [alias, definition] of [
      ['broken, 1', '{"identifier":'],
      ['a-list', '[]'],
    ]) {
      await server.database.run({
        sql: `INSERT INTO spy_dynamic_entity_configuration (table_alias, table_name, is_active, definition)
          VALUES (?, 'spy_country', 1, ?)`,
        params: [alias as string, definition as string],
      });
    }
    const exported = await ask<Json[]>('GET', `${configurations}/export`);
    expect(exported.headers.get('x-left-out')).toBe('a-list,broken%2C%201');
    expect(exported.body.map((entry) => (entry as { tableAlias: string }).tableAlias)).toEqual(['countries']);
  });

  it('imports a file, and the same file again changes nothing', async () => {
    const file = [COUNTRIES, TAX_RATES];
    const trial = await ask<Json>('POST', `${configurations}/import?dryRun=true`, file);
    expect(trial.body).toMatchObject({ created: ['countries', 'tax-rates'] });
    expect(await statusOf(server, '/dynamic-entity/countries')).toBe(404);
    const first = await ask<Json>('POST', `${configurations}/import`, file);
    expect(first.body).toMatchObject({ created: ['countries', 'tax-rates'], updated: [], skipped: [], problems: [] });
    expect(await statusOf(server, '/dynamic-entity/countries?include=countryTaxRates')).toBe(200);
    const exported = await ask<Json[]>('GET', `${configurations}/export`);
    for (const update of ['', '?update=true']) {
      const again = await ask<Json>('POST', `${configurations}/import${update}`, exported.body);
      expect(again.body).toMatchObject({ created: [], updated: [], unchanged: ['countries', 'tax-rates'] });
    }
    expect((await ask<Json[]>('GET', `${configurations}/export`)).body).toEqual(exported.body);
    const changed = [{ ...COUNTRIES, tableAlias: 'countries', isActive: false }];
    expect((await ask<Json>('POST', `${configurations}/import`, changed)).body).toMatchObject({
      skipped: ['countries'],
    });
    expect((await ask<Json>('POST', `${configurations}/import?update=true`, changed)).body).toMatchObject({
      updated: ['countries'],
    });
    expect(await statusOf(server, '/dynamic-entity/countries')).toBe(404);
    expect((await ask<ErrorEntry[]>('POST', `${configurations}/import`, {})).body[0]?.code).toBe('1920');
  });

  it('keeps what cannot work, says why, and serves everything else', async () => {
    const odd = { ...FLAT_COUNTRIES, tableName: 'gone', tableAlias: 'odd' };
    const imported = await ask<{ problems: { alias: string; rule: string }[] }>('POST', `${configurations}/import`, [
      odd,
      FLAT_COUNTRIES,
    ]);
    expect(imported.body.problems.map(({ alias, rule }) => [alias, rule])).toContainEqual(['odd', 'unknown-table']);
    const list = await ask<{ data: Stored[] }>('GET', `${configurations}?search=odd`);
    expect(list.body.data[0]).toMatchObject({ tableAlias: 'odd', isActive: true, served: false });
    expect(list.body.data[0]?.problems.map(({ rule }) => rule)).toContain('unknown-table');
    expect(await statusOf(server, '/dynamic-entity/countries')).toBe(200);
  });

  it('notices what other programs write to its tables', async () => {
    await ask('POST', configurations, FLAT_COUNTRIES);
    await runSql(server.testDatabase.url, ["UPDATE spy_dynamic_entity_configuration SET table_alias = 'from-sql'"]);
    await waitFor(async () => (await statusOf(server, '/dynamic-entity/from-sql')) === 200);
    expect(await statusOf(server, '/dynamic-entity/countries')).toBe(404);
    await runSql(server.testDatabase.url, ["UPDATE spy_dynamic_entity_configuration SET definition = '{\"broken'"]);
    await waitFor(async () => (await statusOf(server, '/dynamic-entity/from-sql')) !== 200);
    const list = await ask<{ data: Stored[] }>('GET', configurations);
    expect(list.body.data[0]?.problems.map(({ rule }) => rule)).toContain('unreadable-definition');
  });

  it('is in force on every instance within about a second', async () => {
    const other = await createTestApp({ kind, database: server.testDatabase });
    try {
      const saved = await ask('POST', configurations, FLAT_COUNTRIES);
      await waitFor(async () => (await statusOf(other, '/dynamic-entity/countries')) === 200);
      const stale = await send<Stored>(
        other,
        'PATCH',
        `${configurations}/${saved.body.id}`,
        { tableAlias: 'lands' },
        { 'if-match': saved.etag },
      );
      expect(stale.status).toBe(200);
      await waitFor(async () => (await statusOf(server, '/dynamic-entity/lands')) === 200);
      const late = await ask<ErrorEntry[]>(
        'PATCH',
        `${configurations}/${saved.body.id}`,
        { isActive: false },
        { 'if-match': saved.etag },
      );
      expect([late.status, late.body[0]?.code]).toEqual([409, '1921']);
    } finally {
      await other.close();
    }
  });

  it('reads the tables again when asked', async () => {
    await runSql(server.testDatabase.url, ['CREATE TABLE brand_new (id INT PRIMARY KEY, name VARCHAR(10))']);
    const reloaded = await ask<{ tables: number }>('POST', '/back-office/tables/reload');
    expect(reloaded.status).toBe(200);
    expect((await ask<{ total: number }>('GET', '/back-office/tables?search=brand_new')).body.total).toBe(1);
  });
});

describe('who may use the admin API', () => {
  let server: TestApp;

  beforeAll(async () => {
    server = await createTestApp({ kind: 'sqlite', setUpSql: makeCountryTables('sqlite') });
  });
  afterAll(() => server.close());

  it('lets viewers read and editors write, and nobody else in', async () => {
    const viewer = await tokenOf('viewer');
    const editor = await tokenOf('editor');
    const ask = (method: string, path: string, token: string, body?: unknown) =>
      send<Stored>(server, method, path, body, { authorization: `Bearer ${token}` });
    expect((await ask('GET', '/back-office/configurations', viewer)).status).toBe(200);
    expect((await ask('GET', '/back-office/tables/spy_country', viewer)).status).toBe(200);
    expect((await ask('POST', '/back-office/configurations/validate', viewer, FLAT_COUNTRIES)).status).toBe(200);
    for (const [method, path] of [
      ['POST', '/back-office/configurations'],
      ['POST', '/back-office/configurations/import'],
      ['PUT', '/back-office/configurations/1'],
      ['PATCH', '/back-office/configurations/1'],
      ['DELETE', '/back-office/configurations/1'],
      ['POST', '/back-office/tables/reload'],
    ] as const) {
      expect([method, path, (await ask(method, path, viewer, method === 'DELETE' ? undefined : {})).status]).toEqual([
        method,
        path,
        403,
      ]);
    }
    expect((await ask('POST', '/back-office/configurations', editor, FLAT_COUNTRIES)).status).toBe(201);
    const key = await send<{ key: string }>(server, 'POST', '/back-office/api-keys', {
      name: 'machine',
      scopes: ['*'],
    });
    const asKey = await fetch(`${server.url}/back-office/configurations`, { headers: { 'x-api-key': key.body.key } });
    expect(asKey.status).toBe(403);
  });

  async function tokenOf(role: string): Promise<string> {
    const user = { email: `${role}@example.com`, name: role, role, password: 'a-long-enough-passphrase-42' };
    expect((await send(server, 'POST', '/back-office/users', user)).status).toBe(201);
    const answer = await fetch(`${server.url}/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'password', username: user.email, password: user.password }),
    });
    return ((await answer.json()) as { access_token: string }).access_token;
  }
});
