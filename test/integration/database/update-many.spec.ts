import type { Database, QuotedColumn, SqlParam } from '@dx/database';
import { openDatabase } from '@dx/database';
import { createTestDatabase, DATABASE_KINDS } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';

interface Key {
  readonly type: string;
  readonly keys: readonly [SqlParam, SqlParam, SqlParam];
}

const KEYS: readonly Key[] = [
  { type: 'BIGINT', keys: ['9007199254740993', '9007199254740992', '-5'] },
  { type: 'DECIMAL(12,2)', keys: ['19.10', '19.1100', '-0.01'] },
  { type: 'VARCHAR(40)', keys: ['a', 'ä😀', 'q\'"\\`?'] },
  { type: 'DATE', keys: ['2024-02-29', '1000-01-01', '9999-12-31'] },
  { type: 'DATETIME', keys: ['2024-02-29 10:00:00', '2024-02-29 10:00:01', '1999-12-31 23:59:59'] },
];
const KEYS_ON_MARIADB: readonly Key[] = [
  { type: 'BIGINT UNSIGNED', keys: ['18446744073709551615', '18446744073709551614', '0'] },
  {
    type: 'DECIMAL(38,20)',
    keys: ['123456789012345678.00000000000000000001', '123456789012345678.00000000000000000002', '1'],
  },
  { type: 'VARCHAR(40) CHARACTER SET latin1 COLLATE latin1_general_cs', keys: ['ü', 'Ü', 'u'] },
  { type: 'VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin', keys: ['a', 'A', 'ä'] },
  { type: 'VARCHAR(40) CHARACTER SET utf8mb3 COLLATE utf8mb3_unicode_ci', keys: ['漢', '字', 'ä'] },
  { type: 'VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci', keys: ['漢', '😀', 'ä'] },
  { type: 'VARBINARY(10)', keys: [Buffer.from('é'), Buffer.from('é', 'latin1'), Buffer.from([0])] },
  { type: 'INET6', keys: ['::1', '::2', '2001:db8::ff00:42:8329'] },
  { type: "ENUM('x','y','z')", keys: ['x', 'y', 'z'] },
  {
    type: 'UUID',
    keys: [
      '123e4567-e89b-12d3-a456-426614174000',
      '123e4567-e89b-12d3-a456-426614174001',
      '00000000-0000-0000-0000-000000000000',
    ],
  },
  { type: 'BINARY(3)', keys: [Buffer.from([0, 1, 2]), Buffer.from([0, 1, 3]), Buffer.from([255, 39, 92])] },
  { type: 'DATETIME(6)', keys: ['2024-02-29 10:00:00.000001', '2024-02-29 10:00:00.000002', '2024-02-29 10:00:00'] },
  { type: 'TIMESTAMP(3)', keys: ['2024-02-29 10:00:00.001', '2024-02-29 10:00:00.002', '2024-02-29 10:00:00.000'] },
  { type: 'TIME(2)', keys: ['-838:59:58.50', '10:00:00.01', '10:00:00.02'] },
  { type: 'YEAR', keys: ['1999', '2024', '2155'] },
];

describe.each(DATABASE_KINDS)('updateMany on %s', (kind) => {
  let place: TestDatabase;
  let database: Database;
  let tables = 0;

  beforeAll(async () => {
    place = await createTestDatabase(kind);
    database = await openDatabase({ url: place.url });
  });
  afterAll(async () => {
    await database.close();
    await place.drop();
  });

  const column = (name: string, sqlType: string): QuotedColumn => {
    const text = /CHARACTER SET (\w+) COLLATE (\w+)/.exec(sqlType);
    return { quoted: database.dialect.quote(name), sqlType, charset: text?.[1] ?? null, collation: text?.[2] ?? null };
  };

  it.each(kind === 'mariadb' ? [...KEYS, ...KEYS_ON_MARIADB] : KEYS)(
    'finds exactly the rows of $type keys',
    async ({ type, keys }) => {
      const table = `k${++tables}`;
      await database.run({ sql: `CREATE TABLE ${table} (k ${type} PRIMARY KEY, v VARCHAR(20))`, params: [] });
      for (const key of keys) await database.run({ sql: `INSERT INTO ${table} VALUES (?, 'old')`, params: [key] });
      const update = database.dialect.updateMany({
        table,
        keyColumns: [column('k', type)],
        columns: [column('v', 'VARCHAR(20)')],
        rows: [
          { key: [keys[0]], values: ['first'] },
          { key: [keys[2]], values: [null] },
        ],
      });
      expect((await database.run(update)).affectedRows).toBe(2);
      const values = [];
      for (const key of keys) {
        values.push((await database.rows({ sql: `SELECT v FROM ${table} WHERE k = ?`, params: [key] }))[0]?.[0]);
      }
      expect(values).toEqual(['first', 'old', null]);
    },
  );

  it('stores every value exactly, in one statement for 1,000 rows with a composite key', async () => {
    const types = ['BIGINT', 'DECIMAL(15,4)', 'VARCHAR(200)', 'BOOLEAN', 'DATETIME', 'BLOB', 'TEXT'];
    await database.run({
      sql: `CREATE TABLE wide (a INTEGER, b VARCHAR(10), ${types.map((type, i) => `c${i} ${type}`).join(', ')}, PRIMARY KEY (a, b))`,
      params: [],
    });
    const ids = Array.from({ length: 1_000 }, (_, i) => [i, `k${i % 7}`] as const);
    await database.run({
      sql: `INSERT INTO wide (a, b) VALUES ${ids.map(() => '(?,?)').join(',')}`,
      params: ids.flat(),
    });
    const values = (i: number): SqlParam[] =>
      i % 10 === 9
        ? [null, null, null, null, null, null, null]
        : [
            (2n ** 60n + BigInt(i)).toString(),
            `${i}.1234`,
            `ä😀'"\\${'x'.repeat(i % 150)}`,
            i % 2 === 0,
            '2024-02-29 23:59:59',
            Buffer.from([i % 256, 0, 39]),
            '{"a":1}',
          ];
    const statement = database.dialect.updateMany({
      table: 'wide',
      keyColumns: [column('a', 'INTEGER'), column('b', 'VARCHAR(10)')],
      columns: types.map((type, i) => column(`c${i}`, type)),
      rows: ids.map(([a, b], i) => ({ key: [String(a), b], values: values(i) })),
    });
    expect((await database.run(statement)).affectedRows).toBe(1_000);
    const rows = await database.rows({ sql: 'SELECT c0, c1, c2, c3, c4, c5, c6 FROM wide ORDER BY a', params: [] });
    rows.forEach((row, i) => {
      const expected = values(i).map((value) => (typeof value === 'boolean' ? String(Number(value)) : value));
      expect(row).toEqual(expected);
    });
  });

  it('counts rows that already had the values, and none that do not exist', async () => {
    await database.run({ sql: 'CREATE TABLE found (k INTEGER PRIMARY KEY, v INTEGER)', params: [] });
    await database.run({ sql: 'INSERT INTO found VALUES (1, 1), (2, 2)', params: [] });
    const statement = database.dialect.updateMany({
      table: 'found',
      keyColumns: [column('k', 'INTEGER')],
      columns: [column('v', 'INTEGER')],
      rows: [
        { key: [1], values: [1] },
        { key: [3], values: [1] },
      ],
    });
    expect((await database.run(statement)).affectedRows).toBe(1);
  });

  // SQLite stores what does not fit: there the checks before the statement are the only ones.
  if (kind === 'sqlite') return;
  it('refuses a value that does not fit, and changes nothing', async () => {
    await database.run({ sql: 'CREATE TABLE strict (k INTEGER PRIMARY KEY, v TINYINT, w VARCHAR(3))', params: [] });
    await database.run({ sql: "INSERT INTO strict VALUES (1, 1, 'a'), (2, 2, 'b')", params: [] });
    const set = (name: string, type: string, value: SqlParam): Promise<unknown> =>
      database.run(
        database.dialect.updateMany({
          table: 'strict',
          keyColumns: [column('k', 'INTEGER')],
          columns: [column(name, type)],
          rows: [
            { key: ['1'], values: [null] },
            { key: ['2'], values: [value] },
          ],
        }),
      );
    await expect(set('v', 'TINYINT', '300')).rejects.toMatchObject({
      kind: 'out-of-range',
      details: { columns: ['v'] },
    });
    await expect(set('w', 'VARCHAR(3)', 'abcd')).rejects.toMatchObject({
      kind: 'too-long',
      details: { columns: ['w'] },
    });
    await expect(set('v', 'TINYINT', '1x')).rejects.toMatchObject({ kind: 'bad-value' });
    expect(await database.rows({ sql: 'SELECT v, w FROM strict', params: [] })).toEqual([
      ['1', 'a'],
      ['2', 'b'],
    ]);
  });
});
