import type { ForeignKey, Table } from '@dx/schema-catalogue';
import { findLinks, kindOfRelation } from './table-links.js';

const key = (column: string, referencedTable: string): ForeignKey => ({
  name: `fk_${column}`,
  columns: [column],
  referencedTable,
  referencedColumns: ['id'],
  onDelete: 'RESTRICT',
  onUpdate: 'RESTRICT',
});
const table = (name: string, foreignKeys: ForeignKey[] = [], unique: string[][] = [], primaryKey = ['id']): Table =>
  ({
    name,
    primaryKey,
    foreignKeys,
    uniqueKeys: unique.map((columns, index) => ({ name: `u${index}`, columns, whole: true })),
  }) as unknown as Table;
const map = (...tables: Table[]): ReadonlyMap<string, Table> => new Map(tables.map((one) => [one.name, one]));

const product = table('product');
const category = table('category');

describe('links of tables', () => {
  it('go both ways, those to the table itself once', () => {
    const node = table('node', [key('parent', 'node'), key('fk_category', 'category')]);
    const child = table('child', [key('fk_node', 'node')]);
    const links = findLinks(node, map(node, category, child));
    expect(links.map((link) => [link.table.name, link.key.name])).toEqual([
      ['node', 'fk_parent'],
      ['node', 'fk_fk_category'],
      ['child', 'fk_fk_node'],
    ]);
  });

  it('are one to one where both ends are unique', () => {
    const single = table('single', [], [['fk_product']]);
    const kind = (parent: [Table, string], child: [Table, string]): string =>
      kindOfRelation({ table: parent[0], columns: [parent[1]] }, { table: child[0], columns: [child[1]] });
    expect(kind([product, 'id'], [single, 'fk_product'])).toBe('one-to-one');
    expect(kind([product, 'id'], [category, 'fk_product'])).toBe('one-to-many');
    expect(kind([category, 'fk_product'], [product, 'id'])).toBe('many-to-one');
    expect(kind([table('none', [], [], []), 'id'], [single, 'fk_product'])).toBe('many-to-one');
  });
});
