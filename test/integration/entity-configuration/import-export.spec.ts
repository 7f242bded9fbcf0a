import { openConfigurations } from '../../support/open-configurations.js';
import type { OpenConfigurations } from '../../support/open-configurations.js';
import { createTestDatabase, DATABASE_KINDS } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';
import { countries, createShopTables, run, taxRates } from './shop-tables.js';

describe.each(DATABASE_KINDS)('import and export on %s', (kind) => {
  const homes: TestDatabase[] = [];
  const servers: OpenConfigurations[] = [];

  async function open(): Promise<OpenConfigurations> {
    const home = await createTestDatabase(kind);
    const server = await openConfigurations(home.url);
    homes.push(home);
    servers.push(server);
    await createShopTables(server.database);
    await server.snapshots.start();
    return server;
  }

  const exported = async ({ store }: OpenConfigurations): Promise<string> =>
    JSON.stringify((await store.exportAll()).configurations);
  const lines = (problems: readonly { severity: string; rule: string; path: string }[]): string[] =>
    problems.map(({ severity, rule, path }) => `${severity} ${rule} ${path}`);

  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
    for (const home of homes.splice(0)) await home.drop();
  });

  it('imports a file whose relations point forwards and makes it effective', async () => {
    const { store, snapshots } = await open();
    const result = await store.importAll([countries(), taxRates()]);
    expect(result).toEqual({
      created: ['countries', 'tax-rates'],
      updated: [],
      unchanged: [],
      skipped: [],
      problems: [],
    });
    expect(snapshots.current().entities.get('countries')?.relations.size).toBe(1);
  });

  it('changes nothing when the same file is imported again, with or without update', async () => {
    const server = await open();
    await server.store.importAll([countries(), taxRates()]);
    const before = [await exported(server), server.snapshots.current()];
    for (const update of [false, true]) {
      const again = await server.store.importAll([countries(), taxRates()], { update });
      expect(again).toMatchObject({ created: [], updated: [], unchanged: ['countries', 'tax-rates'], skipped: [] });
    }
    expect([await exported(server), server.snapshots.current()]).toEqual(before);
    expect(await server.store.history(1)).toHaveLength(1);
  });

  it('skips what is stored differently, or overwrites it with update', async () => {
    const { store } = await open();
    await store.importAll([countries(), taxRates()]);
    const { childRelations: _absent, ...withoutRelations } = countries({ isActive: false });
    expect(await store.importAll([withoutRelations])).toMatchObject({ skipped: ['countries'], updated: [] });
    expect((await store.list({ search: 'countries' })).items[0]?.isActive).toBe(true);
    expect(await store.importAll([withoutRelations], { update: true })).toMatchObject({ updated: ['countries'] });
    const [kept] = (await store.list({ search: 'countries' })).items;
    expect(kept?.isActive).toBe(false);
    expect(kept?.childRelations).toHaveLength(1);
    await store.importAll([countries({ childRelations: [] })], { update: true });
    expect((await store.list({ search: 'countries' })).items[0]?.childRelations).toEqual([]);
  });

  it('gives the same bytes after export, import elsewhere and export', async () => {
    const [one, other] = [await open(), await open()];
    const cyclic = taxRates({
      childRelations: [
        {
          name: 'country',
          isEditable: false,
          childDynamicEntityConfiguration: { tableAlias: 'countries' },
          relationFieldMappings: [
            { childFieldName: 'id_country', parentFieldName: 'fk_country' },
            { childFieldName: 'name', parentFieldName: 'name' },
          ],
        },
      ],
    });
    await one.store.importAll([cyclic, countries(), countries({ tableAlias: 'Countries', childRelations: [] })]);
    const file = await exported(one);
    const result = await other.store.importAll(JSON.parse(file));
    expect(result).toMatchObject({ created: ['Countries', 'countries', 'tax-rates'], problems: [] });
    expect(await exported(other)).toBe(file);
  });

  it('stores what can be stored and reports every oddity by its path', async () => {
    const { store, snapshots } = await open();
    const odd = {
      tableName: 'spy_tax_rate',
      tableAlias: 'odd',
      isActive: 1,
      definition: {
        identifier: 'id_tax_rate',
        fields: [
          {
            fieldName: 'id_tax_rate',
            fieldVisibleName: 'id',
            type: 'integer',
            isVisible: true,
            validation: { maxLength: 11 },
          },
          { fieldName: 'gone', fieldVisibleName: 'gone', type: 'string' },
        ],
      },
      childRelations: [
        {
          name: 'nowhere',
          childDynamicEntityConfiguration: { tableAlias: 'unknown' },
          relationFieldMappings: [{ childFieldName: 'x', parentFieldName: 'id_tax_rate' }],
        },
      ],
    };
    const result = await store.importAll([
      { tableName: 'spy_country' },
      countries({ tableName: 'spy_user', tableAlias: 'users' }),
      odd,
      taxRates({ tableAlias: 'odd' }),
      taxRates({ tableName: 'no_such_table', tableAlias: 'later' }),
      'nonsense',
    ]);
    expect(result).toMatchObject({ created: ['odd', 'later'], skipped: ['users', 'odd'] });
    expect(lines(result.problems).sort()).toEqual(
      [
        'error missing-key [0].tableAlias',
        'error unreadable-definition [0].definition',
        'error denied-table [1].tableName',
        'warning wrong-json-type [2].isActive',
        'warning unknown-key [2].definition.fields',
        'warning rule-not-for-type [2].definition.fields[0].validation',
        'warning unknown-column [2].definition.fields[1].fieldName',
        'error unknown-child [2].childRelations[0].childDynamicEntityConfiguration.tableAlias',
        'error duplicate-alias [3].tableAlias',
        'error unknown-table [4].tableName',
        'warning wrong-json-type [5]',
        'error unreadable-definition [5].definition',
        'error missing-key [5].tableAlias',
      ].sort(),
    );
    expect([...snapshots.current().entities.keys()]).toEqual(['odd']);
    expect(snapshots.current().outOfDate).toEqual(new Set(['later']));
  });

  it('skips a view over a denied table as it skips the table', async () => {
    const { store, database, snapshots } = await open();
    await run(database, 'CREATE TABLE spy_user (id_country INT NOT NULL PRIMARY KEY, iso2_code VARCHAR(2))');
    await run(database, 'CREATE VIEW shown_user AS SELECT id_country, iso2_code FROM spy_user');
    await run(database, 'CREATE VIEW shown_country AS SELECT id_country, iso2_code, name FROM spy_country');
    const { created, skipped, problems } = await store.importAll([
      countries({ tableName: 'shown_user', tableAlias: 'users', childRelations: [] }),
      countries({ tableName: 'shown_country', tableAlias: 'shown', childRelations: [] }),
    ]);
    expect([created, skipped]).toEqual([['shown'], ['users']]);
    expect(lines(problems)).toContain('error denied-table [0].tableName');
    expect([...snapshots.current().entities.keys()]).toEqual(['shown']);
  });

  it('does everything but store in a dry run', async () => {
    const { store, snapshots } = await open();
    const before = snapshots.current();
    const result = await store.importAll([countries(), taxRates()], { dryRun: true });
    expect(result).toMatchObject({ created: ['countries', 'tax-rates'], problems: [] });
    expect((await store.list()).total).toBe(0);
    expect(snapshots.current()).toBe(before);
  });

  it('serves the rows of a shop as they are, and leaves a broken one alone', async () => {
    const server = await open();
    const insert = `INSERT INTO spy_dynamic_entity_configuration (table_alias, table_name, is_active, definition) VALUES (?, ?, ?, ?)`;
    const fields = [
      { fieldName: 'id_country', fieldVisibleName: 'id_country', type: 'integer', isVisible: true },
      {
        fieldName: 'iso2_code',
        fieldVisibleName: 'iso2_code',
        type: 'integer',
        isCreatable: 1,
        validation: { isRequired: null },
      },
    ];
    const definition = JSON.stringify({ fields, identifier: 'id_country' });
    await run(server.database, insert, 'countries', 'spy_country', 1, definition);
    await run(server.database, insert, 'broken', 'spy_country', 1, '{"identifier":');
    await run(server.database, insert, 'off', 'spy_country', 0, definition);
    const snapshot = await server.snapshots.refresh();
    expect([...snapshot.entities.keys()]).toEqual(['countries']);
    expect(snapshot.entities.get('countries')).toMatchObject({ deletable: false });
    expect(snapshot.entities.get('countries')?.fieldsByName.get('iso2_code')).toMatchObject({
      creatable: true,
      editable: false,
      required: true,
      jsonKind: 'integer-cast',
    });
    expect(server.snapshots.health().inactive).toEqual([
      { alias: 'broken', configurationId: 2, reasons: ['definition: The stored definition is not valid JSON.'] },
    ]);
    const { configurations, leftOut } = await server.store.exportAll();
    expect(configurations.map(({ tableAlias }) => tableAlias)).toEqual(['countries', 'off']);
    expect(leftOut).toEqual(['broken']);
  });
});
