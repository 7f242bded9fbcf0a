import type { Database, SqlParam } from '@dx/database';
import { openDatabase } from '@dx/database';
import fc from 'fast-check';
import { createTestDatabase, DATABASE_KINDS } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';

describe.each(DATABASE_KINDS)('bound values on %s', (kind) => {
  let place: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    place = await createTestDatabase(kind);
    database = await openDatabase({ url: place.url });
  });
  afterAll(async () => {
    await database.close();
    await place.drop();
  });

  it('come back as they were, whatever they hold, and never change the statement', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 });
    const nasty = fc.constantFrom("'", '"', '\\', '`', '?', '--', '/*', '*/', '\n', "\\'", '%', '😀', '\x1a', ';');
    const mixed = fc.array(fc.oneof(text, nasty)).map((parts) => parts.join(''));
    const safe = mixed.map((value) => (kind === 'sqlite' ? value.replaceAll('\0', '') : value));
    await fc.assert(
      fc.asyncProperty(
        safe,
        fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
        fc.uint8Array(),
        async (value, big, raw) => {
          const bytes = Buffer.from(raw);
          const cast = 'SELECT ?, ?, ?, ?';
          const [row] = await database.rows({ sql: cast, params: [value, big, bytes, null] });
          expect(row).toEqual([value, big.toString(), bytes, null]);
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [undefined],
    [{}],
    [[1]],
    [new Date(0)],
    [Symbol('x')],
    [() => 1],
  ])('of type %p are refused', async (value) => {
    const params = [value] as unknown as SqlParam[];
    await expect(database.rows({ sql: 'SELECT ?', params })).rejects.toThrow(/cannot be bound/);
  });

  if (kind === 'sqlite') {
    it('with a NUL character, or beyond 64 bits, are refused where they could not be kept', async () => {
      await expect(database.rows({ sql: 'SELECT ?', params: ['a\0b'] })).rejects.toMatchObject({ kind: 'bad-value' });
      await expect(database.rows({ sql: 'SELECT ?', params: [2n ** 63n] })).rejects.toMatchObject({
        kind: 'out-of-range',
      });
    });
  } else {
    it('must be as many as placeholders; marks inside names, strings and comments do not count', async () => {
      await expect(database.rows({ sql: 'SELECT ?', params: [] })).rejects.toThrow('1 placeholders, but 0 values');
      await expect(database.rows({ sql: 'SELECT 1', params: [1] })).rejects.toThrow('0 placeholders, but 1 values');
      const sql = "SELECT '?''?\\'?' AS `a?``?`, \"?\" -- ?\n, ? /* ? */ # ?";
      expect(await database.rows({ sql, params: [7] })).toEqual([["?'?'?", '?', '7']]);
    });

    it('larger than the server takes in one statement are refused, and the connection lives on', async () => {
      const huge = 'x'.repeat(17 << 20);
      await expect(database.rows({ sql: 'SELECT ?', params: [huge] })).rejects.toMatchObject({ kind: 'too-long' });
      expect(await database.rows({ sql: 'SELECT 1', params: [] })).toEqual([['1']]);
    });
  }
});
