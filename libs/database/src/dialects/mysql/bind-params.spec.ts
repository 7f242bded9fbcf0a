import { spellOut } from '../../statement.js';
import { bindParams, splitAtPlaceholders } from './bind-params.js';

describe('bindParams', () => {
  it('writes every type as a literal of its own', () => {
    const params = ["a'b\\", 1.5, 9007199254740993n, true, false, Buffer.from([0, 255]), null];
    expect(bindParams({ sql: 'SELECT ?,?,?,?,?,?,?', params })).toBe(
      "SELECT 'a\\'b\\\\',1.5,9007199254740993,1,0,X'00ff',NULL",
    );
  });

  it('does not look for placeholders inside values', () => {
    expect(bindParams({ sql: 'SELECT ?, ?', params: ['?', '??'] })).toBe("SELECT '?', '??'");
  });

  it('binds each row of a statement over many', () => {
    const sql = 'INSERT INTO t (a, b) VALUES (?, ?) RETURNING a = ?';
    const row = { from: sql.indexOf('(?'), to: sql.indexOf(' RETURNING'), count: 3, separator: ', ' };
    const params = [1, "'", 2, null, 3, '?', 4];
    const bound = "INSERT INTO t (a, b) VALUES (1, '\\''), (2, NULL), (3, '?') RETURNING a = 4";
    expect(bindParams({ sql, params, row })).toBe(bound);
    expect(() => bindParams({ sql, params: params.slice(1), row })).toThrow('7 placeholders, but 6 values');
    expect(spellOut({ sql, params, row })).toBe('INSERT INTO t (a, b) VALUES (?, ?), (?, ?), (?, ?) RETURNING a = ?');
  });

  it('refuses another number of values', () => {
    expect(() => bindParams({ sql: 'SELECT ?', params: [] })).toThrow('1 placeholders, but 0 values');
    expect(() => bindParams({ sql: 'SELECT ?', params: [1, 2] })).toThrow('1 placeholders, but 2 values');
  });
});

describe('splitAtPlaceholders', () => {
  it.each([
    ['a=? AND b=?', ['a=', ' AND b=', '']],
    ['`a?``?`=?', ['`a?``?`=', '']],
    ["'?''?\\'?' ?", ["'?''?\\'?' ", '']],
    ['"?\\"?" ?', ['"?\\"?" ', '']],
    ['`\\` ?', ['`\\` ', '']],
    ['a-?', ['a-', '']],
    ['a--?', ['a--', '']],
    ['a -- ?\n?', ['a -- ?\n', '']],
    ['a # ?\n?', ['a # ?\n', '']],
    ['a /* ? */ / ?', ['a /* ? */ / ', '']],
    ['a -- ?', ['a -- ?']],
    ['??', ['', '', '']],
  ])('splits %s', (sql, pieces) => {
    expect(splitAtPlaceholders(sql)).toEqual(pieces);
  });

  it.each(["'", '`a', '"\\"', "'\\'", '/* ?'])('refuses %s, which has no end', (sql) => {
    expect(() => splitAtPlaceholders(sql)).toThrow('without its end');
  });
});
