import type { Dialect, Statement } from '@dx/database';
import { compileSnapshot, DenyList, type Entity, type Snapshot } from '@dx/entity-configuration';
import { ALL_GRANTS, CodedException, compileGrants, SYSTEM_CALLER, type RequestContext } from '@dx/kernel';
import fc from 'fast-check';
import { buildCatalogue, buildColumn, buildTable, types } from '../../../../test/support/build-catalogue.js';
import { configureEndpoint } from '../../../../test/support/configure-endpoint.js';
import { DEFAULT_ENGINE_LIMITS } from '../engine-limits.js';
import { parseReadRequest } from '../request/parse-read-request.js';
import { chunkKeys, compileChildren, compileKeys, compileRoot } from '../sql/compile-select.js';
import { planRead } from './plan-read.js';
import type { ReadPlan, RelationNode } from './read-plan.js';
import { keyColumnsOf, shapeOf } from './row-shape.js';

const dialect = {
  name: 'mysql',
  quote: (name: string) => `[${name}]`,
  exactText: (column: string) => `${column} is exactly ?`,
  maxParams: 60_000,
} as unknown as Dialect;

const snapshot: Snapshot = compileSnapshot(
  [
    configureEndpoint({
      alias: 'products',
      table: 'product',
      identifier: 'id_product',
      fields: [
        { fieldName: 'sku', fieldVisibleName: 'number' },
        { fieldName: 'id_product', type: 'integer' },
        { fieldName: 'price', type: 'decimal' },
        { fieldName: 'is_active', type: 'boolean' },
      ],
      relations: {
        prices: ['prices', ['id_product', 'fk_product'], ['store', 'store']],
        parent: ['products', ['fk_parent', 'id_product']],
      },
    }),
    configureEndpoint({
      alias: 'prices',
      table: 'price',
      identifier: 'store',
      fields: ['store', { fieldName: 'fk_product', type: 'integer' }],
      relations: { product: ['products', ['fk_product', 'id_product']] },
    }),
    configureEndpoint({ alias: 'off', table: 'price', identifier: 'store', fields: ['store'], isActive: false }),
  ],
  buildCatalogue(
    buildTable('product', [
      buildColumn('id_product', types.int(), { autoIncrement: true }),
      buildColumn('sku', types.varchar(20)),
      buildColumn('price', types.decimal(20, 4), { nullable: true }),
      buildColumn('is_active', types.boolean()),
      buildColumn('fk_parent', types.int(), { nullable: true }),
      buildColumn('store', types.varchar(20)),
      buildColumn('secret', types.varchar(20)),
    ]),
    buildTable('price', [buildColumn('fk_product', types.int()), buildColumn('store', types.varchar(20))], {
      primaryKey: ['fk_product', 'store'],
    }),
  ),
  new DenyList(),
  dialect,
);

const context = (scopes?: readonly string[]): RequestContext => ({
  requestId: 'r',
  now: new Date(0),
  caller: { ...SYSTEM_CALLER, grants: scopes === undefined ? ALL_GRANTS : compileGrants(scopes) },
});

const entityOf = (alias: string): Entity => {
  const entity = snapshot.entities.get(alias);
  if (entity === undefined) throw new Error(JSON.stringify(snapshot.problems));
  return entity;
};

const plan = (
  alias: string,
  query: Record<string, string> = {},
  options: { id?: string; scopes?: readonly string[] } = {},
): ReadPlan => {
  const raw = Object.entries(query).map(([name, value]) => ({ name, value }));
  const request = parseReadRequest(raw, DEFAULT_ENGINE_LIMITS);
  return planRead(context(options.scopes), entityOf(alias), options.id, request, DEFAULT_ENGINE_LIMITS);
};

const statement = (...args: Parameters<typeof plan>): Statement | undefined => compileRoot(plan(...args), dialect);

const errorOf = (...args: Parameters<typeof plan>): [string | null, string] => {
  try {
    plan(...args);
  } catch (error) {
    if (error instanceof CodedException) return [error.errors[0].code, error.errors[0].message];
    throw error;
  }
  throw new Error('nothing was thrown');
};

const FIELDS = '[id_product], [sku], [price], [is_active]';

describe('filters on related records', () => {
  it('become one EXISTS per relation, nested, with every name from the snapshot and every value bound', () => {
    expect(
      statement('products', {
        'filter[x.prices.store]': "' OR 1=1 -- ",
        'filter[x.number]': 'p1',
        'filter[x.prices.product.price]': '{"in":["1.5","2"]}',
        'filter[x.parent.number]': 'top',
      }),
    ).toEqual({
      sql:
        `SELECT ${FIELDS} FROM [product] WHERE [sku] = ?` +
        ' AND EXISTS (SELECT 1 FROM [price] dx_related1 WHERE [product].[id_product] = dx_related1.[fk_product]' +
        ' AND [product].[store] = dx_related1.[store] AND dx_related1.[store] = ?' +
        ' AND EXISTS (SELECT 1 FROM [product] dx_related2 WHERE dx_related1.[fk_product] = dx_related2.[id_product]' +
        ' AND dx_related2.[price] IN (CAST(? AS DECIMAL(20,4)), CAST(? AS DECIMAL(20,4)))))' +
        ' AND EXISTS (SELECT 1 FROM [product] dx_related3 WHERE [product].[fk_parent] = dx_related3.[id_product]' +
        ' AND dx_related3.[sku] = ?)' +
        ' ORDER BY [id_product] LIMIT 1000',
      params: ['p1', "' OR 1=1 -- ", '1.5', '2', 'top'],
    });
  });

  it('ask for nothing when one of them can never hold', () => {
    expect(statement('products', { 'filter[x.prices.fk_product]': 'one' })).toBeUndefined();
    expect(statement('products', { 'filter[x.prices.product.price]': 'dear' })).toBeUndefined();
  });

  it('come first when names are unknown, in the order of the query', () => {
    expect(errorOf('products', { 'filter[x.prices.nope]': '1', 'filter[x.no]': '1', include: 'nope' })).toEqual([
      '1315',
      'Filter field `prices.nope` for table alias `products` not found.',
    ]);
    expect(errorOf('products', { 'filter[x.prices.store]': '1' }, { scopes: ['products:read'] })[1]).toBe('Forbidden.');
  });
});

describe('the root statement', () => {
  it('selects the fields in column order, a page, by identifier', () => {
    expect(statement('products')).toEqual({
      sql: `SELECT ${FIELDS} FROM [product] ORDER BY [id_product] LIMIT 1000`,
      params: [],
    });
    expect(statement('products', { 'page[limit]': '5', 'page[offset]': '10' })?.sql).toMatch(/ LIMIT 5 OFFSET 10$/);
  });

  it('compares fields with bound values of their columns, ANDed', () => {
    expect(
      statement('products', {
        'filter[x.number]': "a' OR 1=1 -- ",
        'filter[x.price]': '{"in":["19.00","nonsense",20]}',
        'filter[x.is_active]': 'true',
        'filter[x.identifier]': '7',
      }),
    ).toEqual({
      sql:
        `SELECT ${FIELDS} FROM [product] WHERE [sku] = ?` +
        ' AND [price] IN (CAST(? AS DECIMAL(20,4)), CAST(? AS DECIMAL(20,4))) AND [is_active] = ? AND [id_product] = ?' +
        ' ORDER BY [id_product] LIMIT 1000',
      params: ["a' OR 1=1 -- ", '19', '20', 1, '7'],
    });
  });

  it('reads one record by its identifier, filters included', () => {
    expect(statement('products', {}, { id: '7' })).toEqual({
      sql: `SELECT ${FIELDS} FROM [product] WHERE [id_product] = ?`,
      params: ['7'],
    });
    expect(statement('products', { 'filter[x.number]': 'a' }, { id: '7' })).toEqual({
      sql: `SELECT ${FIELDS} FROM [product] WHERE [id_product] = ? AND [sku] = ?`,
      params: ['7', 'a'],
    });
  });

  it('takes the first row, always the same, where the identifier is not unique', () => {
    expect(statement('prices', {}, { id: 'DE' })?.sql).toBe(
      'SELECT [fk_product], [store] FROM [price] WHERE [store] = ? AND [store] is exactly ? ORDER BY [store], [fk_product] LIMIT 1',
    );
    expect(statement('prices', { 'filter[x.fk_product]': '1' }, { id: 'DE' })?.sql).toBe(
      'SELECT [fk_product], [store] FROM [price] WHERE [store] = ? AND [store] is exactly ? AND [fk_product] = ? ORDER BY [store], [fk_product] LIMIT 1',
    );
  });

  it('asks nothing where no row can match', () => {
    expect(statement('products', { 'page[limit]': '0' })).toBeUndefined();
    expect(statement('products', { 'filter[x.identifier]': '1abc' })).toBeUndefined();
    expect(statement('products', { 'filter[x.number]': '{"in":[]}' })).toBeUndefined();
    expect(statement('products', {}, { id: '1abc' })).toBeUndefined();
    expect(statement('products', {}, { id: '01' })).toBeUndefined();
  });

  it('never holds a text of the client', () => {
    const marker = 'MARKER';
    const text = fc.string({ unit: 'binary' }).map((noise) => `${noise}${marker}${noise}`);
    fc.assert(
      fc.property(text, text, (value, id) => {
        const filters = { 'filter[x.number]': value, 'filter[x.identifier]': '{"in":[1,2]}' };
        const made = statement('products', filters, { id: '5' });
        expect(made?.sql).not.toContain(marker);
        expect(statement('prices', {}, { id })?.sql ?? '').not.toContain(marker);
      }),
    );
  });
});

describe('names', () => {
  it('1315 for the first unknown filter, by its visible name only', () => {
    expect(errorOf('products', { 'filter[x.nope]': '1', 'filter[x.no]': '1', include: 'no' })).toEqual([
      '1315',
      'Filter field `nope` for table alias `products` not found.',
    ]);
    for (const name of ['sku', 'secret', '', 'toString', '__proto__', 'Number']) {
      expect(errorOf('products', { [`filter[x.${name}]`]: '1' })[0]).toBe('1315');
    }
  });

  it('1313 for the failing link', () => {
    const message = (name: string): string =>
      `Relation \`${name}\` not found. Please check the requested relation name and try again.`;
    expect(errorOf('products', { include: 'prices.nope.more' })).toEqual(['1313', message('nope')]);
    expect(errorOf('products', { include: 'prices,' })).toEqual(['1313', message('')]);
    expect(errorOf('products', { include: 'Prices' })).toEqual(['1313', message('Prices')]);
    expect(errorOf('products', { include: 'toString' })[0]).toBe('1313');
  });

  it('1951 for a list that is too long', () => {
    const list = (length: number): string => JSON.stringify({ in: Array.from({ length }, (_, index) => index) });
    expect(plan('products', { 'filter[x.identifier]': list(1000) }).filters).toHaveLength(1);
    expect(errorOf('products', { 'filter[x.identifier]': list(1001) })[0]).toBe('1951');
  });

  it('403 for an included endpoint that the caller may not read, at any depth', () => {
    const scopes = ['products:read'];
    expect(plan('products', { include: 'parent.parent' }, { scopes }).root.relations).toHaveLength(1);
    expect(errorOf('products', { include: 'parent.prices' }, { scopes })).toEqual([null, 'Forbidden.']);
  });
});

describe('relations', () => {
  const relationOf = (include: string, name: string): RelationNode => {
    const found = plan('products', { include }).root.relations.find(({ relation }) => relation.name === name);
    if (found === undefined) throw new Error('no such relation');
    return found;
  };

  it('selects the key columns of all relations once, behind the fields', () => {
    const { root } = plan('products', { include: 'prices,parent' });
    expect(root.shape.selectSql).toBe(`SELECT ${FIELDS}, [id_product], [store], [fk_parent] FROM [product]`);
    expect(root.shape.encoding).toMatchObject({ keyCount: 3, columns: { length: 4 } });
  });

  it('merges chains into one tree', () => {
    const { root } = plan('products', { include: 'prices.product, prices, prices.product.parent' });
    expect(root.relations).toHaveLength(1);
    expect(root.relations[0]?.node.relations[0]?.node.relations[0]?.relation.name).toBe('parent');
  });

  it('reads children by one key column with IN, ordered by their identifier', () => {
    expect(compileChildren(relationOf('parent', 'parent'), [['1'], ['2']], 11)).toEqual({
      sql: `SELECT ${FIELDS}, [id_product] FROM [product] WHERE [id_product] IN (?, ?) ORDER BY [id_product] LIMIT 11`,
      params: ['1', '2'],
    });
  });

  it('reads children by several key columns in groups', () => {
    const keys = [
      ['1', 'DE'],
      ['2', 'AT'],
    ];
    expect(compileChildren(relationOf('prices', 'prices'), keys, 11)).toEqual({
      sql:
        'SELECT [fk_product], [store], [fk_product], [store] FROM [price]' +
        ' WHERE (([fk_product] = ? AND [store] = ?) OR ([fk_product] = ? AND [store] = ?))' +
        ' ORDER BY [store], [fk_product] LIMIT 11',
      params: ['1', 'DE', '2', 'AT'],
    });
  });

  it('cuts keys into statements', () => {
    const keys = Array.from({ length: 2500 }, (_, index) => [String(index)]);
    const sizes = (columns: number, maxParams: number): number[] =>
      chunkKeys(keys, columns, { ...dialect, maxParams }).map((chunk) => chunk.length);
    expect(sizes(1, 60_000)).toEqual([1000, 1000, 500]);
    expect(sizes(2, 60_000)).toHaveLength(10);
    expect(sizes(1, 999)).toEqual([999, 999, 502]);
    expect(chunkKeys([], 1, dialect)).toEqual([]);
  });
});

describe('shapeOf', () => {
  it('is one object for one combination of columns', () => {
    const entity = entityOf('prices');
    expect(shapeOf(entity)).toBe(shapeOf(entity));
    expect(shapeOf(entity, keyColumnsOf(entity))).toBe(shapeOf(entity, keyColumnsOf(entity)));
    expect(compileKeys(keyColumnsOf(entity), [['1', 'DE']]).sql).toBe('(([fk_product] = ? AND [store] = ?))');
  });

  it('tells the scale of decimals', () => {
    expect(shapeOf(entityOf('products')).encoding.columns[2]).toEqual({ name: 'price', kind: 'decimal', scale: 4 });
  });
});
