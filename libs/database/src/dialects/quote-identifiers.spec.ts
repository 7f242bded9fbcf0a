import fc from 'fast-check';
import { mysqlDialect } from './mysql/mysql-dialect.js';
import { SQLITE_DIALECT } from './sqlite/sqlite-dialect.js';

describe.each([
  ['mysql', mysqlDialect({ returning: true, tableValues: true }), '`'],
  ['sqlite', SQLITE_DIALECT, '"'],
])('names quoted for %s', (_name, dialect, mark) => {
  it('end only where they end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        fc.pre(!name.includes('\0'));
        const quoted = dialect.quote(name);
        expect(quoted.at(0)).toBe(mark);
        expect(quoted.at(-1)).toBe(mark);
        expect(quoted.slice(1, -1).replaceAll(mark + mark, '')).not.toContain(mark);
        expect(quoted.slice(1, -1).replaceAll(mark + mark, mark)).toBe(name);
      }),
    );
  });

  it('hold no NUL', () => {
    expect(() => dialect.quote('a\0b')).toThrow('NUL');
  });

  it('stand in the clause that updates an existing row', () => {
    expect(dialect.onDuplicateUpdate(['k'], ['a', 'b'])).toBe(
      mark === '`'
        ? ' ON DUPLICATE KEY UPDATE a=VALUES(a),b=VALUES(b)'
        : ' ON CONFLICT(k) DO UPDATE SET a=excluded.a,b=excluded.b',
    );
  });
});
