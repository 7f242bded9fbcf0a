import { openCatalogue } from './open-catalogue.js';
import type { OpenCatalogue } from './open-catalogue.js';

describe('the catalogue on SQLite alone', () => {
  let open: OpenCatalogue;
  beforeEach(async () => {
    open = await openCatalogue('sqlite');
  });
  afterEach(() => open.close());

  it('takes only a sole INTEGER PRIMARY KEY for a number that the database gives', async () => {
    await open.change(
      'CREATE TABLE a (id INTEGER PRIMARY KEY, t TEXT)',
      'CREATE TABLE b (id INT PRIMARY KEY, t TEXT)',
      'CREATE TABLE c (id INTEGER PRIMARY KEY, t TEXT) WITHOUT ROWID',
      'CREATE TABLE d (id INTEGER PRIMARY KEY DESC, t TEXT)',
      'CREATE TABLE e (id INTEGER, n INTEGER, PRIMARY KEY (id, n))',
    );
    const { tables } = await open.catalogue.reload();
    const numbered = [...tables.values()].map((table) => [table.name, table.columns[0]?.autoIncrement]);
    expect(Object.fromEntries(numbered)).toEqual({ a: true, b: false, c: false, d: false, e: false });
    expect(tables.get('b')?.columns[0]?.nullable).toBe(false);
  });

  it('marks keys over expressions and parts of the rows, and reads implied references', async () => {
    await open.change(
      'CREATE TABLE p (id INTEGER PRIMARY KEY, code TEXT, UNIQUE (code))',
      'CREATE UNIQUE INDEX lowered ON p (lower(code))',
      'CREATE UNIQUE INDEX some ON p (code) WHERE id > 5',
      'CREATE TABLE c (x INT, y INT REFERENCES p, FOREIGN KEY (x) REFERENCES missing (id))',
    );
    const { uniqueKeys } = await open.table('p');
    expect(new Map(uniqueKeys.map((key) => [key.name, key.whole]))).toEqual(
      new Map([
        ['some', false],
        ['lowered', false],
        ['sqlite_autoindex_p_1', true],
      ]),
    );
    expect((await open.table('c')).foreignKeys).toMatchObject([
      { columns: ['y'], referencedTable: 'p', referencedColumns: ['id'] },
    ]);
  });

  it('leaves out its own and virtual tables, and says how many rows there are', async () => {
    await open.change(
      'CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT)',
      'INSERT INTO a DEFAULT VALUES',
      'INSERT INTO a DEFAULT VALUES',
      'CREATE VIRTUAL TABLE search USING fts5(body)',
      'ANALYZE',
    );
    const { tables } = await open.catalogue.reload();
    expect([...tables.keys()]).toEqual(['a']);
    expect(tables.get('a')?.rowsAbout).toBe(2);
  });

  it('reads every generated column and no hidden one', async () => {
    await open.change(
      `CREATE TABLE g (a INT, v INT AS (a + 1), s INT GENERATED ALWAYS AS (a + 2) STORED, "check" TEXT)`,
    );
    const { columns } = await open.table('g');
    expect(columns.map(({ name, generated }) => [name, generated])).toEqual([
      ['a', null],
      ['v', 'virtual'],
      ['s', 'stored'],
      ['check', null],
    ]);
  });
});
