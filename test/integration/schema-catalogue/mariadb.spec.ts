import type { ColumnType } from '@dx/schema-catalogue';
import { openCatalogue } from './open-catalogue.js';
import type { OpenCatalogue } from './open-catalogue.js';

describe('the catalogue on MariaDB alone', () => {
  let open: OpenCatalogue;
  beforeAll(async () => {
    open = await openCatalogue('mariadb');
    await open.change(
      `CREATE TABLE t (id BIGINT UNSIGNED AUTO_INCREMENT, e ENUM('a','b,c','it''s','x\\\\y','q"z','n\\nl') DEFAULT 'it''s',
        s SET('a','b'), d DECIMAL(10,2) UNSIGNED ZEROFILL DEFAULT 0.5, neg INT DEFAULT -5, b BIT(1) DEFAULT b'1',
        b8 BIT(8) DEFAULT b'101', j JSON, longone LONGTEXT, u UUID DEFAULT uuid(), i6 INET6,
        dt DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6), ts TIMESTAMP NULL,
        hidden INT INVISIBLE, word VARCHAR(20) NOT NULL DEFAULT 'NULL', nd VARCHAR(20) NOT NULL, y YEAR,
        yes BOOLEAN DEFAULT TRUE, small TINYINT(1) UNSIGNED, c CHAR(3) CHARACTER SET latin1 COMMENT 'it''s', p POINT,
        PRIMARY KEY (id), UNIQUE KEY prefix (nd(5)), UNIQUE KEY both_of (nd, word)) COMMENT 'it''s a table'`,
      'CREATE SEQUENCE numbers',
      'CREATE TABLE history (a INT PRIMARY KEY) WITH SYSTEM VERSIONING',
      "CREATE TABLE almost (t LONGTEXT CHECK (json_valid(t) OR t = 'x'))",
      'CREATE VIEW v AS SELECT j FROM t',
    );
  });
  afterAll(() => open.close());

  it('reads the types that need more than their name', async () => {
    const { columnsByName } = await open.table('t');
    const typeOf = (name: string): ColumnType | undefined => columnsByName.get(name)?.type;
    expect(typeOf('id')).toEqual({ kind: 'integer', bits: 64, unsigned: true });
    expect(typeOf('e')).toEqual({ kind: 'enum', values: ['a', 'b,c', "it's", 'x\\y', 'q"z', 'n\nl'] });
    expect(typeOf('s')).toEqual({ kind: 'set', values: ['a', 'b'] });
    expect(typeOf('d')).toEqual({ kind: 'decimal', precision: 10, scale: 2, unsigned: true });
    expect(typeOf('b')).toEqual({ kind: 'boolean' });
    expect(typeOf('b8')).toEqual({ kind: 'bit', width: 8 });
    expect(typeOf('j')).toEqual({ kind: 'json' });
    expect(typeOf('longone')).toEqual({ kind: 'text', length: null, maxBytes: 4_294_967_295 });
    expect(typeOf('u')).toEqual({ kind: 'uuid' });
    expect(typeOf('i6')).toEqual({ kind: 'text', length: 45, maxBytes: null });
    expect(typeOf('dt')).toEqual({ kind: 'datetime', fraction: 6, timestamp: false });
    expect(typeOf('ts')).toEqual({ kind: 'datetime', fraction: 0, timestamp: true });
    expect(typeOf('y')).toEqual({ kind: 'year' });
    expect(typeOf('yes')).toEqual({ kind: 'boolean' });
    expect(typeOf('small')).toEqual({ kind: 'integer', bits: 8, unsigned: true });
    expect(typeOf('p')).toEqual({ kind: 'unsupported', name: 'point' });
  });

  it('tells default texts from expressions and from NULL', async () => {
    const { columnsByName } = await open.table('t');
    const defaults = ['e', 'd', 'neg', 'b', 'b8', 'u', 'dt', 'ts', 'word', 'nd', 'yes'].map((name) => [
      name,
      columnsByName.get(name)?.default,
    ]);
    expect(Object.fromEntries(defaults)).toEqual({
      e: { kind: 'literal', value: "it's" },
      d: { kind: 'literal', value: '00000000.50' },
      neg: { kind: 'literal', value: '-5' },
      b: { kind: 'literal', value: '1' },
      b8: { kind: 'literal', value: '5' },
      u: { kind: 'expression', sql: 'uuid()' },
      dt: { kind: 'expression', sql: 'current_timestamp(6)' },
      ts: { kind: 'null' },
      word: { kind: 'literal', value: 'NULL' },
      nd: { kind: 'none' },
      yes: { kind: 'literal', value: '1' },
    });
    expect(columnsByName.get('dt')?.onUpdate).toBe(true);
    expect(columnsByName.get('ts')?.onUpdate).toBe(false);
  });

  it('reads comments, charsets, invisible columns and prefix keys', async () => {
    const table = await open.table('t');
    expect(table.comment).toBe("it's a table");
    expect(table.columnsByName.get('c')).toMatchObject({ comment: "it's", charset: 'latin1' });
    expect(table.columnsByName.has('hidden')).toBe(true);
    expect(table.uniqueKeys).toEqual([
      { name: 'both_of', columns: ['nd', 'word'], whole: true },
      { name: 'prefix', columns: ['nd'], whole: false },
    ]);
  });

  it('leaves out sequences, keeps versioned tables, and takes no check for JSON that allows more', async () => {
    const { tables } = await open.catalogue.reload();
    expect([...tables.keys()]).toEqual(['almost', 'history', 't', 'v']);
    expect(tables.get('almost')?.columns[0]?.type.kind).toBe('text');
  });
});
