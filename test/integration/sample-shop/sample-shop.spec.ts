import { createHash } from 'node:crypto';
import { openDatabase, openMetadataStore } from '@dx/database';
import type { Database } from '@dx/database';
import { checkConfiguration, compileSnapshot, DenyList, suggestConfiguration } from '@dx/entity-configuration';
import type { Snapshot, StoredConfiguration } from '@dx/entity-configuration';
import { isEmptyForSample, loadSampleShop, makeSampleConfiguration } from '@dx/sample-shop';
import { queryThrough, SchemaCatalogue } from '@dx/schema-catalogue';
import type { Catalogue, Table } from '@dx/schema-catalogue';
import { createTestDatabase, DATABASE_KINDS } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';

describe.each(DATABASE_KINDS)('the sample shop on %s', (kind) => {
  let home: TestDatabase;
  let database: Database;
  let catalogue: Catalogue;
  const seen: string[] = [];

  beforeAll(async () => {
    home = await createTestDatabase(kind);
    database = await openDatabase({ url: home.url });
    await loadSampleShop(database, ({ table, rows, total }) => seen.push(`${table} ${rows}/${total}`));
    catalogue = await readCatalogue(home.url, database);
  });
  afterAll(async () => {
    await database.close();
    await home.drop();
  });

  async function count(sql: string): Promise<number> {
    const [row] = await database.rows({ sql, params: [] });
    return Number(row?.[0]);
  }

  it('has the rows that it promises and says how far it is', async () => {
    expect(await count('SELECT COUNT(*) FROM spy_product_abstract')).toBe(1_000);
    expect(await count('SELECT COUNT(*) FROM spy_product')).toBe(1_500);
    expect(await count('SELECT COUNT(*) FROM spy_product_localized_attributes')).toBe(3_000);
    expect(await count('SELECT COUNT(*) FROM spy_stock_product')).toBe(3_000);
    expect(await count('SELECT COUNT(*) FROM spy_sales_order')).toBe(3_000);
    expect(await count('SELECT COUNT(*) FROM pyz_product_overview')).toBe(2_000);
    const [rows, total] = (seen[seen.length - 1]?.split(' ')[1] ?? '').split('/');
    expect(rows).toBe(total);
    expect(Number(total)).toBeGreaterThan(40_000);
  });

  it('has foreign keys that are real, and no row that breaks one', async () => {
    const tables = [...catalogue.tables.values()];
    const keys = tables.flatMap((table) => table.foreignKeys.map((key) => ({ table, key })));
    expect(keys.length).toBeGreaterThan(40);
    for (const { table, key } of keys) {
      const [own, target] = [key.columns[0], key.referencedColumns[0]];
      const orphans = `SELECT COUNT(*) FROM ${table.name} c LEFT JOIN ${key.referencedTable} p ON p.${target} = c.${own}
        WHERE c.${own} IS NOT NULL AND p.${target} IS NULL`;
      expect([table.name, own, await count(orphans)]).toEqual([table.name, own, 0]);
    }
    const broken = database.run({
      sql: 'INSERT INTO spy_region (fk_country, iso2_code, name) VALUES (?, ?, ?)',
      params: [9_999, 'XX-1', 'Nowhere'],
    });
    await expect(broken).rejects.toMatchObject({ kind: 'foreign-key-parent' });
  });

  it('has one table of each kind that an endpoint may meet', () => {
    const kindsOf = (name: string): unknown => catalogue.tables.get(name)?.columns.map(({ type }) => type.kind);
    expect(catalogue.tables.size).toBeGreaterThan(35);
    expect(catalogue.tables.get('spy_tax_set_tax')?.primaryKey).toEqual(['fk_tax_set', 'fk_tax_rate']);
    expect(catalogue.tables.get('pyz_product_overview')?.kind).toBe('view');
    expect(
      catalogue.tables
        .get('spy_country')
        ?.uniqueKeys.map(({ name }) => name)
        .sort(),
    ).toEqual(['spy_country-iso2_code', 'spy_country-iso3_code']);
    expect(kindsOf('spy_product_abstract')).toEqual(
      expect.arrayContaining(['integer', 'text', 'json', 'enum', 'datetime']),
    );
    expect(kindsOf('spy_stock_product')).toEqual(['integer', 'integer', 'integer', 'decimal', 'boolean']);
    expect(kindsOf('spy_product_image')).toEqual(expect.arrayContaining(['binary']));
    expect(kindsOf('spy_customer')).toEqual(expect.arrayContaining(['date', 'enum']));
    expect(selfReferences(catalogue)).toEqual(['spy_category_node']);
  });

  it('gives new records the next number', async () => {
    const { insertId } = await database.run({ sql: "INSERT INTO spy_country (iso2_code) VALUES ('ZZ')", params: [] });
    expect(Number(insertId)).toBe(await count('SELECT COUNT(*) FROM spy_country'));
    await database.run({ sql: "DELETE FROM spy_country WHERE iso2_code = 'ZZ'", params: [] });
  });

  it('is the same in every database that it is loaded into', async () => {
    const other = await createTestDatabase(kind);
    const second = await openDatabase({ url: other.url });
    await loadSampleShop(second);
    expect(await checksum(second, catalogue)).toBe(await checksum(database, catalogue));
    await second.close();
    await other.drop();
  });

  it('is loaded only into an empty database', async () => {
    expect(await isEmptyForSample(database)).toBe(false);
    const before = await checksum(database, catalogue);
    await expect(loadSampleShop(database)).rejects.toMatchObject({ errors: [{ code: '1923', status: 409 }] });
    expect(await checksum(database, catalogue)).toBe(before);
  });

  it('takes a database with nothing but tables of the server for empty, and leaves nothing behind when it fails', async () => {
    const other = await createTestDatabase(kind);
    const empty = await openDatabase({ url: other.url });
    await empty.run({ sql: 'CREATE TABLE dx_users (id INT PRIMARY KEY)', params: [] });
    expect(await isEmptyForSample(empty)).toBe(true);
    const stop = new Error('stopped half-way');
    const failing = loadSampleShop(empty, ({ table }) => {
      if (table === 'spy_product') throw stop;
    });
    await expect(failing).rejects.toBe(stop);
    expect(await isEmptyForSample(empty)).toBe(true);
    await empty.run({ sql: 'CREATE TABLE orders (id INT PRIMARY KEY)', params: [] });
    await expect(loadSampleShop(empty)).rejects.toThrow('orders');
    await empty.close();
    await other.drop();
  });

  it('has a configuration that activates completely, without a warning', () => {
    const snapshot = compile(catalogue, database);
    expect(snapshot.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(snapshot.problems).toEqual([]);
    const configurations = makeSampleConfiguration();
    expect([...snapshot.entities.keys()].sort()).toEqual(configurations.map(({ tableAlias }) => tableAlias).sort());
    const relations = [...snapshot.entities.values()].reduce((sum, { relations: own }) => sum + own.size, 0);
    expect(relations).toBe(configurations.reduce((sum, { childRelations }) => sum + childRelations.length, 0));
    expect(snapshot.entities.get('product-overviews')?.writable).toBe(false);
  });

  it('gets a suggestion for each of its tables that passes every check and can be served', () => {
    const denyList = new DenyList({ allow: ['spy_customer'] });
    const takenAliases = new Set<string>();
    const suggested = [...catalogue.tables.values()].map((table, index): StoredConfiguration => {
      const { configuration } = suggestConfiguration(table, { tables: catalogue.tables, takenAliases });
      const context = { catalogue, denyList, others: new Map(), purpose: 'save' } as const;
      const errors = checkConfiguration(configuration, context).filter(({ severity }) => severity === 'error');
      expect([table.name, errors]).toEqual([table.name, []]);
      takenAliases.add(configuration.tableAlias);
      return { ...configuration, id: index + 1, revision: '1', createdAt: null, updatedAt: null };
    });
    const snapshot = compileSnapshot(suggested, catalogue, denyList, database.dialect);
    expect(snapshot.entities.size).toBe(catalogue.tables.size);
    const fields = [...snapshot.entities.values()].reduce((sum, entity) => sum + entity.fields.length, 0);
    expect(fields).toBe([...catalogue.tables.values()].reduce((sum, { columns }) => sum + columns.length, 0));
  });

  it('lets one nested request write a product into 14 tables', () => {
    const root = compile(catalogue, database).entities.get('product-abstracts');
    const tables = new Set<string>();
    const visit = (entity: NonNullable<typeof root>): void => {
      if (tables.has(entity.table.name)) return;
      tables.add(entity.table.name);
      for (const relation of entity.relations.values()) if (relation.editable) visit(relation.child);
    };
    if (root !== undefined) visit(root);
    expect([...tables].sort()).toEqual([
      'spy_price_product',
      'spy_price_product_default',
      'spy_price_product_store',
      'spy_product',
      'spy_product_abstract',
      'spy_product_abstract_localized_attributes',
      'spy_product_abstract_store',
      'spy_product_category',
      'spy_product_image_set',
      'spy_product_image_set_to_product_image',
      'spy_product_label_product_abstract',
      'spy_product_localized_attributes',
      'spy_stock_product',
      'spy_url',
    ]);
  });
});

function selfReferences(catalogue: Catalogue): string[] {
  const refersToItself = (table: Table): boolean => table.foreignKeys.some((key) => key.referencedTable === table.name);
  return [...catalogue.tables.values()].filter(refersToItself).map(({ name }) => name);
}

async function readCatalogue(url: string, database: Database): Promise<Catalogue> {
  const source = await openMetadataStore({ url, entities: [], migrations: [] });
  try {
    return await new SchemaCatalogue(queryThrough(source), database.dialect.name).current();
  } finally {
    await source.close();
  }
}

function compile(catalogue: Catalogue, database: Database): Snapshot {
  const stored = makeSampleConfiguration().map((entry, index): StoredConfiguration => ({
    ...entry,
    id: index + 1,
    revision: '1',
    createdAt: null,
    updatedAt: null,
  }));
  return compileSnapshot(stored, catalogue, new DenyList(), database.dialect);
}

/** A hash over all rows of all tables. */
async function checksum(database: Database, catalogue: Catalogue): Promise<string> {
  const hash = createHash('sha256');
  for (const { name, kind, columns } of catalogue.tables.values()) {
    if (kind === 'view') continue;
    const list = columns.map((column) => database.dialect.quote(column.name)).join(', ');
    const rows = await database.rows({ sql: `SELECT ${list} FROM ${name} ORDER BY ${list}`, params: [] });
    hash.update(
      JSON.stringify([
        name,
        rows.map((row) => row.map((value) => (Buffer.isBuffer(value) ? value.toString('hex') : value))),
      ]),
    );
  }
  return hash.digest('hex');
}
