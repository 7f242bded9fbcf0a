import { normalizeStatement } from './normalize-statement.js';

it.each([
  ['SELECT `a`  FROM `t`\n WHERE `b` = ? LIMIT 10 OFFSET 20', 'SELECT `a` FROM `t` WHERE `b` = ? LIMIT ? OFFSET ?'],
  ['SELECT a FROM t WHERE b IN (?, ?, ?)', 'SELECT a FROM t WHERE b IN (?, …)'],
  ['SELECT a FROM t WHERE b IN (?)', 'SELECT a FROM t WHERE b IN (?)'],
  ['INSERT INTO t (a, b) VALUES (?, ?), (?, ?), (?, ?)', 'INSERT INTO t (a, b) VALUES (?, …), …'],
  ['INSERT INTO t (a, b) VALUES (?, DEFAULT), (DEFAULT, ?)', 'INSERT INTO t (a, b) VALUES (?, DEFAULT), …'],
  ['SELECT limit_2 FROM t', 'SELECT limit_2 FROM t'],
])('%s', (sql, normal) => expect(normalizeStatement(sql)).toBe(normal));

it('cuts what is very long', () => expect(normalizeStatement('x'.repeat(5000))).toHaveLength(2001));
