import type { Database, RowEncoding, SqlParam } from '@dx/database';
import { openDatabase } from '@dx/database';
import fc from 'fast-check';
import { createTestDatabase, DATABASE_KINDS } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';
import { parseRows, rowTexts } from './decode-rows.js';

const CREATE = `CREATE TABLE v (
  n INTEGER PRIMARY KEY, big BIGINT, flag BOOLEAN, price DECIMAL(15,4), ratio DOUBLE, name VARCHAR(200), doc TEXT,
  at DATETIME, raw BLOB)`;

const ENCODING: RowEncoding = {
  columns: [
    { name: 'big', kind: 'integer' },
    { name: 'text of big', kind: 'string' },
    { name: 'flag', kind: 'boolean' },
    { name: 'price', kind: 'decimal', scale: 4 },
    { name: 'whole price', kind: 'integer-cast' },
    { name: 'name', kind: 'string' },
    { name: 'number in name', kind: 'integer-cast' },
    { name: 'doc', kind: 'json' },
    { name: 'at', kind: 'datetime' },
    { name: 'raw', kind: 'base64' },
  ],
  keyCount: 3,
};
const SELECT = 'SELECT big, big, flag, price, price, name, name, doc, at, raw, big, name, raw FROM v ORDER BY n';

/** Text that both databases can hold: whole code points, no NUL (SQLite's driver cuts there). */
const text = fc.string({ unit: 'binary', maxLength: 60 }).map((value) => value.replaceAll('\0', ''));

const row = fc.record({
  big: fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
  flag: fc.option(fc.boolean()),
  price: fc.option(
    fc
      .tuple(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.integer({ min: 0, max: 9999 }))
      .map(([whole, fraction]) =>
        `${whole}.${String(fraction).padStart(4, '0')}`.replace(/^0\.0000$|^-?0\.0000$/, '0'),
      ),
  ),
  ratio: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 })),
  name: fc.option(fc.oneof(text, fc.integer().map(String))),
  doc: fc.option(
    fc.oneof(
      fc.json().map((json) => json.replaceAll('\\u0000', '')),
      text,
    ),
  ),
  at: fc.option(
    fc
      .date({ min: new Date('1000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 19).replace('T', ' ')),
  ),
  raw: fc.option(fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes))),
});

describe('the same values', () => {
  const places: TestDatabase[] = [];
  const databases: Database[] = [];

  beforeAll(async () => {
    for (const kind of DATABASE_KINDS) {
      const place = await createTestDatabase(kind);
      const database = await openDatabase({ url: place.url });
      await database.run({ sql: CREATE, params: [] });
      places.push(place);
      databases.push(database);
    }
  });
  afterAll(async () => {
    for (const database of databases) await database.close();
    for (const place of places) await place.drop();
  });

  it('give the same JSON bytes and keys on MariaDB and SQLite, and JSON.parse gives the values back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
        const params = rows.flatMap((r, n): SqlParam[] => [
          n,
          r.big,
          r.flag,
          r.price,
          r.ratio,
          r.name,
          r.doc,
          r.at,
          r.raw,
        ]);
        const sql = `INSERT INTO v VALUES ${rows.map(() => '(?,?,?,?,?,?,?,?,?)').join(',')}`;
        const results = [];
        for (const database of databases) {
          await database.run({ sql: 'DELETE FROM v', params: [] });
          await database.run({ sql, params });
          results.push(await database.json({ sql: SELECT, params: [] }, ENCODING));
        }
        const [mariadb, sqlite] = results;
        if (mariadb === undefined || sqlite === undefined) throw new Error('two databases are needed');
        expect(rowTexts(sqlite)).toEqual(rowTexts(mariadb));
        expect(sqlite.keys).toEqual(mariadb.keys);
        const parsed = parseRows(mariadb) as Record<string, unknown>[];
        parsed.forEach((record, i) => {
          const source = rows[i];
          expect(record['name']).toBe(source?.name ?? null);
          expect(record['text of big']).toBe(source?.big?.toString() ?? null);
          expect(record['flag']).toBe(source?.flag ?? null);
          expect(record['raw']).toBe(source?.raw?.toString('base64') ?? null);
          expect(mariadb.keys[i]).toEqual([
            source?.big?.toString() ?? null,
            source?.name ?? null,
            source?.raw?.toString('latin1') ?? null,
          ]);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('give floats that JSON.parse reads back exactly', async () => {
    const encoding: RowEncoding = { columns: [{ name: 'v', kind: 'float' }], keyCount: 0 };
    await fc.assert(
      fc.asyncProperty(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }), async (value) => {
        for (const database of databases) {
          await database.run({ sql: 'DELETE FROM v', params: [] });
          await database.run({ sql: 'INSERT INTO v (n, ratio) VALUES (1, ?)', params: [value] });
          const rows = await database.json({ sql: 'SELECT ratio FROM v', params: [] }, encoding);
          expect((parseRows(rows) as [{ v: number }])[0].v).toEqual(value + 0);
        }
      }),
      { numRuns: 60 },
    );
  });
});
