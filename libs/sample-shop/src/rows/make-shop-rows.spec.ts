import { createHash } from 'node:crypto';
import type { SqlParam } from '@dx/database';
import { SHOP_TABLES } from '../tables/shop-tables.js';
import { makeShopRows } from './make-shop-rows.js';
import type { RowSet } from './row-set.js';

function checksum(sets: readonly RowSet[]): string {
  const plain = (value: SqlParam): unknown => (Buffer.isBuffer(value) ? value.toString('hex') : String(value));
  const hash = createHash('sha256');
  for (const { table, columns, rows } of sets) {
    hash.update(JSON.stringify([table, columns, rows.map((row) => row.map(plain))]));
  }
  return hash.digest('hex').slice(0, 16);
}

describe('makeShopRows', () => {
  const sets = makeShopRows();

  it('makes the same rows in every run, on every machine', () => {
    expect(checksum(makeShopRows())).toBe(checksum(sets));
    expect(checksum(sets)).toBe('f4de9e9ee79da5cd');
  });

  it('fills every table, in an order in which references are known', () => {
    expect(sets.map(({ table }) => table)).toEqual(SHOP_TABLES.map(({ name }) => name));
    expect(sets.filter(({ rows }) => rows.length === 0)).toEqual([]);
  });

  it('names only columns that exist and leaves out none that must have a value', () => {
    for (const { table, columns } of sets) {
      const described = SHOP_TABLES.find(({ name }) => name === table)?.columns ?? [];
      expect(described.map(({ name }) => name)).toEqual(expect.arrayContaining([...columns]));
      const missing = described.filter((column) => !column.nullable && !columns.includes(column.name));
      expect(missing.map(({ name }) => `${table}.${name}`)).toEqual([]);
    }
  });

  it('has about a thousand products with one or two variants each', () => {
    const count = (name: string): number | undefined => sets.find(({ table }) => table === name)?.rows.length;
    expect(count('spy_product_abstract')).toBe(1_000);
    expect(count('spy_product')).toBe(1_500);
    expect(count('spy_sales_order')).toBe(3_000);
  });
});
