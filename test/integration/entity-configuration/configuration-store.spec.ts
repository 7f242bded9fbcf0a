import { CodedException } from '@dx/kernel';
import type { EntityConfiguration, StoredConfiguration } from '@dx/entity-configuration';
import { openConfigurations } from '../../support/open-configurations.js';
import type { OpenConfigurations } from '../../support/open-configurations.js';
import { createTestDatabase, DATABASE_KINDS } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';
import { countries, createShopTables, run, taxRates } from './shop-tables.js';

/** The coded errors with which `work` fails. */
async function failure(work: Promise<unknown>): Promise<string[]> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof CodedException)) throw error;
    return error.errors.map(({ status, code, path }) => `${status} ${code} ${path ?? ''}`.trim());
  }
  throw new Error('it did not fail');
}

const entry = ({ tableName, tableAlias, isActive, definition, childRelations }: StoredConfiguration) =>
  ({ tableName, tableAlias, isActive, definition, childRelations }) satisfies EntityConfiguration;

describe.each(DATABASE_KINDS)('ConfigurationStore on %s', (kind) => {
  let home: TestDatabase;
  let server: OpenConfigurations;

  beforeEach(async () => {
    home = await createTestDatabase(kind);
    server = await openConfigurations(home.url);
    await createShopTables(server.database);
    await server.snapshots.start();
  });

  afterEach(async () => {
    await server.close();
    await home.drop();
  });

  it('stores, reads, changes and removes a configuration, each in force at once', async () => {
    const { store, snapshots } = server;
    const rates = await store.create(taxRates(), 'anna');
    const created = await store.create(countries(), 'anna');
    expect(entry(created)).toEqual(countries());
    expect(created.createdAt).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    expect(await store.get(created.id)).toEqual(created);
    expect(snapshots.current().entities.get('countries')?.relations.get('countryTaxRates')?.child.alias).toBe(
      'tax-rates',
    );

    const renamed = await store.update(created.id, countries({ tableAlias: 'nations' }), created.revision, 'berta');
    expect(renamed?.revision).not.toBe(created.revision);
    expect([...snapshots.current().entities.keys()].sort()).toEqual(['nations', 'tax-rates']);

    expect(await store.remove(rates.id, rates.revision, 'anna')).toEqual({
      droppedRelations: [{ alias: 'nations', name: 'countryTaxRates', childAlias: 'tax-rates' }],
    });
    expect([...snapshots.current().entities.keys()]).toEqual(['nations']);
    expect((await store.get(created.id))?.childRelations).toEqual([]);
    expect(await store.get(rates.id)).toBeNull();
    expect(await store.remove(rates.id)).toBeNull();
    expect(await store.update(rates.id, taxRates(), rates.revision)).toBeNull();
  });

  it('notes every save with its author and the whole configuration before and after', async () => {
    const { store } = server;
    await store.create(taxRates(), 'anna');
    const created = await store.create(countries(), 'anna');
    await store.update(created.id, countries({ isActive: false }), created.revision, 'berta');
    await store.remove(created.id, null, 'carla');
    const history = await store.history(created.id);
    expect(history.map(({ action, author, alias }) => [action, author, alias])).toEqual([
      ['remove', 'carla', 'countries'],
      ['update', 'berta', 'countries'],
      ['create', 'anna', 'countries'],
    ]);
    expect(history.map(({ before, after }) => [before !== null, after !== null])).toEqual([
      [true, false],
      [true, true],
      [false, true],
    ]);
    expect(JSON.parse(history[2]?.after ?? '')).toEqual(countries());
    expect(history[1]?.savedAt).toMatch(/^\d{4}-/);
  });

  it('refuses a stale write, from a save and from plain SQL, and stores nothing', async () => {
    const { store, database } = server;
    const first = await store.create(taxRates());
    const second = await store.update(first.id, taxRates({ isActive: false }), first.revision);
    expect(await failure(store.update(first.id, taxRates(), first.revision))).toEqual(['409 1921']);
    expect(await failure(store.remove(first.id, first.revision))).toEqual(['409 1921']);
    expect(await store.get(first.id)).toEqual(second);
    await run(database, "UPDATE spy_dynamic_entity_configuration SET table_alias = 'rates'");
    expect(await failure(store.update(first.id, taxRates(), second?.revision ?? ''))).toEqual(['409 1921']);
  });

  it('lets only one of many concurrent saves on the same revision win', async () => {
    const { store } = server;
    const { id, revision } = await store.create(taxRates());
    const saves = Array.from({ length: 8 }, (_, index) =>
      store.update(id, taxRates({ tableAlias: `rates-${index}` }), revision).then(
        () => 'saved',
        (error: unknown) => (error instanceof CodedException ? error.errors[0].code : error),
      ),
    );
    const results = await Promise.all(saves);
    expect(results.filter((it) => it === 'saved')).toHaveLength(1);
    expect(results.filter((it) => it === '1921')).toHaveLength(7);
  });

  it('reports all violations at once and a taken alias', async () => {
    const { store } = server;
    await store.create(taxRates());
    const definition = { identifier: 'nope', fields: [] };
    const bad = countries({ tableAlias: 'tax-rates', definition, childRelations: [] });
    expect(await failure(store.create(bad))).toEqual([
      '400 1920 tableAlias',
      '400 1920 definition.identifier',
      '400 1920 definition.fields',
    ]);
    expect(await failure(store.create({ ...countries(), isActive: 'maybe' }))).toContain('400 1920 isActive');
    expect(await failure(store.create(countries({ tableName: 'spy_user' })))).toContain('400 1920 tableName');
    expect((await store.list()).total).toBe(1);
    const results = await Promise.allSettled([1, 2, 3].map(() => store.create(countries())));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await store.list()).total).toBe(2);
  });

  it('sees a table that is younger than the catalogue', async () => {
    const { store, database, catalogue } = server;
    await catalogue.current();
    await run(database, 'CREATE TABLE erp_note (id INTEGER PRIMARY KEY, note VARCHAR(20))');
    const fields = [{ fieldName: 'id', fieldVisibleName: 'id', isCreatable: true, isEditable: true, type: 'integer' }];
    const note = {
      tableName: 'erp_note',
      tableAlias: 'notes',
      isActive: true,
      definition: { identifier: 'id', fields },
    };
    await store.create(note);
    expect(server.snapshots.current().entities.has('notes')).toBe(true);
  });

  it('lists page by page, active ones first, and finds by alias and table whatever the case', async () => {
    const { store } = server;
    await store.create(taxRates({ tableAlias: 'b-rates' }));
    await store.create(taxRates({ tableAlias: 'a_rates' }));
    await store.create(countries({ isActive: false, childRelations: [] }));
    const aliases = async (filter: Parameters<typeof store.list>[0]): Promise<[number, string[]]> => {
      const { total, items } = await store.list(filter);
      return [total, items.map((it) => it.tableAlias)];
    };
    expect(await aliases({})).toEqual([3, ['a_rates', 'b-rates', 'countries']]);
    expect(await aliases({ limit: 1, offset: 1 })).toEqual([3, ['b-rates']]);
    expect(await aliases({ search: 'COUNTR' })).toEqual([1, ['countries']]);
    expect(await aliases({ search: 'tax_rate' })).toEqual([2, ['a_rates', 'b-rates']]);
    expect(await aliases({ search: 'a_r' })).toEqual([1, ['a_rates']]);
    expect(await aliases({ search: '%' })).toEqual([0, []]);
    expect(await aliases({ isActive: false })).toEqual([1, ['countries']]);
    expect(await aliases({ tableName: 'spy_tax_rate' })).toEqual([2, ['a_rates', 'b-rates']]);
  });

  it('lets two relations of one name and one to itself be stored in their order', async () => {
    const { store } = server;
    const relation = (alias: string, child: string) => ({
      name: 'same',
      isEditable: false,
      childDynamicEntityConfiguration: { tableAlias: alias },
      relationFieldMappings: [
        { childFieldName: child, parentFieldName: 'id_country' },
        { childFieldName: 'name', parentFieldName: 'name' },
      ],
    });
    const relations = [relation('countries', 'id_country'), relation('tax-rates', 'fk_country')];
    await store.importAll([countries({ childRelations: relations }), taxRates()]);
    const [stored] = (await store.list({ search: 'countries' })).items;
    expect(stored?.childRelations).toEqual(relations);
  });
});
