import type { Database, DatabaseErrorKind, SqlParam } from '@dx/database';
import { DatabaseError, openDatabase } from '@dx/database';
import { createTestDatabase, DATABASE_KINDS } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';

interface Refusal {
  readonly why: string;
  readonly sql: string;
  readonly params?: readonly SqlParam[];
  readonly kind: DatabaseErrorKind;
  readonly details: DatabaseError['details'];
}

const SCHEMA = [
  'CREATE TABLE tax_set (id INTEGER PRIMARY KEY, `na``me` VARCHAR(10) NOT NULL, CONSTRAINT `uq-name` UNIQUE (`na``me`))',
  `CREATE TABLE tax_rate (id INTEGER PRIMARY KEY, fk_set INTEGER, code VARCHAR(5) NOT NULL, rate DECIMAL(4,2),
    valid_on DATE, CONSTRAINT uq_rate UNIQUE (fk_set, code), CONSTRAINT rate_positive CHECK (rate >= 0),
    CONSTRAINT fk_rate_set FOREIGN KEY (fk_set) REFERENCES tax_set (id))`,
  "INSERT INTO tax_set VALUES (1, 'a''b'), (2, 'c')",
  "INSERT INTO tax_rate (id, fk_set, code) VALUES (1, 1, 'x')",
];

const EVERYWHERE: readonly Refusal[] = [
  { why: 'no such table', sql: 'SELECT * FROM nowhere', kind: 'schema', details: { table: 'nowhere' } },
  { why: 'no such column', sql: 'SELECT gone FROM tax_set', kind: 'schema', details: { columns: ['gone'] } },
  {
    why: 'no such column to insert into',
    sql: 'INSERT INTO tax_set (gone) VALUES (1)',
    kind: 'schema',
    details: { columns: ['gone'] },
  },
  { why: 'a parent with children', sql: 'DELETE FROM tax_set WHERE id = 1', kind: 'foreign-key-child', details: {} },
  { why: 'no such parent', sql: 'UPDATE tax_rate SET fk_set = 9', kind: 'foreign-key-parent', details: {} },
  { why: 'nonsense', sql: 'SELEC 1', kind: 'other', details: {} },
];

const ON_MARIADB: readonly Refusal[] = [
  {
    why: 'a unique key',
    sql: 'INSERT INTO tax_set VALUES (3, ?)',
    params: ["a'b"],
    kind: 'duplicate',
    details: { constraint: 'uq-name', value: "a'b" },
  },
  {
    why: 'a primary key',
    sql: "INSERT INTO tax_set VALUES (3, 'z'), (1, 'y')",
    kind: 'duplicate',
    details: { constraint: 'PRIMARY', value: '1' },
  },
  {
    why: 'a composite unique key',
    sql: "INSERT INTO tax_rate (id, fk_set, code) VALUES (2, 1, 'x')",
    kind: 'duplicate',
    details: { constraint: 'uq_rate', value: '1-x' },
  },
  {
    why: 'a parent with children',
    sql: 'DELETE FROM tax_set WHERE id = 1',
    kind: 'foreign-key-child',
    details: { table: 'tax_rate', constraint: 'fk_rate_set', columns: ['fk_set'] },
  },
  {
    why: 'no such parent',
    sql: "INSERT INTO tax_rate (id, fk_set, code) VALUES (2, 9, 'x')",
    kind: 'foreign-key-parent',
    details: { table: 'tax_rate', constraint: 'fk_rate_set', columns: ['fk_set'] },
  },
  { why: 'NULL', sql: 'INSERT INTO tax_set VALUES (3, NULL)', kind: 'not-null', details: { columns: ['na`me'] } },
  { why: 'no value', sql: 'INSERT INTO tax_set (id) VALUES (3)', kind: 'not-null', details: { columns: ['na`me'] } },
  {
    why: 'a long text',
    sql: "INSERT INTO tax_rate (id, code) VALUES (2, 'x'), (3, '123456')",
    kind: 'too-long',
    details: { columns: ['code'], row: 2 },
  },
  {
    why: 'a large number',
    sql: "INSERT INTO tax_rate (id, code, rate) VALUES (2, 'x', 100)",
    kind: 'out-of-range',
    details: { columns: ['rate'], row: 1 },
  },
  {
    why: 'no number',
    sql: "INSERT INTO tax_rate (id, code, rate) VALUES (2, 'x', 'abc')",
    kind: 'bad-value',
    details: { columns: ['rate'], row: 1 },
  },
  {
    why: 'no date',
    sql: "INSERT INTO tax_rate (id, code, valid_on) VALUES (2, 'x', '2023-02-29')",
    kind: 'bad-value',
    details: { columns: ['valid_on'], row: 1 },
  },
  {
    why: 'no date at all',
    sql: "INSERT INTO tax_rate (id, code, valid_on) VALUES (2, 'x', '0000-00-00')",
    kind: 'bad-value',
    details: { columns: ['valid_on'], row: 1 },
  },
  {
    why: 'a check',
    sql: "INSERT INTO tax_rate (id, code, rate) VALUES (2, 'x', -1)",
    kind: 'check',
    details: { constraint: 'rate_positive' },
  },
  {
    why: 'no word of an enum',
    sql: "INSERT INTO odd (e) VALUES ('c')",
    kind: 'bad-value',
    details: { columns: ['e'], row: 1 },
  },
  {
    why: 'no JSON',
    sql: "INSERT INTO odd (j) VALUES ('{')",
    kind: 'check',
    details: { constraint: 'odd.j', columns: ['j'] },
  },
  {
    why: 'a character that latin1 has not',
    sql: "INSERT INTO odd (l) VALUES ('漢')",
    kind: 'bad-value',
    details: { columns: ['l'], row: 1 },
  },
  { why: 'a computed column', sql: 'INSERT INTO odd (g) VALUES (1)', kind: 'bad-value', details: { columns: ['g'] } },
  { why: 'a trigger that signals', sql: "INSERT INTO odd (e) VALUES ('b')", kind: 'check', details: {} },
];

const ON_SQLITE: readonly Refusal[] = [
  {
    why: 'a unique key',
    sql: 'INSERT INTO tax_set VALUES (3, ?)',
    params: ["a'b"],
    kind: 'duplicate',
    details: { table: 'tax_set', columns: ['na`me'] },
  },
  {
    why: 'a primary key',
    sql: "INSERT INTO tax_set VALUES (1, 'y')",
    kind: 'duplicate',
    details: { table: 'tax_set', columns: ['id'] },
  },
  {
    why: 'a composite unique key',
    sql: "INSERT INTO tax_rate (id, fk_set, code) VALUES (2, 1, 'x')",
    kind: 'duplicate',
    details: { table: 'tax_rate', columns: ['fk_set', 'code'] },
  },
  {
    why: 'NULL',
    sql: 'INSERT INTO tax_set VALUES (3, NULL)',
    kind: 'not-null',
    details: { table: 'tax_set', columns: ['na`me'] },
  },
  {
    why: 'a check',
    sql: "INSERT INTO tax_rate (id, code, rate) VALUES (2, 'x', -1)",
    kind: 'check',
    details: { constraint: 'rate_positive' },
  },
  { why: 'a wrong type of key', sql: "INSERT INTO tax_set VALUES ('abc', 'y')", kind: 'bad-value', details: {} },
];

describe.each(DATABASE_KINDS)('a statement that %s refuses', (kind) => {
  let place: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    place = await createTestDatabase(kind);
    database = await openDatabase({ url: place.url, poolMax: 1 });
    for (const sql of SCHEMA) await database.run({ sql, params: [] });
    if (kind === 'mariadb') {
      await database.run({
        sql: "CREATE TABLE odd (e ENUM('a','b'), j JSON, l VARCHAR(5) CHARACTER SET latin1, g INT AS (1 + 1))",
        params: [],
      });
      await database.run({
        sql: "CREATE TRIGGER no_b BEFORE INSERT ON odd FOR EACH ROW IF NEW.e = 'b' THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no'; END IF",
        params: [],
      });
    }
  });
  afterAll(async () => {
    await database.close();
    await place.drop();
  });

  const cases =
    kind === 'mariadb'
      ? [...EVERYWHERE.filter(({ kind: of }) => !of.startsWith('foreign')), ...ON_MARIADB]
      : [...EVERYWHERE, ...ON_SQLITE];
  it.each(cases)('for $why is told as $kind', async ({ sql, params, kind: expected, details }) => {
    const error: unknown = await database.rows({ sql, params: params ?? [] }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DatabaseError);
    expect({ kind: (error as DatabaseError).kind, details: (error as DatabaseError).details }).toEqual({
      kind: expected,
      details,
    });
    expect((error as DatabaseError).cause).toBeInstanceOf(Error);
    await database.ping();
  });
});
