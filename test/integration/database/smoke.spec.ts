import { openDatabase } from '@dx/database';
import type { Database } from '@dx/database';
import { createTestDatabase, DATABASE_KINDS } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';

describe.each(DATABASE_KINDS)('smoke on %s', (kind) => {
  let test: TestDatabase;
  let db: Database;
  beforeAll(async () => {
    test = await createTestDatabase(kind);
    db = await openDatabase({ url: test.url });
  });
  afterAll(async () => {
    await db.close();
    await test.drop();
  });
  it('works', async () => {
    const d = await db.describe();
    console.log(d);
    const auto = kind === 'mariadb' ? 'INT PRIMARY KEY AUTO_INCREMENT' : 'INTEGER PRIMARY KEY AUTOINCREMENT';
    await db.run({ sql: `CREATE TABLE t (id ${auto}, code VARCHAR(20) UNIQUE, price DECIMAL(10,2))`, params: [] });
    const r = await db.run({
      sql: 'INSERT INTO t (code, price) VALUES (?,?),(?,?)',
      params: ['a?', '1.5', 'b\'"\\', 2],
    });
    console.log(r);
    console.log(await db.rows({ sql: 'SELECT * FROM t', params: [] }));
    const e = await db.json(
      { sql: 'SELECT id, code, price, id FROM t', params: [] },
      {
        columns: [
          { name: 'id', kind: 'integer' },
          { name: 'code', kind: 'string' },
          { name: 'price', kind: 'decimal', scale: 2 },
        ],
        keyCount: 1,
      },
    );
    console.log(e.bytes.toString(), e);
    await expect(db.run({ sql: 'INSERT INTO t (code) VALUES (?)', params: ['a?'] })).rejects.toMatchObject({
      kind: 'duplicate',
    });
    const u = db.dialect.updateMany({
      table: 't',
      keyColumns: [{ quoted: 'id', sqlType: 'int(11)' }],
      columns: [{ quoted: 'price', sqlType: 'decimal(10,2)' }],
      rows: [
        { key: ['1'], values: ['7.77'] },
        { key: ['2'], values: [null] },
      ],
    });
    console.log(u.sql, await db.run(u));
    await expect(
      db.transaction(async (tx) => {
        await tx.run({ sql: 'DELETE FROM t', params: [] });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    console.log(await db.transaction((tx) => tx.rows({ sql: 'SELECT * FROM t', params: [] })));
  });
});
