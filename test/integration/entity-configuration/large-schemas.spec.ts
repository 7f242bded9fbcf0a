import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ConfigurationStore, compileSnapshot, DenyList, suggestConfiguration } from '@dx/entity-configuration';
import type { EntityConfiguration } from '@dx/entity-configuration';
import { countMetadataStatements } from '../../support/count-metadata-statements.js';
import { LARGE, makeLargeTables, makeShop } from '../../support/make-large-schema.js';
import { openConfigurations } from '../../support/open-configurations.js';
import type { OpenConfigurations } from '../../support/open-configurations.js';
import { createTestDatabase, DATABASE_KINDS } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';

const SET_UP_MS = 180_000;

/** What goes wrong with the shop's file, line by line: place in the file, rule, severity. */
const SHOP_PROBLEMS = [
  'warning unknown-key [12].definition.fields',
  'warning wrong-json-type [22].isActive',
  'error denied-table [26].tableName',
  'error duplicate-alias [75].tableAlias',
  'warning identifier-not-unique [8].definition.identifier',
  'warning duplicate-relation [10].childRelations[2].name',
  'warning inactive-child [12].childRelations[0].childDynamicEntityConfiguration.tableAlias',
  'error unknown-child [12].childRelations[1].childDynamicEntityConfiguration.tableAlias',
  'error unknown-child [13].childRelations[0].childDynamicEntityConfiguration.tableAlias',
  'error unknown-child [13].childRelations[2].childDynamicEntityConfiguration.tableAlias',
  'warning unknown-type [16].definition.fields[2].type',
  'warning unknown-constraint [17].definition.fields[1].validation.constraints[0].name',
  'warning contradicting-rules [18].definition.fields[3].validation.scale',
  'warning rule-not-for-type [19].definition.fields[2].validation',
  'warning duplicate-name [20].definition.fields[2].fieldVisibleName',
  'warning unknown-column [21].definition.fields[5].fieldName',
  'warning inactive-child [51].childRelations[0].childDynamicEntityConfiguration.tableAlias',
  'error unknown-child [54].childRelations[0].childDynamicEntityConfiguration.tableAlias',
  'error identifier-not-a-field [23].definition.identifier',
  'error unknown-table [24].tableName',
  'error invalid-alias [27].tableAlias',
  'warning read-only-table [28].tableName',
  'warning invalid-relation-name [29].childRelations[0].name',
  'error unknown-mapped-column [30].childRelations[0].relationFieldMappings[0].childFieldName',
];

describe.each(DATABASE_KINDS)('large configurations on %s', (kind) => {
  let home: TestDatabase;
  let server: OpenConfigurations;
  let statements: string[];
  let store: ConfigurationStore;

  async function open(createTables: readonly string[]): Promise<void> {
    home = await createTestDatabase(kind);
    server = await openConfigurations(home.url);
    for (const sql of createTables) await server.database.run({ sql, params: [] });
    await server.snapshots.start();
    const counted = countMetadataStatements(server.metadata);
    statements = counted.statements;
    store = new ConfigurationStore(counted.metadata, server.catalogue, new DenyList(), server.snapshots);
  }

  async function close(): Promise<void> {
    await server.close();
    await home.drop();
  }

  /** How often a table was written. */
  const writes = (table: string): number =>
    statements.filter((sql) => new RegExp(`^(INSERT INTO|UPDATE|DELETE FROM) .?${table}[^_\\w]`, 'i').test(sql.trim()))
      .length;

  describe('a shop as it is', () => {
    beforeAll(() => open(makeShop(kind).createTables), SET_UP_MS);
    afterAll(close);
    beforeEach(() => (statements.length = 0));

    it('is as large as one', () => {
      const { configurations } = makeShop(kind);
      expect(configurations).toHaveLength(76);
      expect(configurations.flatMap(({ definition }) => definition.fields)).toHaveLength(379);
      expect(configurations.flatMap(({ childRelations }) => childRelations)).toHaveLength(97);
    });

    it('is imported with every oddity named by its path, and everything that can work is active', async () => {
      const { result, duration } = await timed(() => store.importAll(makeShop(kind).configurations));
      // One batch for each table of the configuration: 74 rows, 91 relations, 92 mappings.
      expect(writes('spy_dynamic_entity_configuration')).toBe(1);
      expect(writes('spy_dynamic_entity_configuration_relation')).toBe(1);
      expect(writes('spy_dynamic_entity_configuration_relation_field_mapping')).toBe(1);
      expect(writes('dx_configuration_revision')).toBe(1);
      expect(statements.length).toBeLessThan(20);
      expect(result.created).toHaveLength(74);
      expect(result.skipped).toHaveLength(2);
      expect(result.problems.map(({ severity, rule, path }) => `${severity} ${rule} ${path}`).sort()).toEqual(
        [...SHOP_PROBLEMS].sort(),
      );
      const { entities } = server.snapshots.current();
      expect(entities.size).toBe(70);
      expect([...entities.values()].flatMap(({ relations }) => [...relations.values()])).toHaveLength(74);
      expect([...entities.values()].flatMap(({ fields }) => fields)).toHaveLength(349);
      expect(server.snapshots.health().inactive.map(({ alias }) => alias)).toEqual([
        'content-parts',
        'catalog-pools',
        'bad alias',
      ]);
      report(`${kind}: import of a shop's 76 endpoints`, duration);
    });

    it('costs reads only when it is imported again', async () => {
      const file = makeShop(kind).configurations;
      const again = await store.importAll(file, { update: true });
      expect(again.updated).toEqual([]);
      expect(statements.filter((sql) => /^(INSERT|UPDATE|DELETE)/i.test(sql.trim()))).toEqual([]);
    });

    it('serves each oddity that works as the contract says', () => {
      const { entities } = server.snapshots.current();
      const at = (place: number) => entities.get(makeShop(kind).configurations[place]?.tableAlias ?? '');
      const typeOf = (place: number, name: string) => at(place)?.fieldsByName.get(name);
      expect(typeOf(3, 'price')).toMatchObject({ type: 'decimal', jsonKind: 'decimal' });
      expect(typeOf(4, 'code')).toMatchObject({ type: 'integer', jsonKind: 'integer-cast' });
      expect(typeOf(5, 'ratio')).toMatchObject({ type: 'integer', jsonKind: 'integer-cast' });
      expect(typeOf(6, 'is_active')).toMatchObject({ type: 'string', jsonKind: 'boolean' });
      expect(at(7)?.deletable).toBe(false);
      expect(at(8)).toMatchObject({ identifierUnique: false, writable: true });
      expect(at(8)?.keyColumns.map(({ name }) => name)).toEqual(['part_one', 'part_two']);
      expect(at(9)?.identifier.creatable).toBe(true);
      expect([...(at(10)?.relations.keys() ?? [])]).toHaveLength(2);
      expect(
        at(2)
          ?.relations.get('children5')
          ?.bindings.map(({ child }) => child.name),
      ).toEqual(['fk_parent', 'hidden']);
      expect(at(2)?.fieldsByColumn.has('hidden')).toBe(false);
      expect(at(14)?.fieldsByName.get('name')?.required).toBe(true);
      expect(at(28)?.writable).toBe(false);
      expect(typeOf(21, 'no_such_column')).toBeUndefined();
    });
  });

  describe('450 tables, 3,000 columns, 500 foreign keys', () => {
    let configurations: EntityConfiguration[];

    beforeAll(() => open(makeLargeTables(kind)), SET_UP_MS);
    afterAll(close);
    beforeEach(() => (statements.length = 0));

    it('are read and suggested', async () => {
      const { result: catalogue, duration } = await timed(() => server.catalogue.reload());
      const tables = [...catalogue.tables.values()].filter(({ name }) => !/^(spy|dx)_|^sqlite_/.test(name));
      expect(tables).toHaveLength(LARGE.tables);
      expect(tables.flatMap(({ columns }) => columns)).toHaveLength(LARGE.columns);
      expect(tables.flatMap(({ foreignKeys }) => foreignKeys)).toHaveLength(LARGE.foreignKeys);
      report(`${kind}: catalogue of 450 tables`, duration);
      const own = new Map(tables.map((table) => [table.name, table]));
      configurations = tables.map((table) => {
        const { configuration, suggestedRelations } = suggestConfiguration(table, {
          tables: own,
          takenAliases: new Set(),
        });
        const childRelations = suggestedRelations.map(({ relation }) => relation);
        return { ...configuration, childRelations };
      });
      expect(configurations.flatMap(({ childRelations }) => childRelations)).toHaveLength(2 * LARGE.foreignKeys);
    });

    it('are imported with one batch of statements for each table of the configuration', async () => {
      const { result, duration } = await timed(() => store.importAll(configurations));
      expect(result.created).toHaveLength(LARGE.tables);
      expect(result.problems).toEqual([]);
      // Batches of 100 rows: 450 configurations, 1,000 relations with one mapping each, 450 saves in the history.
      expect(writes('spy_dynamic_entity_configuration')).toBe(5);
      expect(writes('spy_dynamic_entity_configuration_relation')).toBe(10);
      expect(writes('spy_dynamic_entity_configuration_relation_field_mapping')).toBe(10);
      expect(writes('dx_configuration_revision')).toBe(5);
      expect(statements.length).toBeLessThan(50);
      expect(server.snapshots.current().entities.size).toBe(LARGE.tables);
      report(`${kind}: import of 450 endpoints, in force`, duration);
    });

    it('are overwritten with one batch of statements as well', async () => {
      const changed = configurations.map((entry) => ({
        ...entry,
        definition: { ...entry.definition, isDeletable: true },
      }));
      const { result, duration } = await timed(() => store.importAll(changed, { update: true }));
      expect(result.updated).toHaveLength(LARGE.tables);
      expect(writes('spy_dynamic_entity_configuration')).toBe(5);
      expect(statements.length).toBeLessThan(80);
      expect([...server.snapshots.current().entities.values()].every(({ deletable }) => deletable)).toBe(true);
      report(`${kind}: the same, overwritten`, duration);
    });

    it('are compiled into a snapshot', async () => {
      const { items: stored } = await store.list({ limit: 1000 });
      const catalogue = await server.catalogue.current();
      const compile = () => compileSnapshot(stored, catalogue, new DenyList(), server.database.dialect);
      const before = usedHeap();
      const { result: snapshot, duration } = await timed(async () => compile());
      const memory = usedHeap() - before;
      expect(snapshot.entities.size).toBe(LARGE.tables);
      expect(snapshot.problems).toEqual([]);
      expect(snapshot.revision).toBe(compile().revision);
      report(`${kind}: compile of 450 endpoints, ${(memory / 1024 / 1024).toFixed(1)} MiB kept`, duration);
    });
  });
});

async function timed<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly duration: number }> {
  const begin = performance.now();
  const result = await work();
  return { result, duration: performance.now() - begin };
}

/** Why printed and not asserted: it depends on the machine and on who else works on it. */
function report(what: string, duration: number): void {
  process.stdout.write(`${what}: ${Math.round(duration)} ms\n`);
}

function usedHeap(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
