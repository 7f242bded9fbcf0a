import { CodedException } from '@dx/kernel';
import type { ChildRelation, EntityConfiguration, Relation, RelationThrough } from '@dx/entity-configuration';
import { Logger } from '@nestjs/common';
import { eventually, openConfigurations } from '../../support/open-configurations.js';
import type { OpenConfigurations } from '../../support/open-configurations.js';
import { createTestDatabase, DATABASE_KINDS } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';
import { countries, createShopTables, run, taxRates } from './shop-tables.js';

const POLL = {
  pollIntervalMs: 50,
  driftIntervalMs: 100,
  driftReportIntervalMs: 100,
  catalogueIntervalMs: 200,
  cataloguePauseFactor: 1,
};

const THROUGH: RelationThrough = {
  tableName: 'country_rate',
  parentMappings: [{ parentFieldName: 'id_country', junctionFieldName: 'fk_country' }],
  childMappings: [{ childFieldName: 'id_tax_rate', junctionFieldName: 'fk_rate' }],
};

const linked = (through: unknown = THROUGH, change: Partial<ChildRelation> = {}): EntityConfiguration =>
  countries({
    childRelations: [
      {
        name: 'rates',
        isEditable: true,
        childDynamicEntityConfiguration: { tableAlias: 'tax-rates' },
        relationFieldMappings: [],
        through: through as RelationThrough,
        ...change,
      },
    ],
  });

describe.each(DATABASE_KINDS)('many-to-many relations of configurations on %s', (kind) => {
  let home: TestDatabase;
  let server: OpenConfigurations;

  beforeEach(async () => {
    for (const level of ['log', 'warn', 'error'] as const) jest.spyOn(Logger.prototype, level).mockReturnValue();
    home = await createTestDatabase(kind);
    server = await openConfigurations(home.url, { ...POLL, deny: ['secret_*'] });
    await createShopTables(server.database);
    for (const sql of [
      'CREATE TABLE country_rate (fk_country INTEGER NOT NULL, fk_rate INTEGER NOT NULL, PRIMARY KEY (fk_country, fk_rate))',
      'CREATE TABLE ranked_rate (fk_country INTEGER NOT NULL, fk_rate INTEGER NOT NULL, number INTEGER NOT NULL)',
      'CREATE TABLE secret_rate (fk_country INTEGER NOT NULL, fk_rate INTEGER NOT NULL)',
      'CREATE VIEW rate_view AS SELECT fk_country, fk_rate FROM country_rate',
    ]) {
      await run(server.database, sql);
    }
    await server.snapshots.start();
    await server.store.importAll([taxRates()]);
  });

  afterEach(async () => {
    await server.close();
    await home.drop();
    jest.restoreAllMocks();
  });

  const served = (): Relation | undefined =>
    server.snapshots.current().entities.get('countries')?.relations.get('rates');
  const problemsOf = async (configuration: EntityConfiguration): Promise<string[]> => {
    const error: unknown = await server.store.create(configuration).catch((reason: unknown) => reason);
    if (!(error instanceof CodedException)) throw new Error('nothing was refused', { cause: error });
    return error.errors.map(({ path = '', message }) => `${path}: ${message}`);
  };

  it('are stored, served, exported and imported again to the same bytes', async () => {
    const { id, revision, childRelations } = await server.store.create(linked());
    expect(childRelations).toEqual(linked().childRelations);
    expect(served()).toMatchObject({
      bindings: [],
      through: { quotedTable: expect.any(String) as string, linksOnce: true },
    });
    const { configurations: exported } = await server.store.exportAll();
    expect(exported[0]?.childRelations[0]?.through).toEqual(THROUGH);
    expect(Object.keys(exported[1]?.childRelations[0] ?? {})).toEqual([]);
    const again = await server.store.importAll(JSON.parse(JSON.stringify(exported)) as unknown[], { update: true });
    expect(again).toMatchObject({ unchanged: ['countries', 'tax-rates'], updated: [], created: [] });
    await server.store.remove(id, revision);
    expect(await server.database.rows({ sql: 'SELECT * FROM dx_relation_through', params: [] })).toEqual([]);
    await server.store.importAll(JSON.parse(JSON.stringify(exported)) as unknown[]);
    expect(JSON.stringify((await server.store.exportAll()).configurations)).toBe(JSON.stringify(exported));
    expect(served()?.through).not.toBeNull();
  });

  it('change the revision, and the key stays away from files without them', async () => {
    const before = await server.store.create(countries());
    expect(Object.keys(before.childRelations[0] ?? {})).not.toContain('through');
    const after = await server.store.update(before.id, linked(), before.revision);
    expect(after?.revision).not.toBe(before.revision);
    const narrower = { ...THROUGH, parentMappings: [...THROUGH.parentMappings, ...THROUGH.parentMappings] };
    const again = await server.store.update(before.id, linked(narrower), after?.revision ?? '');
    expect(again?.revision).not.toBe(after?.revision);
  });

  it('are noticed when somebody else writes them', async () => {
    await server.store.create(linked());
    const changed = JSON.stringify({ ...THROUGH, tableName: 'rate_view' });
    await run(server.database, 'UPDATE dx_relation_through SET junction = ?', changed);
    await eventually(() => served()?.through?.table.name === 'rate_view');
    await run(server.database, `UPDATE dx_relation_through SET junction = 'no json'`);
    await eventually(() => served() === undefined);
    expect(server.snapshots.current().entities.has('countries')).toBe(true);
    await run(server.database, 'DELETE FROM dx_relation_through');
    await eventually(() =>
      server.snapshots
        .health()
        .problems.some(({ rule, path }) => rule === 'no-mapping' && path.endsWith('relationFieldMappings')),
    );
  });

  it('come and go with the junction table', async () => {
    await server.store.create(linked());
    await run(server.database, 'DROP VIEW rate_view');
    await run(server.database, 'ALTER TABLE country_rate RENAME TO elsewhere');
    await eventually(() => served() === undefined);
    expect(server.snapshots.current().entities.has('countries')).toBe(true);
    await run(server.database, 'ALTER TABLE elsewhere RENAME TO country_rate');
    await eventually(() => served() !== undefined);
  });

  it.each<[string, unknown, Partial<ChildRelation>, string[]]>([
    [
      'an unknown table',
      { ...THROUGH, tableName: 'nowhere' },
      {},
      [
        'childRelations[0].through.tableName: `childRelations[0].through.tableName`: Table with name `nowhere` does not exist',
      ],
    ],
    [
      'a denied table',
      { ...THROUGH, tableName: 'secret_rate' },
      {},
      [
        'childRelations[0].through.tableName: `childRelations[0].through.tableName`: Table name is not allowed for dynamic entity. Table: secret_rate',
      ],
    ],
    [
      'a table of the server itself',
      { ...THROUGH, tableName: 'dx_configuration_revision' },
      {},
      [
        'childRelations[0].through.tableName: `childRelations[0].through.tableName`: Table name is not allowed for dynamic entity. Table: dx_configuration_revision',
      ],
    ],
    [
      'no pairs',
      { tableName: 'country_rate' },
      {},
      [
        'childRelations[0].through.parentMappings: `childRelations[0].through.parentMappings`: The junction of relation `rates` is not tied to the parent.',
        'childRelations[0].through.childMappings: `childRelations[0].through.childMappings`: The junction of relation `rates` is not tied to the child.',
      ],
    ],
    [
      'unknown columns on all sides',
      {
        tableName: 'country_rate',
        parentMappings: [{ parentFieldName: 'a', junctionFieldName: 'b' }],
        childMappings: [{ childFieldName: 'c', junctionFieldName: 'd' }],
      },
      {},
      [
        'childRelations[0].through.parentMappings[0].parentFieldName: `childRelations[0].through.parentMappings[0].parentFieldName`: Field `a` not found in table `spy_country`',
        'childRelations[0].through.parentMappings[0].junctionFieldName: `childRelations[0].through.parentMappings[0].junctionFieldName`: Field `b` not found in table `country_rate`',
        'childRelations[0].through.childMappings[0].childFieldName: `childRelations[0].through.childMappings[0].childFieldName`: Field `c` not found in table `spy_tax_rate`',
        'childRelations[0].through.childMappings[0].junctionFieldName: `childRelations[0].through.childMappings[0].junctionFieldName`: Field `d` not found in table `country_rate`',
      ],
    ],
    [
      'columns that nothing fills',
      { ...THROUGH, tableName: 'ranked_rate' },
      {},
      [
        'childRelations[0].through.tableName: `childRelations[0].through.tableName`: Links cannot be written: nothing fills `number` of `ranked_rate`.',
      ],
    ],
    [
      'a view',
      { ...THROUGH, tableName: 'rate_view' },
      {},
      [
        'childRelations[0].through.tableName: `childRelations[0].through.tableName`: `rate_view` is a view: links cannot be written.',
      ],
    ],
    [
      'pairs of its own beside the junction',
      THROUGH,
      { relationFieldMappings: [{ childFieldName: 'fk_country', parentFieldName: 'id_country' }] },
      [
        'childRelations[0].relationFieldMappings: `childRelations[0].relationFieldMappings`: Relation `rates` has a junction table; its pairs of fields stand in `through`, others are ignored.',
      ],
    ],
    [
      'something else than an object',
      'country_rate',
      {},
      [
        'childRelations[0].through: `childRelations[0].through`: A junction must be an object; left out.',
        'childRelations[0].relationFieldMappings: `childRelations[0].relationFieldMappings`: Relation `rates` names no pair of fields.',
      ],
    ],
  ])('are not saved with %s', async (_name, through, change, expected) => {
    expect(await problemsOf(linked(through, change))).toEqual(expected);
  });

  it('may lie over a view, or a table with further columns, when they are only read', async () => {
    const { id, revision } = await server.store.create(
      linked({ ...THROUGH, tableName: 'rate_view' }, { isEditable: false }),
    );
    expect(served()).toMatchObject({ editable: false, through: { linksOnce: false } });
    const ranked = linked({ ...THROUGH, tableName: 'ranked_rate' }, { isEditable: false });
    expect(await server.store.update(id, ranked, revision)).not.toBeNull();
    expect(served()?.through?.table.name).toBe('ranked_rate');
  });

  it('over a table that is denied later are no longer served', async () => {
    await server.store.importAll([linked({ ...THROUGH, tableName: 'secret_rate' })]);
    expect(served()).toBeUndefined();
    expect(server.snapshots.health().problems).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          rule: 'denied-table',
          severity: 'error',
          path: 'childRelations[0].through.tableName',
        }),
      ]),
    );
    expect(server.snapshots.current().entities.has('countries')).toBe(true);
  });
});
