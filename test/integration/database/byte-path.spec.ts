import type { Database, JsonKind, SqlParam } from '@dx/database';
import { openDatabase } from '@dx/database';
import { createTestDatabase, DATABASE_KINDS } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';
import { parseRows, rowTexts } from './decode-rows.js';

/** One value of one column type: what is stored, and the JSON that must come out. */
interface Case {
  readonly type: string;
  readonly stored: SqlParam;
  readonly kind: JsonKind;
  readonly scale?: number;
  readonly json: string;
}

const CONTROL = Array.from({ length: 31 }, (_, i) => String.fromCharCode(i + 1)).join('');

const EVERYWHERE: readonly Case[] = [
  { type: 'INTEGER', stored: -2147483648, kind: 'integer', json: '-2147483648' },
  { type: 'BIGINT', stored: '9223372036854775807', kind: 'integer', json: '9223372036854775807' },
  { type: 'BIGINT', stored: 9007199254740993n, kind: 'integer', json: '9007199254740993' },
  { type: 'BIGINT', stored: '-9223372036854775808', kind: 'string', json: '"-9223372036854775808"' },
  { type: 'SMALLINT', stored: 0, kind: 'integer', json: '0' },
  { type: 'VARCHAR(300)', stored: '12abc', kind: 'integer-cast', json: '12' },
  { type: 'VARCHAR(300)', stored: '  -7.9', kind: 'integer-cast', json: '-7' },
  { type: 'VARCHAR(300)', stored: 'none', kind: 'integer-cast', json: '0' },
  { type: 'DECIMAL(20,10)', stored: '19.5', kind: 'integer-cast', json: '19' },
  { type: 'DECIMAL(10,2)', stored: '19', kind: 'decimal', scale: 2, json: '"19.00"' },
  { type: 'DECIMAL(10,2)', stored: '-0.5', kind: 'decimal', scale: 2, json: '"-0.50"' },
  { type: 'DECIMAL(10,0)', stored: '7', kind: 'decimal', scale: 0, json: '"7"' },
  { type: 'DOUBLE', stored: 0.1, kind: 'float', json: '0.1' },
  { type: 'DOUBLE', stored: -1.5, kind: 'float', json: '-1.5' },
  { type: 'BOOLEAN', stored: true, kind: 'boolean', json: 'true' },
  { type: 'BOOLEAN', stored: false, kind: 'boolean', json: 'false' },
  { type: 'BOOLEAN', stored: 5, kind: 'boolean', json: 'true' },
  { type: 'VARCHAR(300)', stored: '', kind: 'string', json: '""' },
  { type: 'VARCHAR(300)', stored: 'é 漢 😀 \u2028', kind: 'string', json: '"é 漢 😀 \u2028"' },
  { type: 'VARCHAR(300)', stored: 'a"b\\c/d\'e`?', kind: 'string', json: '"a\\"b\\\\c/d\'e`?"' },
  { type: 'VARCHAR(300)', stored: `x${CONTROL}\x7f`, kind: 'string', json: JSON.stringify(`x${CONTROL}\x7f`) },
  { type: 'DATETIME', stored: '2024-02-29 23:59:58', kind: 'datetime', json: '"2024-02-29 23:59:58.000000"' },
  { type: 'DATE', stored: '2024-02-29', kind: 'string', json: '"2024-02-29"' },
  {
    type: 'TEXT',
    stored: '{"a": [1, 1.0, 12345678901234567890], "b": null}',
    kind: 'json',
    json: '{"a": [1, 1.0, 12345678901234567890], "b": null}',
  },
  { type: 'TEXT', stored: '{"a": 1.}', kind: 'json', json: '"{\\"a\\": 1.}"' },
  { type: 'TEXT', stored: '{"a": 1}', kind: 'string', json: '"{\\"a\\": 1}"' },
  { type: 'BLOB', stored: Buffer.from([0, 1, 255, 39, 92]), kind: 'base64', json: '"AAH/J1w="' },
  { type: 'BLOB', stored: Buffer.alloc(0), kind: 'base64', json: '""' },
  { type: 'VARCHAR(300)', stored: null, kind: 'string', json: 'null' },
  { type: 'DECIMAL(10,2)', stored: null, kind: 'decimal', scale: 2, json: 'null' },
  { type: 'BLOB', stored: null, kind: 'base64', json: 'null' },
];

const ON_MARIADB: readonly Case[] = [
  { type: 'BIGINT UNSIGNED', stored: '18446744073709551615', kind: 'integer', json: '18446744073709551615' },
  { type: 'INT(6) ZEROFILL', stored: 42, kind: 'integer', json: '42' },
  { type: 'INT(6) ZEROFILL', stored: 0, kind: 'integer', json: '0' },
  { type: 'YEAR', stored: 0, kind: 'integer', json: '0' },
  { type: 'FLOAT', stored: 0.25, kind: 'float', json: '0.25' },
  { type: 'DOUBLE', stored: '1e300', kind: 'float', json: '1e300' },
  {
    type: 'DECIMAL(65,30)',
    stored: '12345678901234567890123456789012345.123456789012345678901234567891',
    kind: 'decimal',
    scale: 30,
    json: '"12345678901234567890123456789012345.123456789012345678901234567891"',
  },
  { type: 'BIT(1)', stored: 1, kind: 'boolean', json: 'true' },
  { type: 'BIT(1)', stored: 0, kind: 'boolean', json: 'false' },
  { type: 'BIT(20)', stored: 1000000, kind: 'integer', json: '1000000' },
  { type: 'DATETIME(6)', stored: '2024-02-29 23:59:58.000001', kind: 'datetime', json: '"2024-02-29 23:59:58.000001"' },
  { type: 'DATETIME(3)', stored: '2024-02-29 23:59:58.5', kind: 'datetime', json: '"2024-02-29 23:59:58.500000"' },
  { type: 'TIMESTAMP NULL', stored: '2024-03-31 02:30:00', kind: 'datetime', json: '"2024-03-31 02:30:00.000000"' },
  { type: 'TIME(2)', stored: '-838:59:58.5', kind: 'string', json: '"-838:59:58.50"' },
  { type: "ENUM('a','b,c','d''e')", stored: "d'e", kind: 'string', json: '"d\'e"' },
  { type: "SET('x','y')", stored: 'x,y', kind: 'string', json: '"x,y"' },
  { type: 'JSON', stored: '{"ä": 1.10}', kind: 'json', json: '{"ä": 1.10}' },
  {
    type: 'UUID',
    stored: '123E4567-e89b-12d3-a456-426614174000',
    kind: 'string',
    json: '"123e4567-e89b-12d3-a456-426614174000"',
  },
  { type: 'BINARY(4)', stored: Buffer.from([1]), kind: 'base64', json: '"AQAAAA=="' },
  { type: 'VARCHAR(20) CHARACTER SET latin1', stored: 'Straße', kind: 'string', json: '"Straße"' },
];

describe.each(DATABASE_KINDS)('byte path on %s', (kind) => {
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

  async function store(types: readonly string[], rows: readonly (readonly SqlParam[])[]): Promise<string> {
    const table = `t${++tables}`;
    await database.run({
      sql: `CREATE TABLE ${table} (${types.map((type, i) => `c${i} ${type}`).join(', ')})`,
      params: [],
    });
    for (const row of rows) {
      await database.run({ sql: `INSERT INTO ${table} VALUES (${row.map(() => '?').join(',')})`, params: row });
    }
    return table;
  }

  const cases = kind === 'mariadb' ? [...EVERYWHERE, ...ON_MARIADB] : EVERYWHERE;
  it.each(cases)('gives $json for $type as $kind', async ({ type, stored, kind: json, scale, json: expected }) => {
    const table = await store([type], [[stored]]);
    const column = { name: 'v', kind: json, ...(scale === undefined ? {} : { scale }) };
    const rows = await database.json(
      { sql: `SELECT c0 FROM ${table}`, params: [] },
      { columns: [column], keyCount: 0 },
    );
    expect(rowTexts(rows)).toEqual([`{"v":${expected}}`]);
  });

  it('hands out keys as text, bytes as latin1, and NULL', async () => {
    const table = await store(
      ['BIGINT', 'VARCHAR(20)', 'BLOB'],
      [
        ['9007199254740993', 'ü', Buffer.from([0, 255])],
        [null, null, null],
      ],
    );
    const rows = await database.json(
      { sql: `SELECT c0, c0, c1, c2 FROM ${table}`, params: [] },
      { columns: [{ name: 'id', kind: 'integer' }], keyCount: 3 },
    );
    expect(rows.keys).toEqual([
      ['9007199254740993', 'ü', '\0ÿ'],
      [null, null, null],
    ]);
    expect(parseRows(rows)[1]).toEqual({ id: null });
  });

  it('hands out rows as text and bytes', async () => {
    const table = await store(
      ['BIGINT', 'VARCHAR(20)', 'BLOB'],
      [
        ['9007199254740993', 'ü😀', Buffer.from([0, 255])],
        [null, '', null],
      ],
    );
    expect(await database.rows({ sql: `SELECT * FROM ${table}`, params: [] })).toEqual([
      ['9007199254740993', 'ü😀', Buffer.from([0, 255])],
      [null, '', null],
    ]);
  });

  it('gives no rows, and an object without fields', async () => {
    const table = await store(['INTEGER'], [[1]]);
    const none = await database.json(
      { sql: `SELECT c0 FROM ${table} WHERE c0 > 1`, params: [] },
      { columns: [{ name: 'v', kind: 'integer' }], keyCount: 0 },
    );
    expect(none).toMatchObject({ count: 0, starts: [], ends: [], keys: [] });
    expect(none.bytes).toHaveLength(0);
    const empty = await database.json({ sql: `SELECT c0 FROM ${table}`, params: [] }, { columns: [], keyCount: 1 });
    expect(rowTexts(empty)).toEqual(['{}']);
    expect(empty.keys).toEqual([['1']]);
  });

  it.each([250, 251, 252, 65_535, 65_536, 70_000, 1 << 20])('copies a text of %i bytes', async (size) => {
    const table = await store([kind === 'mariadb' ? 'LONGTEXT' : 'TEXT'], [['"'.padStart(size, 'ab')]]);
    const rows = await database.json(
      { sql: `SELECT c0 FROM ${table}`, params: [] },
      { columns: [{ name: 'v', kind: 'string' }], keyCount: 0 },
    );
    expect(parseRows(rows)).toEqual([{ v: '"'.padStart(size, 'ab') }]);
    expect(await database.rows({ sql: `SELECT c0 FROM ${table}`, params: [] })).toEqual([['"'.padStart(size, 'ab')]]);
  });

  it('reads rows larger than one packet of 16 MiB', async () => {
    const half = 9 << 20;
    const sql =
      kind === 'mariadb'
        ? `SELECT REPEAT('x', ${half}), REPEAT('é', ${half / 2}), 7`
        : `SELECT replace(hex(zeroblob(${half / 2})), '00', 'xx'), replace(hex(zeroblob(${half / 4})), '00', 'éé'), 7`;
    const rows = await database.json(
      { sql, params: [] },
      {
        columns: [
          { name: 'a', kind: 'string' },
          { name: 'b', kind: 'string' },
        ],
        keyCount: 1,
      },
    );
    const [row] = parseRows(rows) as [{ a: string; b: string }];
    expect([row.a.length, row.b.length, rows.keys]).toEqual([half, half / 2, [['7']]]);
    expect(row.a === 'x'.repeat(half) && row.b === 'é'.repeat(half / 2)).toBe(true);
  });

  it('reads many rows, across all packet borders', async () => {
    const table = await store(['INTEGER', 'VARCHAR(300)'], []);
    const values = Array.from({ length: 5_000 }, (_, i) => [i, 'ä'.repeat(i % 260)] as const);
    for (let from = 0; from < values.length; from += 1_000) {
      const part = values.slice(from, from + 1_000);
      await database.run({
        sql: `INSERT INTO ${table} VALUES ${part.map(() => '(?,?)').join(',')}`,
        params: part.flat(),
      });
    }
    const rows = await database.json(
      { sql: `SELECT c0, c1, c0 FROM ${table} ORDER BY c0`, params: [] },
      {
        columns: [
          { name: 'n', kind: 'integer' },
          { name: 't', kind: 'string' },
        ],
        keyCount: 1,
      },
    );
    expect(parseRows(rows)).toEqual(values.map(([n, t]) => ({ n, t })));
    expect(rows.keys.flat()).toEqual(values.map(([n]) => String(n)));
  });

  it('refuses an encoding that does not fit the select list, and works on', async () => {
    const wrong = database.json(
      { sql: 'SELECT 1, 2', params: [] },
      { columns: [{ name: 'v', kind: 'integer' }], keyCount: 0 },
    );
    await expect(wrong).rejects.toThrow('the select list has 2 columns, its encoding 1');
    expect(await database.rows({ sql: 'SELECT 1', params: [] })).toEqual([['1']]);
  });

  it('keeps a name with quotes and emoji as key', async () => {
    const rows = await database.json(
      { sql: 'SELECT 1', params: [] },
      { columns: [{ name: 'a"😀\n', kind: 'integer' }], keyCount: 0 },
    );
    expect(parseRows(rows)).toEqual([{ 'a"😀\n': 1 }]);
  });
});
