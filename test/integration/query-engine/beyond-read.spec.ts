import { compileGrants, SYSTEM_CALLER } from '@dx/kernel';
import { openEngine, type OpenEngine } from '../../support/open-engine.js';
import { DATABASE_KINDS } from '../../support/test-database.js';
import { ask, askWrongly } from './ask.js';
import { BEYOND_ENDPOINTS, beyondShop, fillBeyondShop } from './beyond-shop.js';
import { send } from './send.js';

describe.each(DATABASE_KINDS)('reading beyond the contract on %s', (kind) => {
  let open: OpenEngine;

  beforeAll(async () => {
    open = await openEngine(kind, { setUp: beyondShop(kind), endpoints: BEYOND_ENDPOINTS });
  });
  afterAll(() => open?.close());
  beforeEach(() => fillBeyondShop(open));

  const errorsOf = async (url: string, scopes?: readonly string[]): Promise<string[]> => {
    const ctx = scopes === undefined ? {} : { caller: { ...SYSTEM_CALLER, grants: compileGrants(scopes) } };
    return (await askWrongly(open, url, ctx)).map(({ status, code, message }) => `${status} ${code} ${message}`);
  };
  const skus = async (query: string): Promise<unknown> =>
    (JSON.parse(await ask(open, `products?${query}`)) as { sku: string }[]).map(({ sku }) => sku);

  describe('relations through a junction', () => {
    it('are included with one statement for each, children by their identifier', async () => {
      const answer = await ask(open, 'products?include=categories.texts,tags&filter[p.sku]={"in":["p1","p2","p3"]}');
      const category = (id: number, key: string, title: string, texts: unknown[]): unknown => ({
        id_category: id,
        category_key: key,
        title,
        position: 7,
        owner: 'shop',
        ...(texts.length === 0 ? {} : { texts }),
      });
      const lights = category(1, 'lights', 'Lights', [{ id_text: 1, text: 'bright' }]);
      const home = category(2, 'home', 'Home', [{ id_text: 2, text: 'cosy' }]);
      expect(JSON.parse(answer)).toEqual([
        {
          id_product: 1,
          sku: 'p1',
          name: 'Lamp',
          categories: [lights, home],
          tags: [
            { id_tag: 1, word: 'new' },
            { id_tag: 2, word: 'hot' },
          ],
        },
        { id_product: 2, sku: 'p2', name: 'Desk', categories: [home], tags: [{ id_tag: 3, word: 'old' }] },
        { id_product: 3, sku: 'p3', name: null },
      ]);
      expect(open.statements).toHaveLength(4);
    });

    it('lead back, to themselves, and over several levels', async () => {
      const answer = await ask(open, 'categories/2?include=products.related.categories');
      expect(JSON.parse(answer)).toMatchObject({
        id_category: 2,
        products: [
          { sku: 'p1', related: [{ sku: 'p2', categories: [{ id_category: 2 }] }] },
          { sku: 'p2', related: [{ sku: 'p1', categories: [{ id_category: 1 }, { id_category: 2 }] }, { sku: 'p3' }] },
        ],
      });
      expect(open.statements).toHaveLength(4);
    });

    it('count against the limit of child rows', async () => {
      const small = await openEngine(kind, {
        setUp: beyondShop(kind),
        endpoints: BEYOND_ENDPOINTS,
        limits: { childRowsMax: 2 },
      });
      try {
        await fillBeyondShop(small);
        expect((await askWrongly(small, 'products?include=categories')).map(({ code }) => code)).toEqual(['1952']);
        expect(await ask(small, 'products/1?include=categories')).toContain('"lights"');
      } finally {
        await small.close();
      }
    });

    it('need the right to read the child', async () => {
      expect(await errorsOf('products?include=categories', ['products:read'])).toEqual(['403 null Forbidden.']);
    });
  });

  describe('filters on related records', () => {
    it.each([
      ['filter[p.variants.color]=blue', ['p1']],
      ['filter[p.variants.color]={"in":["blue","green"]}', ['p1', 'p2']],
      ['filter[p.variants.color]={"in":[]}', []],
      ['filter[p.variants.size]=two', []],
      ['filter[p.variants.identifier]=21', ['p2']],
      ['filter[p.variants.stocks.quantity]=5', ['p1']],
      ['filter[p.categories.category_key]=home', ['p1', 'p2']],
      ['filter[p.categories.title]=Lights&filter[p.sku]=p1', ['p1']],
      ['filter[p.categories.title]=Lights&filter[p.sku]=p2', []],
      ['filter[p.related.sku]=p3', ['p2']],
      ['filter[p.related.related.sku]=p3', ['p1']],
      ['filter[p.tags.word]=hot', ['p1']],
      ['filter[p.brand.code]=ACME', ['p1']],
    ])('%s', async (query, expected) => {
      expect(await skus(query)).toEqual(expected);
      expect(open.statements.length).toBeLessThanOrEqual(1);
    });

    it('of one relation are about the same record, of nested ones too', async () => {
      expect(await skus('filter[p.variants.color]=red&filter[p.variants.size]=2')).toEqual(['p2']);
      expect(await skus('filter[p.variants.color]=red&filter[p.variants.stocks.quantity]=0')).toEqual([]);
      expect(await skus('filter[p.variants.color]=blue&filter[p.variants.stocks.quantity]=0')).toEqual(['p1']);
      expect(await skus('filter[p.variants.color]=red&filter[p.variants.color]=blue')).toEqual([]);
    });

    it('match keys as included records do: texts to the letter, numbers in texts exactly', async () => {
      expect(await skus('filter[p.brandByCode.identifier]=1')).toEqual(['p1']);
      expect(await skus('filter[p.brandByNumber.identifier]={"in":[1,2,3]}')).toEqual(['p1']);
      for (const relation of ['brandByCode', 'brandByNumber']) {
        const included = JSON.parse(await ask(open, `products?include=${relation}`)) as Record<string, unknown>[];
        expect(included.filter((record) => relation in record).map(({ sku }) => sku)).toEqual(['p1']);
      }
    });

    it('hold for a read by id and do not touch what is included', async () => {
      expect(await errorsOf('products/1?filter[p.variants.color]=green')).toEqual([
        '404 1303 The entity `products` could not be found in the database.',
      ]);
      const found = JSON.parse(await ask(open, 'products/1?filter[p.variants.color]=red&include=variants')) as {
        variants: unknown[];
      };
      expect(found.variants).toHaveLength(2);
    });

    it('answer 1315 with what is unknown', async () => {
      const unknown = (field: string): string[] => [
        `400 1315 Filter field \`${field}\` for table alias \`products\` not found.`,
      ];
      expect(await errorsOf('products?filter[p.variants]=1')).toEqual(unknown('variants'));
      expect(await errorsOf('products?filter[p.nothing.color]=1')).toEqual(unknown('nothing'));
      expect(await errorsOf('products?filter[p.variants.weight]=1')).toEqual(unknown('variants.weight'));
      expect(await errorsOf('products?filter[p.variants.shelf.weight]=1')).toEqual(unknown('variants.shelf.weight'));
      expect(await errorsOf('products?filter[p.variants.]=1')).toEqual(unknown('variants.'));
      expect(await skus('filter[p.sku.variants]=p1')).toEqual(['p1']);
    });

    it('are bounded', async () => {
      const chain = 'related.'.repeat(6);
      expect(await errorsOf(`products?filter[p.${chain}sku]=1`)).toEqual([
        '400 1950 A filter must not lead over more than 5 relations.',
      ]);
      const aliases = ['variants.product', 'categories.products', 'related.related', 'related.categories.products'];
      const paths = aliases.flatMap((path) =>
        ['variants', 'related', 'tags', 'categories', 'brand'].map((last) => `${path}.${last}`),
      );
      const query = paths.map((path) => `filter[p.${path}.identifier]=1`).join('&');
      expect(await errorsOf(`products?${query}`)).toEqual([
        '400 1950 Filters must not lead to more than 20 relations.',
      ]);
    });

    it('need the right to read every endpoint on the way', async () => {
      const url = 'products?filter[p.variants.stocks.quantity]=5';
      expect(await errorsOf(url, ['products:read', 'stocks:read'])).toEqual(['403 null Forbidden.']);
      expect(await errorsOf(url, ['products:read', 'variants:read'])).toEqual(['403 null Forbidden.']);
    });

    it('are unknown to DELETE', async () => {
      expect((await send(open, 'DELETE products?filter[p.variants.color]=red')).errors).toEqual([
        '400 1315 Filter field `variants` for table alias `products` not found.',
      ]);
    });
  });

  describe('filters on included records', () => {
    it('leave parents alone and choose among children', async () => {
      const answer = await ask(
        open,
        'products?include=variants.stocks,categories&includeFilter[variants.color]=red' +
          '&includeFilter[categories.category_key]={"in":["lights"]}&includeFilter[variants.stocks.quantity]=9.00',
      );
      expect(JSON.parse(answer)).toEqual([
        {
          id_product: 1,
          sku: 'p1',
          name: 'Lamp',
          variants: [{ id_variant: 11, color: 'red', size: 1 }],
          categories: [{ id_category: 1, category_key: 'lights', title: 'Lights', position: 7, owner: 'shop' }],
        },
        {
          id_product: 2,
          sku: 'p2',
          name: 'Desk',
          variants: [{ id_variant: 21, color: 'red', size: 2, stocks: [{ id_stock: 211, quantity: '9.00' }] }],
        },
        { id_product: 3, sku: 'p3', name: null },
      ]);
    });

    it('cost no statement when nothing can satisfy them', async () => {
      await ask(open, 'products?include=variants&includeFilter[variants.size]=large');
      expect(open.statements).toHaveLength(1);
    });

    it('answer 1315 for what is unknown and 1953 for what is not included', async () => {
      const unknown = (field: string): string[] => [
        `400 1315 Filter field \`${field}\` for table alias \`products\` not found.`,
      ];
      for (const text of ['variants', 'variants.weight', 'nothing.color', '', 'sku', '.sku']) {
        expect(await errorsOf(`products?include=variants&includeFilter[${text}]=1`)).toEqual(unknown(text));
      }
      expect(await errorsOf('products?include=categories&includeFilter[variants.color]=red')).toEqual([
        '400 1953 `includeFilter` needs the relation that it filters: add `variants` to `include`.',
      ]);
    });

    it('are refused by DELETE, so that nothing more than meant is deleted', async () => {
      expect((await send(open, 'DELETE products?filter[p.sku]=p1&includeFilter[variants.color]=red')).errors).toEqual([
        '400 1315 Filter field `variants.color` for table alias `products` not found.',
      ]);
    });
  });
});
