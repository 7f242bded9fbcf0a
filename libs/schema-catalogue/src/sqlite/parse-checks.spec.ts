import { parseChecks } from './parse-checks.js';

describe('parseChecks', () => {
  it('finds word lists, with quotes, brackets and the case of NULL', () => {
    const { words } = parseChecks(`CREATE TABLE "t" (
      a TEXT CHECK (a IN ('x', 'it''s', 'b,c')), -- CHECK (nothing IN ('here'))
      "B c" TEXT, [d] TEXT CONSTRAINT d_words CHECK (((d IS NULL) OR (d in ('1', '2')))),
      CHECK ("B c" IN ('y') AND length("B c") < 5))`);
    expect(words).toEqual(
      new Map([
        ['a', ['x', "it's", 'b,c']],
        ['d', ['1', '2']],
        ['b c', ['y']],
      ]),
    );
  });

  it('finds booleans and JSON', () => {
    const { booleans, json, words } = parseChecks(
      `CREATE TABLE t (a INT CHECK (a IN (0, 1)), b TEXT CHECK (json_valid(b)), c INT CHECK (c IN (1, 2)))`,
    );
    expect([...booleans]).toEqual(['a']);
    expect([...json]).toEqual(['b']);
    expect(words.size).toBe(0);
  });

  it('passes over checks that say something else', () => {
    const { words, booleans, json } = parseChecks(
      `CREATE TABLE t (a TEXT CHECK (a NOT IN ('x')), b TEXT CHECK (b IN ('x') OR a = 'y'), c TEXT DEFAULT 'check (c in (1))',
       "check" TEXT, CHECK (lower(a) IN ('x')), CHECK (a IN (SELECT 'x'`,
    );
    expect([words.size, booleans.size, json.size]).toEqual([0, 0, 0]);
  });
});
