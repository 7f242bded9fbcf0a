import { makeCountryConfigurations, makeCountryTables } from '../support/country-shop.js';
import { createTestApp, type TestApp } from '../support/create-test-app.js';
import { openSession, type BrowserSession } from '../support/open-session.js';
import { DATABASE_KINDS, type DatabaseKind } from '../support/test-database.js';

interface Suggestion {
  readonly relation: {
    readonly name: string;
    readonly childDynamicEntityConfiguration: { readonly tableAlias: string };
  };
  readonly kind: string;
  readonly childTable: string;
  readonly childConfigured: boolean;
  readonly foreignKeys: readonly string[];
  readonly junctionTable: string | null;
  readonly reason: string;
}
interface Neighbours {
  readonly table: { readonly name: string; readonly columns: readonly object[] };
  readonly neighbours: readonly { readonly name: string }[];
  readonly omitted: number;
  readonly foreignKeys: readonly object[];
  readonly endpoints: readonly { readonly id: number; readonly alias: string }[];
  readonly relations: readonly object[];
  readonly suggestions: readonly Suggestion[];
}
interface Layout {
  readonly picture: string;
  readonly nodes: readonly object[];
  readonly updatedAt: string | null;
}
type Errors = readonly { readonly code: string; readonly path: string }[];

const LAYOUT = '/back-office/relation-layout';
const PASSWORD = 'violet tractor under seven moons';

/** Countries have tax rates, and are tied to stores through a table of pairs. */
function makeTables(kind: DatabaseKind): readonly string[] {
  const id = kind === 'mariadb' ? 'INT NOT NULL AUTO_INCREMENT PRIMARY KEY' : 'INTEGER PRIMARY KEY AUTOINCREMENT';
  return [
    ...makeCountryTables(kind),
    `CREATE TABLE spy_store (id_store ${id}, name VARCHAR(100) NOT NULL)`,
    `CREATE TABLE spy_country_store (
      fk_country INT NOT NULL, fk_store INT NOT NULL, PRIMARY KEY (fk_country, fk_store),
      CONSTRAINT cs_country FOREIGN KEY (fk_country) REFERENCES spy_country (id_country),
      CONSTRAINT cs_store FOREIGN KEY (fk_store) REFERENCES spy_store (id_store)
    )`,
    `CREATE TABLE unrelated (id_unrelated ${id})`,
  ];
}

describe.each(DATABASE_KINDS)('relations as a picture on %s', (kind) => {
  let server: TestApp;
  let owner: BrowserSession;

  beforeAll(async () => {
    server = await createTestApp({ kind, setUpSql: makeTables(kind), configurations: makeCountryConfigurations() });
    owner = await openSession(server);
  });
  afterAll(() => server?.close());

  const neighboursOf = async (table: string): Promise<Neighbours> => {
    const answer = await owner.send<Neighbours>('GET', `/back-office/tables/${table}/neighbours`);
    expect(answer.status).toBe(200);
    return answer.body;
  };

  describe('neighbours', () => {
    it('are the tables that foreign keys tie to the table, whichever way they point', async () => {
      const { table, neighbours, foreignKeys, endpoints, omitted } = await neighboursOf('spy_country');
      expect(table).toMatchObject({ name: 'spy_country', kind: 'table', configurable: true, aliases: ['countries'] });
      expect(table.columns[0]).toMatchObject({ name: 'id_country', kind: 'integer', primary: true, unique: true });
      expect(neighbours.map(({ name }) => name).sort()).toEqual(['spy_country_store', 'spy_store', 'spy_tax_rate']);
      expect(foreignKeys).toHaveLength(3);
      expect(foreignKeys).toContainEqual(
        expect.objectContaining({
          table: 'spy_tax_rate',
          columns: ['fk_country'],
          referencedTable: 'spy_country',
          referencedColumns: ['id_country'],
        }),
      );
      expect(endpoints.map(({ alias }) => alias).sort()).toEqual(['countries', 'tax-rates']);
      expect(omitted).toBe(0);
      expect((await neighboursOf('spy_tax_rate')).neighbours.map(({ name }) => name)).toEqual(['spy_country']);
      expect((await neighboursOf('unrelated')).neighbours).toEqual([]);
    });

    it('come with the configured relations, from both ends', async () => {
      const relation = { alias: 'countries', table: 'spy_country', childTable: 'spy_tax_rate', kind: 'one-to-many' };
      for (const table of ['spy_country', 'spy_tax_rate']) {
        expect((await neighboursOf(table)).relations).toEqual([
          expect.objectContaining({
            ...relation,
            relation: expect.objectContaining({
              name: 'countryTaxRates',
              relationFieldMappings: [{ childFieldName: 'fk_country', parentFieldName: 'id_country' }],
            }) as object,
          }),
        ]);
      }
    });

    it('come with what could be configured, and why, but not with what is', async () => {
      const { suggestions } = await neighboursOf('spy_country');
      expect(suggestions.map(({ kind: one, childTable, junctionTable }) => [one, childTable, junctionTable])).toEqual([
        ['one-to-many', 'spy_country_store', null],
        ['many-to-many', 'spy_store', 'spy_country_store'],
      ]);
      expect(suggestions[1]?.reason).toContain('spy_country_store');
      const [back] = (await neighboursOf('spy_tax_rate')).suggestions;
      expect(back).toMatchObject({
        kind: 'many-to-one',
        childTable: 'spy_country',
        childConfigured: true,
        relation: { childDynamicEntityConfiguration: { tableAlias: 'countries' } },
      });
    });

    it('suggests relations that can be saved as they are', async () => {
      const store = await owner.send<{ suggestion: { configuration: object } }>('GET', '/back-office/tables/spy_store');
      const made = await owner.send('POST', '/back-office/configurations', store.body.suggestion.configuration);
      expect(made.status).toBe(201);
      const { suggestions, endpoints } = await neighboursOf('spy_country');
      const junction = suggestions.find(({ kind: one }) => one === 'many-to-many') as Suggestion;
      expect(junction.childConfigured).toBe(true);
      const path = `/back-office/configurations/${endpoints.find(({ alias }) => alias === 'countries')?.id}`;
      const { body } = await owner.send<{ childRelations: object[] }>('GET', path);
      const change = { childRelations: [...body.childRelations, junction.relation] };
      const saved = await owner.send('PATCH', path, change, { 'if-match': '*' });
      expect([saved.status, saved.body]).toEqual([200, expect.objectContaining({ served: true, problems: [] })]);
      const after = await neighboursOf('spy_country');
      expect(after.suggestions.map(({ kind: one }) => one)).toEqual(['one-to-many']);
      expect(after.relations).toContainEqual(
        expect.objectContaining({ kind: 'many-to-many', childTable: 'spy_store' }),
      );
      expect((await neighboursOf('spy_store')).relations).toHaveLength(1);
    });

    it('of a table that is not there, or is the server’s own, are not found', async () => {
      for (const table of ['nothing', 'dx_user', 'dx_session']) {
        expect((await owner.send('GET', `/back-office/tables/${table}/neighbours`)).status).toBe(404);
      }
    });
  });

  describe('positions', () => {
    const nodes = [
      { id: 'spy_country', x: 0, y: -40 },
      { id: 'spy_tax_rate', x: 320, y: 12 },
    ];

    it('are empty, then what was kept', async () => {
      const none = await owner.send<Layout>('GET', `${LAYOUT}?picture=spy_country`);
      expect([none.status, none.body]).toEqual([200, { picture: 'spy_country', nodes: [], updatedAt: null }]);
      const kept = await owner.send<Layout>('PUT', `${LAYOUT}?picture=spy_country`, { nodes });
      expect([kept.status, kept.body.nodes]).toEqual([200, nodes]);
      const moved = await owner.send<Layout>('PUT', `${LAYOUT}?picture=spy_country`, { nodes: nodes.slice(1) });
      expect(moved.body.nodes).toEqual(nodes.slice(1));
      const found = await owner.send<Layout>('GET', `${LAYOUT}?picture=spy_country`);
      expect(found.body).toEqual(moved.body);
      expect((await owner.send<Layout>('GET', LAYOUT)).body.nodes).toEqual([]);
    });

    it('belong to one user each', async () => {
      const viewer = { email: 'viewer@example.com', password: PASSWORD };
      await owner.send('POST', '/back-office/users', { ...viewer, name: 'V', role: 'viewer' });
      const session = await openSession(server, viewer);
      await owner.send('PUT', LAYOUT, { nodes });
      expect((await session.send<Layout>('GET', LAYOUT)).body.nodes).toEqual([]);
      expect((await session.send('PUT', LAYOUT, { nodes: [] })).status).toBe(200);
      expect((await owner.send<Layout>('GET', LAYOUT)).body.nodes).toEqual(nodes);
    });

    it.each([
      [{ nodes: [{ id: 'a', x: 'left', y: 0 }] }, 'nodes.0.x'],
      [{ nodes: [{ id: 'a', x: 1e9, y: 0 }] }, 'nodes.0.x'],
      [{ nodes: [{ id: '', x: 0, y: 0 }] }, 'nodes.0.id'],
      [{ nodes: [{ id: 'a', x: 0, y: 0, script: '<b>' }] }, 'nodes.0.script'],
      [{ nodes: Array.from({ length: 1001 }, () => ({ id: 'a', x: 0, y: 0 })) }, 'nodes'],
      [{ nodes: 'all' }, 'nodes'],
      [{}, 'nodes'],
    ])('refuse other shapes and sizes', async (body, path) => {
      const answer = await owner.send<Errors>('PUT', LAYOUT, body);
      expect([answer.status, answer.body[0]?.code, answer.body[0]?.path]).toEqual([400, '1920', path]);
    });
  });
});
