import type { Snapshot } from '@dx/entity-configuration';
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
const CONFIGURATION = 'spy_dynamic_entity_configuration';

describe.each(DATABASE_KINDS)('SnapshotService on %s', (kind) => {
  let home: TestDatabase;
  let server: OpenConfigurations;
  const others: OpenConfigurations[] = [];
  let log: string[] = [];

  beforeEach(async () => {
    log = [];
    for (const level of ['log', 'warn', 'error'] as const) {
      jest
        .spyOn(Logger.prototype, level)
        .mockImplementation((...texts: unknown[]) => void log.push(`${level} ${String(texts[0])}`));
    }
    home = await createTestDatabase(kind);
    server = await openConfigurations(home.url, POLL);
    await createShopTables(server.database);
    await server.snapshots.start();
    await server.store.importAll([countries(), taxRates()]);
    log = [];
  });

  afterEach(async () => {
    for (const other of others.splice(0)) await other.close();
    await server.close();
    await home.drop();
    jest.restoreAllMocks();
  });

  async function openOther(): Promise<OpenConfigurations> {
    const other = await openConfigurations(home.url, POLL);
    others.push(other);
    return other;
  }

  const current = (): Snapshot => server.snapshots.current();
  const change = (sql: string, ...params: (string | number)[]): Promise<void> => run(server.database, sql, ...params);
  const fieldNames = (alias: string): string[] | undefined =>
    current()
      .entities.get(alias)
      ?.fields.map(({ name }) => name);

  it('does not exist before it was started, and is the same until something changes', async () => {
    const other = await openOther();
    expect(() => other.snapshots.current()).toThrow('not loaded yet');
    const before = current();
    expect(await server.snapshots.refresh()).toBe(before);
    await change("INSERT INTO spy_country (iso2_code) VALUES ('DE')");
    expect(await server.snapshots.refresh({ catalogue: true })).toBe(before);
    expect(log).toEqual([]);
  });

  it.each([
    ['a flag', `UPDATE ${CONFIGURATION} SET is_active = 0 WHERE table_alias = 'countries'`],
    ['an alias', `UPDATE ${CONFIGURATION} SET table_alias = 'nations' WHERE table_alias = 'countries'`],
    ['all aliases alike', `UPDATE ${CONFIGURATION} SET table_alias = REPLACE(table_alias, 't', 'T')`],
    ['a definition', `UPDATE ${CONFIGURATION} SET definition = REPLACE(definition, 'iso2"', 'iso3"')`],
    ['a relation', `UPDATE ${CONFIGURATION}_relation SET name = 'rates'`],
    ['a relation’s flag', `UPDATE ${CONFIGURATION}_relation SET is_editable = 0`],
    ['a mapping', `UPDATE ${CONFIGURATION}_relation_field_mapping SET parent_field_name = 'name'`],
    ['a removed mapping', `DELETE FROM ${CONFIGURATION}_relation_field_mapping`],
  ])('notices %s changed by plain SQL of somebody else within about a second', async (_what, sql) => {
    const before = current();
    const begin = performance.now();
    await change(sql);
    await eventually(() => current() !== before);
    expect(performance.now() - begin).toBeLessThan(1_500);
    expect(current().revision).not.toBe(before.revision);
  });

  it('lets a second instance on the same database follow', async () => {
    const other = await openOther();
    await other.snapshots.start();
    const seen: string[] = [];
    const end = other.snapshots.onChange((snapshot) => seen.push(snapshot.revision));
    const [stored] = (await server.store.list({ search: 'countries' })).items;
    await server.store.update(stored?.id ?? 0, countries({ tableAlias: 'nations' }), stored?.revision ?? '');
    expect(current().entities.has('nations')).toBe(true);
    const followed = await eventually(() => other.snapshots.current().entities.get('nations'), 1_500);
    expect(followed.alias).toBe('nations');
    expect(other.snapshots.current().revision).toBe(current().revision);
    expect(seen).toEqual([current().revision]);
    end();
  });

  it('deactivates only the endpoint whose table vanished, says so, and heals by itself', async () => {
    await change('ALTER TABLE spy_tax_rate RENAME TO spy_tax_rate_gone');
    await server.snapshots.reportDrift('tax-rates');
    expect([...current().entities.keys()]).toEqual(['countries']);
    expect(current().outOfDate).toEqual(new Set(['tax-rates']));
    expect(current().entities.get('countries')?.relations.size).toBe(0);
    expect(log).toContain(
      'warn endpoint `tax-rates` inactive: tableName: Table with name `spy_tax_rate` does not exist',
    );
    expect(server.snapshots.health()).toMatchObject({
      endpoints: 1,
      inactive: [{ alias: 'tax-rates' }],
      staleSince: null,
    });
    await change('ALTER TABLE spy_tax_rate_gone RENAME TO spy_tax_rate');
    await eventually(() => current().entities.has('tax-rates'));
    expect(current().entities.get('countries')?.relations.size).toBe(1);
    expect(log).toContain('log endpoint `tax-rates` active again');
  });

  it('leaves out a column that vanished and heals by itself', async () => {
    await change('ALTER TABLE spy_country DROP COLUMN name');
    await server.snapshots.reportDrift('countries');
    expect(fieldNames('countries')).toEqual(['id_country', 'iso2']);
    await change('ALTER TABLE spy_country ADD COLUMN name VARCHAR(100) NULL');
    await eventually(() => fieldNames('countries')?.includes('name'));
    expect(current().problems).toEqual([]);
  });

  it('does not offer a column that came back as something else until an admin saves, also after a restart', async () => {
    const aliases = (): string[] => current().problems.map(({ rule, path }) => `${rule} ${path}`);
    await change('ALTER TABLE spy_country DROP COLUMN name');
    await server.snapshots.reportDrift('countries');
    await change('ALTER TABLE spy_country ADD COLUMN name DATE NULL');
    await eventually(() => aliases().includes('retyped-column definition.fields[2].fieldName'));
    expect(fieldNames('countries')).toEqual(['id_country', 'iso2']);

    const restarted = await openOther();
    await restarted.snapshots.start();
    expect(restarted.snapshots.current().entities.get('countries')?.fieldsByName.has('name')).toBe(false);

    const [stored] = (await server.store.list({ search: 'countries' })).items;
    await server.store.update(stored?.id ?? 0, countries(), stored?.revision ?? '');
    expect(fieldNames('countries')).toEqual(['id_country', 'iso2', 'name']);
    expect(current().entities.get('countries')?.fieldsByName.get('name')?.column.type.kind).toBe('date');
  });

  it('notices a changed column although no statement failed', async () => {
    const revision = current().revision;
    await change(
      kind === 'mariadb'
        ? 'ALTER TABLE spy_country MODIFY name VARCHAR(500) NULL'
        : 'CREATE UNIQUE INDEX name_unique ON spy_country (name)',
    );
    await eventually(() => current().revision !== revision);
    expect(fieldNames('countries')).toEqual(['id_country', 'iso2', 'name']);
  });

  it('reads the tables once however many requests report a drift', async () => {
    await server.snapshots.stop();
    const reload = jest.spyOn(server.catalogue, 'reload');
    await Promise.all(Array.from({ length: 50 }, () => server.snapshots.reportDrift('countries')));
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('goes on after a listener that throws', async () => {
    server.snapshots.onChange(() => {
      throw new Error('listener');
    });
    const seen: string[] = [];
    server.snapshots.onChange(({ revision }) => seen.push(revision));
    await change(`UPDATE ${CONFIGURATION} SET is_active = 0`);
    await eventually(() => seen.length > 0);
    expect(log).toContain('error a listener of configuration changes failed');
  });

  it('keeps the last snapshot when the tables cannot be read, says so once, and recovers', async () => {
    const before = current();
    await change(`ALTER TABLE ${CONFIGURATION}_relation_field_mapping RENAME TO moved_away`);
    if (kind === 'sqlite') await change('INSERT INTO spy_country (iso2_code) VALUES (?)', 'FR');
    await eventually(() => server.snapshots.health().staleSince);
    expect(current()).toBe(before);
    await expect(server.snapshots.refresh()).rejects.toThrow();
    await eventually(() => log.some((line) => line.startsWith('error the configurations cannot be read')));
    await change(`ALTER TABLE moved_away RENAME TO ${CONFIGURATION}_relation_field_mapping`);
    await eventually(() => server.snapshots.health().staleSince === null);
    expect(log.filter((line) => line.startsWith('error '))).toHaveLength(1);
    expect(log).toContain('log the configurations can be read again');
    expect(current()).toBe(before);
  });
});
