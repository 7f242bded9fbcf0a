import { SchemaCatalogue } from '@dx/schema-catalogue';
import { DATABASE_KINDS } from '../../support/test-database.js';
import { openCatalogue } from './open-catalogue.js';
import type { OpenCatalogue } from './open-catalogue.js';

/** The same shop in both databases' words. */
const SHOP = {
  mariadb: [
    `CREATE TABLE spy_country (
      id_country INT AUTO_INCREMENT PRIMARY KEY, iso2_code VARCHAR(2) NOT NULL, name VARCHAR(255) NULL DEFAULT 'it''s',
      active TINYINT(1) NOT NULL DEFAULT 1, rate DECIMAL(20,10) NULL, data JSON NULL, kind ENUM('a','b,c','d''e') NULL,
      doubled INT AS (active * 2) VIRTUAL, kept INT AS (active + 1) STORED,
      created DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP, raw VARBINARY(16) NULL,
      UNIQUE KEY \`spy_country-iso2_code\` (iso2_code), KEY by_name (name))`,
    `CREATE TABLE spy_tax (fk_country INT NOT NULL, code VARCHAR(10) NOT NULL, n BIGINT UNSIGNED NOT NULL,
      PRIMARY KEY (code, fk_country), CONSTRAINT tax_country FOREIGN KEY (fk_country)
      REFERENCES spy_country (id_country) ON DELETE CASCADE)`,
    'CREATE VIEW pyz_overview AS SELECT id_country, name, id_country + 1 AS next FROM spy_country',
  ],
  sqlite: [
    `CREATE TABLE spy_country (
      id_country INTEGER PRIMARY KEY AUTOINCREMENT, iso2_code VARCHAR(2) NOT NULL, name VARCHAR(255) NULL DEFAULT 'it''s',
      active BOOLEAN NOT NULL DEFAULT 1, rate DECIMAL(20,10) NULL, data TEXT NULL CHECK (json_valid(data)),
      kind TEXT NULL CHECK (kind IN ('a','b,c','d''e')),
      doubled INT AS (active * 2) VIRTUAL, kept INT AS (active + 1) STORED,
      created DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP, raw VARBINARY(16) NULL)`,
    'CREATE UNIQUE INDEX "spy_country-iso2_code" ON spy_country (iso2_code)',
    'CREATE INDEX by_name ON spy_country (name)',
    `CREATE TABLE spy_tax (fk_country INT NOT NULL, code VARCHAR(10) NOT NULL, n BIGINT UNSIGNED NOT NULL,
      PRIMARY KEY (code, fk_country), FOREIGN KEY (fk_country) REFERENCES SPY_COUNTRY ON DELETE CASCADE)`,
    'CREATE VIEW pyz_overview AS SELECT id_country, name, id_country + 1 AS next FROM spy_country',
  ],
} as const;

describe.each(DATABASE_KINDS)('the catalogue on %s', (kind) => {
  let open: OpenCatalogue;
  beforeAll(async () => {
    open = await openCatalogue(kind);
    await open.change(...SHOP[kind]);
  });
  afterAll(() => open.close());

  it('lists tables and views of the connected schema, and nothing else', async () => {
    const { tables } = await open.catalogue.reload();
    expect([...tables.keys()]).toEqual(['pyz_overview', 'spy_country', 'spy_tax']);
    expect([...tables.values()].map((table) => table.kind)).toEqual(['view', 'table', 'table']);
  });

  it('says what every column holds', async () => {
    const { columns } = await open.table('spy_country');
    expect(columns.map(({ name, type }) => [name, type.kind])).toEqual([
      ['id_country', 'integer'],
      ['iso2_code', 'text'],
      ['name', 'text'],
      ['active', 'boolean'],
      ['rate', 'decimal'],
      ['data', 'json'],
      ['kind', 'enum'],
      ['doubled', 'integer'],
      ['kept', 'integer'],
      ['created', 'datetime'],
      ['raw', 'binary'],
    ]);
    expect(columns.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect((await open.column('spy_country', 'iso2_code')).type).toMatchObject({ length: 2 });
    expect((await open.column('spy_country', 'rate')).type).toMatchObject({ precision: 20, scale: 10 });
    expect((await open.column('spy_country', 'kind')).type).toMatchObject({ values: ['a', 'b,c', "d'e"] });
    expect((await open.column('spy_tax', 'n')).type).toEqual({ kind: 'integer', bits: 64, unsigned: true });
  });

  it('knows nullability, defaults and what the database fills in', async () => {
    const { columnsByName } = await open.table('spy_country');
    const nullable = [...columnsByName.values()].filter((column) => column.nullable).map(({ name }) => name);
    expect(nullable).toEqual(['name', 'rate', 'data', 'kind', 'doubled', 'kept', 'raw']);
    expect(columnsByName.get('name')?.default).toEqual({ kind: 'literal', value: "it's" });
    expect(columnsByName.get('active')?.default).toEqual({ kind: 'literal', value: '1' });
    expect(columnsByName.get('iso2_code')?.default).toEqual({ kind: 'none' });
    expect(columnsByName.get('rate')?.default).toEqual({ kind: 'null' });
    expect(columnsByName.get('created')?.default.kind).toBe('expression');
    expect(columnsByName.get('id_country')).toMatchObject({ autoIncrement: true, default: { kind: 'none' } });
    expect(columnsByName.get('doubled')?.generated).toBe('virtual');
    expect(columnsByName.get('kept')?.generated).toBe('stored');
  });

  it('knows primary, unique and foreign keys, spelt as the tables are', async () => {
    const country = await open.table('spy_country');
    expect(country.primaryKey).toEqual(['id_country']);
    expect(country.uniqueKeys).toEqual([{ name: 'spy_country-iso2_code', columns: ['iso2_code'], whole: true }]);
    const tax = await open.table('spy_tax');
    expect(tax.primaryKey).toEqual(['code', 'fk_country']);
    expect(tax.uniqueKeys).toEqual([]);
    expect(tax.foreignKeys).toEqual([
      expect.objectContaining({
        columns: ['fk_country'],
        referencedTable: 'spy_country',
        referencedColumns: ['id_country'],
        onDelete: 'CASCADE',
      }),
    ]);
  });

  it('gives a view columns and no key', async () => {
    const view = await open.table('pyz_overview');
    expect(view.columns.map(({ name }) => name)).toEqual(['id_country', 'name', 'next']);
    expect([view.primaryKey, view.uniqueKeys, view.foreignKeys, view.rowsAbout]).toEqual([[], [], [], null]);
    expect(view.columns.every((column) => column.default.kind === 'none')).toBe(true);
  });

  it('survives a view over a table that is gone', async () => {
    await open.change('CREATE TABLE gone (a INT)', 'CREATE VIEW broken AS SELECT a FROM gone', 'DROP TABLE gone');
    expect((await open.table('broken')).columns).toEqual([]);
    expect((await open.table('spy_tax')).columns).toHaveLength(3);
    await open.change('DROP VIEW broken');
  });

  it('has a fingerprint that follows the structure and nothing else', async () => {
    const before = (await open.catalogue.reload()).fingerprint;
    await open.change("INSERT INTO spy_country (iso2_code) VALUES ('DE')");
    expect((await open.catalogue.reload()).fingerprint).toBe(before);
    await open.change('ALTER TABLE spy_country ADD COLUMN extra INT NULL');
    const after = await open.catalogue.reload();
    expect(after.fingerprint).not.toBe(before);
    expect(after.tables.get('spy_country')?.columnsByName.has('extra')).toBe(true);
  });

  it('is read once for callers at the same time, kept, and read anew on demand', async () => {
    await open.catalogue.current();
    const before = open.queries.length;
    const [one, other] = await Promise.all([open.catalogue.current(), open.catalogue.current()]);
    expect(one).toBe(other);
    expect(open.queries).toHaveLength(before);
    const [first, second] = await Promise.all([open.catalogue.reload(), open.catalogue.reload()]);
    expect(second.readAt.getTime()).toBeGreaterThanOrEqual(first.readAt.getTime());
    expect(await open.catalogue.current()).toBe(second);
  });

  it('asks the same number of questions however many tables there are', async () => {
    const count = async (): Promise<number> => {
      const before = open.queries.length;
      await open.catalogue.reload();
      return open.queries.length - before;
    };
    const few = await count();
    await open.change(
      ...Array.from({ length: 20 }, (_, index) => `CREATE TABLE many_${index} (id INT PRIMARY KEY, t TEXT)`),
    );
    expect(await count()).toBe(few);
  });

  it('takes names byte for byte, with quotes and capitals', async () => {
    const quote = (name: string): string => open.database.dialect.quote(name);
    const name = 'o\'dd `"x';
    await open.change(`CREATE TABLE ${quote(name)} (${quote('Ä "`')} INT PRIMARY KEY)`);
    expect((await open.table(name)).primaryKey).toEqual(['Ä "`']);
  });
});

describe('a catalogue without its database', () => {
  it('answers with a coded error and works again when the database is back', async () => {
    let away = true;
    const catalogue = new SchemaCatalogue(async () => {
      if (away) throw new Error('connect ECONNREFUSED');
      return [];
    }, 'sqlite');
    await expect(catalogue.current()).rejects.toMatchObject({ errors: [{ code: '1940', status: 503 }] });
    away = false;
    expect((await catalogue.current()).tables.size).toBe(0);
  });
});
