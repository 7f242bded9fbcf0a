import { buildColumn, buildTable, types } from '../../../../test/support/build-catalogue.js';
import type { TableOptions } from '../../../../test/support/build-catalogue.js';
import { findKeyColumns, isUnique } from './find-key-columns.js';

const columns = [
  buildColumn('a', types.int()),
  buildColumn('b', types.int()),
  buildColumn('c', types.int(), { nullable: true }),
];
const table = (options: TableOptions) => buildTable('t', columns, options);
const keyOf = (options: TableOptions): string[] => findKeyColumns(table(options)).map(({ name }) => name);

describe('findKeyColumns', () => {
  it('takes the primary key, in key order', () => {
    expect(keyOf({ primaryKey: ['b', 'a'], uniqueKeys: [['a']] })).toEqual(['b', 'a']);
  });

  it('else takes the shortest whole unique key without null', () => {
    expect(keyOf({ uniqueKeys: [['c'], ['a', 'b'], ['b']] })).toEqual(['b']);
    expect(keyOf({ uniqueKeys: [{ name: 'prefix', columns: ['a'], whole: false }] })).toEqual([]);
    expect(keyOf({ uniqueKeys: [['a', 'c']] })).toEqual([]);
  });

  it('finds none for a view or a table without keys', () => {
    expect(keyOf({ kind: 'view', uniqueKeys: [['a']] })).toEqual([]);
    expect(keyOf({})).toEqual([]);
  });
});

describe('isUnique', () => {
  it('needs the whole primary key or a whole unique key of that column alone', () => {
    const some = table({
      primaryKey: ['a', 'b'],
      uniqueKeys: [['c'], { name: 'prefix', columns: ['b'], whole: false }],
    });
    expect(['a', 'b', 'c'].map((name) => isUnique(some, [name]))).toEqual([false, false, true]);
    expect(isUnique(table({ primaryKey: ['a'] }), ['a', 'b'])).toBe(true);
  });
});
