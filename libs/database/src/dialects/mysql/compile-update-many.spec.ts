import { spellOut } from '../../statement.js';
import { compileUpdateMany } from './compile-update-many.js';

const UPDATE = {
  table: '`t`',
  keyColumns: [
    { quoted: '`id`', sqlType: 'bigint(20) unsigned' },
    { quoted: '`code`', sqlType: 'varchar(20)', charset: 'latin1', collation: 'latin1_general_cs' },
  ],
  columns: [{ quoted: '`v`', sqlType: 'int(11)' }],
  rows: [
    { key: ['9007199254740993', 'a'], values: [1] },
    { key: ['2', 'b'], values: [null] },
  ],
};
const KEY = 'CONVERT(? USING latin1) COLLATE latin1_general_cs';
const EMPTY = 'SELECT `id` AS k0,`code` AS k1,NULL AS c0 FROM `t` WHERE FALSE';
const REST = 'STRAIGHT_JOIN `t` AS dx_t ON dx_t.`id`=dx_v.k0 AND dx_t.`code`=dx_v.k1 SET dx_t.`v`=dx_v.c0';

describe('compileUpdateMany', () => {
  it('joins a list of values on MariaDB', () => {
    const statement = compileUpdateMany(UPDATE, true);
    expect(spellOut(statement)).toBe(`UPDATE (${EMPTY} UNION ALL VALUES (?,${KEY},?),(?,${KEY},?)) AS dx_v ${REST}`);
    expect(statement.params).toEqual([9007199254740993n, 'a', 1, 2, 'b', null]);
  });

  it('joins a union of rows on MySQL', () => {
    expect(spellOut(compileUpdateMany(UPDATE, false))).toBe(
      `UPDATE (${EMPTY} UNION ALL SELECT ?,${KEY},? UNION ALL SELECT ?,${KEY},?) AS dx_v ${REST}`,
    );
  });

  it('finds the rows by the index that is named', () => {
    expect(compileUpdateMany({ ...UPDATE, keyIndex: '`PRIMARY`' }, true).sql).toContain(
      'STRAIGHT_JOIN `t` AS dx_t FORCE INDEX (`PRIMARY`) ON dx_t.`id`',
    );
  });

  it.each([
    ['decimal(12,2) unsigned', 'CAST(? AS DECIMAL(12,2))'],
    ['decimal', 'CAST(? AS DECIMAL(10,0))'],
    ['datetime(6)', 'CAST(? AS DATETIME(6))'],
    ['timestamp', 'CAST(? AS DATETIME)'],
    ['time(2)', 'CAST(? AS TIME(2))'],
    ['date', 'CAST(? AS DATE)'],
    ['binary(16)', '?'],
    ['varchar(9)', '?'],
  ])('binds a key of type %s as %s', (sqlType, sql) => {
    const update = { ...UPDATE, keyColumns: [{ quoted: '`k`', sqlType }], rows: [{ key: ['1'], values: [1] }] };
    expect(compileUpdateMany(update, true)).toMatchObject({
      sql: expect.stringContaining(`VALUES (${sql},?)`) as string,
      params: ['1', 1],
    });
  });

  it('takes no collation that is not a plain word', () => {
    const keyColumns = [{ quoted: '`k`', sqlType: 'char(1)', charset: 'latin1', collation: "x'; --" }];
    expect(() => compileUpdateMany({ ...UPDATE, keyColumns, rows: [] }, true)).toThrow('not a collation');
  });
});
