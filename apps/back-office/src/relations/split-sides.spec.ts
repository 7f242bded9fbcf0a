import type { Graph, GraphEdge, GraphNode } from './build-graph';
import { splitSides } from './split-sides';

const node = (alias: string): GraphNode => ({
  alias,
  tableName: alias,
  identifier: 'id',
  isCentre: alias === 'products',
  isExpanded: false,
  columns: [],
  hidden: 0,
});
const edge = (parent: string, parentColumn: string, child: string, childColumn: string, through?: object): GraphEdge =>
  ({
    id: `${parent}-${child}`,
    kind: 'stored',
    parent,
    child,
    parentColumn,
    childColumn,
    relation: { name: child, through },
  }) as unknown as GraphEdge;

const GRAPH: Graph = {
  nodes: ['prices', 'products', 'brands', 'images', 'stocks', 'currencies', 'countries'].map(node),
  edges: [
    edge('products', 'id', 'prices', 'fk_product'),
    edge('products', 'id', 'images', 'fk_product'),
    edge('products', 'id', 'stocks', 'id', { tableName: 'stock_product' }),
    edge('brands', 'id', 'products', 'fk_brand'),
    edge('prices', 'fk_currency', 'currencies', 'id'),
    edge('brands', 'fk_country', 'countries', 'id'),
  ],
};

describe('splitSides', () => {
  it('puts what the chosen endpoint points at on its left, what points at it on its right, further ones beyond', () => {
    expect(Object.fromEntries(splitSides(GRAPH))).toEqual({
      products: 0,
      brands: -1,
      stocks: -1,
      prices: 1,
      images: 1,
      currencies: 2,
      countries: -2,
    });
  });

  it('keeps both sides equally long even when everything points at the chosen one', () => {
    const children = Array.from({ length: 9 }, (_, index) => `child${index}`);
    const sides = splitSides({
      nodes: ['products', ...children].map(node),
      edges: children.map((child) => edge('products', 'id', child, 'fk_product')),
    });
    expect([...sides.values()].filter((side) => side === -1)).toHaveLength(4);
    expect([...sides.values()].filter((side) => side === 1)).toHaveLength(5);
  });

  it('knows nothing of a picture without a centre', () => {
    expect(splitSides({ nodes: [], edges: [] }).size).toBe(0);
  });
});
