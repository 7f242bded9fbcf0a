import { compileGrants, SYSTEM_CALLER } from '@dx/kernel';
import { openEngine, type OpenEngine } from '../../support/open-engine.js';
import { DATABASE_KINDS } from '../../support/test-database.js';
import { ask } from './ask.js';
import { BEYOND_ENDPOINTS, beyondShop, fillBeyondShop } from './beyond-shop.js';
import { send, type Sent } from './send.js';

interface Category {
  readonly id_category: number;
  readonly category_key: string;
  readonly title: string;
}

describe.each(DATABASE_KINDS)('writing through a junction on %s', (kind) => {
  let open: OpenEngine;

  beforeAll(async () => {
    open = await openEngine(kind, { setUp: beyondShop(kind), endpoints: BEYOND_ENDPOINTS });
  });
  afterAll(() => open?.close());
  beforeEach(() => fillBeyondShop(open));

  const as = (...scopes: string[]): { ctx: { caller: typeof SYSTEM_CALLER } } => ({
    ctx: { caller: { ...SYSTEM_CALLER, grants: compileGrants(scopes) } },
  });
  /** The category keys of a product. */
  const linksOf = async (sku: string): Promise<string[]> => {
    const text = await ask(open, `products?filter[p.sku]=${sku}&include=categories`);
    open.statements.length = 0;
    const [product] = JSON.parse(text) as { categories?: Category[] }[];
    return (product?.categories ?? []).map(({ category_key }) => category_key);
  };
  const category = async (key: string): Promise<unknown> =>
    (JSON.parse(await ask(open, `categories?filter[c.category_key]=${key}`)) as unknown[])[0];
  const count = (sql: RegExp): number => open.statements.filter((statement) => sql.test(statement.sql)).length;
  const dataOf = ({ data, errors }: Sent): unknown => {
    expect(errors).toEqual([]);
    return JSON.parse(data ?? '');
  };

  describe('POST', () => {
    it('creates, links and changes children in one request, and answers them as they are stored', async () => {
      const body = {
        data: [
          {
            sku: 'n1',
            categories: [
              { id_category: 1 },
              { id_category: 2, title: 'Home and garden' },
              { category_key: 'fresh', title: 'Fresh', texts: [{ text: 'crisp' }] },
            ],
          },
        ],
      };
      expect(dataOf(await send(open, 'POST products', body))).toEqual([
        {
          id_product: expect.any(Number) as number,
          sku: 'n1',
          name: null,
          categories: [
            { id_category: 1, category_key: 'lights', title: 'Lights', position: 7, owner: 'shop' },
            { id_category: 2, category_key: 'home', title: 'Home and garden', position: 7, owner: 'shop' },
            {
              id_category: expect.any(Number) as number,
              category_key: 'fresh',
              title: 'Fresh',
              position: 7,
              owner: 'shop',
              texts: [{ id_text: expect.any(Number) as number, text: 'crisp' }],
            },
          ],
        },
      ]);
      expect(await linksOf('n1')).toEqual(['lights', 'home', 'fresh']);
      expect(await linksOf('p1')).toEqual(['lights', 'home']);
    });

    it('costs statements by tables, not by records', async () => {
      const products = Array.from({ length: 200 }, (_, index) => ({
        sku: `many-${index}`,
        categories: [{ id_category: (index % 3) + 1 }, { category_key: `own-${index}`, title: 'Own' }],
      }));
      const statements = async (data: readonly unknown[]): Promise<number> => {
        open.statements.length = 0;
        const { errors } = await send(open, 'POST products', { data });
        expect(errors).toEqual([]);
        return open.statements.length;
      };
      const few = await statements(products.slice(0, 2));
      const many = await statements(products.slice(2));
      expect(many).toBe(few);
      expect(count(/^INSERT INTO .product_category. /)).toBe(1);
      expect(await linksOf('many-199')).toEqual(['home', 'own-199']);
    });

    it('links a record twice named, under one parent and under several, once each', async () => {
      const shared = { id_category: 3, title: 'Sales' };
      const data = [
        { sku: 'a', categories: [shared, { id_category: 3 }] },
        { sku: 'b', categories: [shared] },
      ];
      dataOf(await send(open, 'POST products', { data }));
      expect(await linksOf('a')).toEqual(['sale']);
      expect(await linksOf('b')).toEqual(['sale']);
      expect(await category('sale')).toMatchObject({ title: 'Sales' });
    });

    it('creates a record with an identifier of its own once, though several parents name it', async () => {
      const data = [
        { sku: 'a', keyedCategories: [{ category_key: 'summer', label: 'Summer' }] },
        { sku: 'b', keyedCategories: [{ category_key: 'summer' }] },
        { sku: 'c', keyedCategories: [{ category_key: 'summer', label: 'Hot summer' }] },
      ];
      dataOf(await send(open, 'POST products', { data }));
      for (const sku of ['a', 'b', 'c']) expect(await linksOf(sku)).toEqual(['summer']);
      expect(await category('summer')).toMatchObject({ title: 'Hot summer' });
    });

    it('leaves out the item whose record nobody creates', async () => {
      const data = [
        { sku: 'a', keyedCategories: [{ category_key: 'winter' }] },
        { sku: 'b', keyedCategories: [{ category_key: 'lights' }] },
      ];
      const sent = await send(open, 'POST products', { data }, { atomic: false });
      expect(sent.errors).toEqual([
        '400 1307 The required field must not be empty. Field: `products[0].keyed-categories[0].label`',
      ]);
      expect(JSON.parse(sent.data ?? '')).toMatchObject([{ sku: 'b' }]);
      expect(await linksOf('a')).toEqual([]);
      expect(await linksOf('b')).toEqual(['lights']);
    });

    it.each([
      [
        { id_category: 99 },
        '400 1308 Entity `products[0].categories[0].id_category: 99` not found by identifier, and new identifier can not be persisted. Please update the request.',
      ],
      [{ id_category: '1' }, '400 1305 Invalid data type `products[0].categories[0]` for field `id_category`'],
      [
        { id_category: 1, weight: 3 },
        '400 1311 The provided `products[0].categories[0].weight` is incorrect or invalid.',
      ],
      [
        { id_category: 1, position: 100 },
        '400 1306 Invalid data value `products[0].categories[0]` for field: `position`. Field rules: max: 99, is_required: ',
      ],
      [
        { id_category: 1, owner: 'me' },
        '400 1304 Modification of immutable field `products[0].categories[0].owner` is prohibited',
      ],
      [
        { title: 'Keyless' },
        '400 1307 The required field must not be empty. Field: `products[0].categories[0].category_key`',
      ],
      [
        { category_key: 'home', title: 'Again' },
        '400 1309 Failed to persist the data for `products[0].categories[0].category_key`. Please verify the provided data and try again. Entry is duplicated.',
      ],
      [
        { id_category: 1, $unlink: true },
        '400 1963 `products[0].categories[0]` cannot be unlinked: the record above it is new.',
      ],
      [
        { id_category: 1, $unlink: 'yes' },
        '400 1963 `products[0].categories[0]` cannot be unlinked: the value of `$unlink` must be true or false.',
      ],
    ])('refuses %j', async (child, expected) => {
      const { errors } = await send(open, 'POST products', { data: [{ sku: 'x', categories: [child] }] });
      expect(errors).toEqual([expected]);
      expect(await ask(open, 'products?filter[p.sku]=x')).toBe('[]');
    });

    it('refuses a relation that is not editable', async () => {
      const { errors } = await send(open, 'POST products', {
        data: [{ sku: 'x', shownCategories: [{ id_category: 1 }] }],
      });
      expect(errors).toEqual(['422 1314 The relationship `shownCategories` is not editable by configuration.']);
    });

    it('tells which link a unique key of the junction refuses', async () => {
      await open.run('INSERT INTO single_owner (fk_product, fk_tag) VALUES (1, 1)');
      const data = [
        { sku: 'x', ownTags: [{ id_tag: 2 }] },
        { sku: 'y', ownTags: [{ id_tag: 3 }, { id_tag: 1 }] },
      ];
      const refused = [
        '400 1309 Failed to persist the data for `products[1].tags[1]`. Please verify the provided data and try again. Entry is duplicated.',
      ];
      expect((await send(open, 'POST products', { data })).errors).toEqual(refused);
      const sent = await send(open, 'POST products', { data }, { atomic: false });
      expect(sent.errors).toEqual(refused);
      expect(JSON.parse(sent.data ?? '')).toMatchObject([{ sku: 'x', ownTags: [{ word: 'hot' }] }]);
    });

    it('links the rows of a table to each other', async () => {
      const data = [{ sku: 'x', related: [{ id_product: 1 }, { sku: 'z', related: [{ id_product: 3 }] }] }];
      dataOf(await send(open, 'POST products', { data }));
      const answer = JSON.parse(await ask(open, 'products?filter[p.sku]=x&include=related.related')) as unknown;
      expect(answer).toMatchObject([
        {
          related: [
            { sku: 'p1', related: [{ sku: 'p2' }] },
            { sku: 'z', related: [{ sku: 'p3' }] },
          ],
        },
      ]);
    });
  });

  describe('PATCH', () => {
    it('links, changes, creates and unlinks, and leaves alone what is not mentioned', async () => {
      const body = {
        data: {
          name: 'Lamp 2',
          categories: [
            { id_category: 2, $unlink: true },
            { id_category: 3, position: 9 },
            { category_key: 'fresh', title: 'Fresh' },
            { id_category: 1, $unlink: false },
          ],
        },
      };
      expect(dataOf(await send(open, 'PATCH products/1', body))).toMatchObject({
        name: 'Lamp 2',
        categories: [{ category_key: 'sale', position: 9 }, { category_key: 'fresh' }, { category_key: 'lights' }],
      });
      expect(await linksOf('p1')).toEqual(['lights', 'sale', 'fresh']);
      expect(await linksOf('p2')).toEqual(['home']);
    });

    it('keeps the other columns of a link that is there', async () => {
      dataOf(await send(open, 'PATCH products/1', { data: { categories: [{ id_category: 1 }, { id_category: 3 }] } }));
      expect(count(/^INSERT INTO .product_category. /)).toBe(1);
      await open.run('DELETE FROM product_category WHERE rank_number = 0 AND fk_product = 1');
      expect(await linksOf('p1')).toEqual(['lights', 'home']);
    });

    it('writes nothing for links that are there, and does not lock what it only links', async () => {
      dataOf(await send(open, 'PATCH products/1', { data: { categories: [{ id_category: 1 }, { id_category: 2 }] } }));
      expect(count(/^(INSERT|UPDATE|DELETE)/)).toBe(0);
      expect(count(/FROM .category. .*FOR UPDATE/)).toBe(0);
    });

    it('answers an empty list when everything that was sent is unlinked, and an unlink twice is none', async () => {
      const body = { data: [{ id_product: 2, categories: [{ id_category: 2, $unlink: true }] }] };
      for (const _attempt of [1, 2]) {
        expect(dataOf(await send(open, 'PATCH products', body))).toEqual([
          { id_product: 2, sku: 'p2', name: 'Desk', categories: [] },
        ]);
        expect(await linksOf('p2')).toEqual([]);
      }
      expect(await category('home')).toBeDefined();
    });

    it.each([
      [{ id_category: 99 }, '404 1303 The entity `products[0].categories[0]` could not be found in the database.'],
      [
        { id_category: 99, $unlink: true },
        '404 1303 The entity `products[0].categories[0]` could not be found in the database.',
      ],
      [{ $unlink: true }, '400 1310 Incomplete Request - missing identifier for `products[0].categories[0]`'],
      [
        { id_category: 1, title: 'x', $unlink: true },
        '400 1963 `products[0].categories[0]` cannot be unlinked: nothing but its identifier may stand beside the mark.',
      ],
      [
        { id_category: 1, $unlink: null },
        '400 1963 `products[0].categories[0]` cannot be unlinked: the value of `$unlink` must be true or false.',
      ],
      [
        { id_category: 1, title: null },
        '400 1302 Failed to persist the data for `products[0].categories[0].title`. Please verify the provided data and try again. Field must not be null.',
      ],
      [
        { category_key: 'k' },
        '400 1307 The required field must not be empty. Field: `products[0].categories[0].title`',
      ],
    ])('refuses %j', async (child, expected) => {
      expect((await send(open, 'PATCH products/1', { data: { name: 'x', categories: [child] } })).errors).toEqual([
        expected,
      ]);
      expect(await linksOf('p1')).toEqual(['lights', 'home']);
    });

    it('knows the mark only below a junction', async () => {
      const { errors } = await send(open, 'PATCH products', { data: [{ id_product: 1, $unlink: true }] });
      expect(errors).toEqual(['400 1311 The provided `products[0].$unlink` is incorrect or invalid.']);
      const nested = await send(open, 'PATCH products/1', { data: { variants: [{ id_variant: 11, $unlink: true }] } });
      expect(nested.errors).toEqual([
        '400 1311 The provided `products[0].variants[0].$unlink` is incorrect or invalid.',
      ]);
    });

    it('creates a record that it names only for a caller who may', async () => {
      const body = { data: { keyedCategories: [{ category_key: 'brand-new', label: 'New' }] } };
      const rights = ['products:update', 'keyed-categories:update'];
      expect((await send(open, 'PATCH products/1', body, as(...rights))).errors).toEqual([
        '404 1303 The entity `products[0].keyed-categories[0]` could not be found in the database.',
      ]);
      const may = await send(open, 'PATCH products/1', body, as(...rights, 'keyed-categories:create'));
      expect(may.errors).toEqual([]);
      expect(await linksOf('p1')).toEqual(['lights', 'home', 'brand-new']);
    });
  });

  describe('PUT', () => {
    it('replaces what has fields, links what has none, creates the rest, and unlinks nothing by itself', async () => {
      await open.run('UPDATE category SET position = 3');
      const body = {
        data: {
          sku: 'p1',
          categories: [
            { id_category: 2, category_key: 'home', title: 'House' },
            { id_category: 3 },
            { category_key: 'put', title: 'Put' },
          ],
        },
      };
      expect((await send(open, 'PUT products/1', body)).errors).toEqual([]);
      expect(await linksOf('p1')).toEqual(['lights', 'home', 'sale', 'put']);
      expect(await category('home')).toMatchObject({ title: 'House', position: null, owner: 'shop' });
      expect(await category('sale')).toMatchObject({ title: 'Sale', position: 3 });
    });

    it('answers 1308 for an identifier that nobody may choose', async () => {
      const { errors } = await send(open, 'PUT products/1', { data: { sku: 'p1', categories: [{ id_category: 99 }] } });
      expect(errors).toEqual([
        '400 1308 Entity `products[0].categories[0].id_category: 99` not found by identifier, and new identifier can not be persisted. Please update the request.',
      ]);
    });
  });

  describe('rights', () => {
    const link = { data: [{ sku: 'x', categories: [{ id_category: 1 }] }] };
    const change = { data: [{ sku: 'x', categories: [{ id_category: 1, title: 'X' }] }] };
    const create = { data: { categories: [{ category_key: 'x', title: 'X' }] } };

    it.each([
      ['POST products', link, ['products:create', 'categories:create'], 'categories:read'],
      ['POST products', change, ['products:create', 'categories:create'], 'categories:update'],
      ['POST products', link, ['products:create', 'categories:read'], 'categories:create'],
      ['PATCH products/1', create, ['products:update', 'categories:update'], 'categories:create'],
    ])('%s %j needs %j and %s', async (request, body, scopes, missing) => {
      expect((await send(open, request, body, as(...scopes))).errors).toEqual(['403 - Forbidden.']);
      expect((await send(open, request, body, as(...scopes, missing))).errors).toEqual([]);
    });
  });

  it('tells plugins of records that were written, not of those that were only linked', async () => {
    const told: string[] = [];
    const hooked = await openEngine(kind, {
      setUp: beyondShop(kind),
      endpoints: BEYOND_ENDPOINTS,
      hooks: ({ alias }) => ({
        afterWrite: [(_ctx, rows) => void told.push(...rows.map(({ path }) => `${alias} ${path}`))],
      }),
    });
    try {
      await fillBeyondShop(hooked);
      const categories = [{ id_category: 1 }, { id_category: 2, title: 'H' }, { category_key: 'x', title: 'X' }];
      dataOf(await send(hooked, 'POST products', { data: [{ sku: 'x', categories }] }));
      expect(told).toEqual([
        'products products[0]',
        'categories products[0].categories[1]',
        'categories products[0].categories[2]',
      ]);
    } finally {
      await hooked.close();
    }
  });

  it('lets parallel batches link the same few records', async () => {
    const batch = (name: string): Promise<Sent> =>
      send(open, 'POST products', {
        data: Array.from({ length: 20 }, (_, index) => ({
          sku: `${name}-${index}`,
          categories: [{ id_category: 3 - (index % 3) }, { id_category: (index % 2) + 1 }],
        })),
      });
    const sent = await Promise.all(['a', 'b', 'c', 'd'].map(batch));
    expect(sent.flatMap(({ errors }) => errors)).toEqual([]);
    expect(await linksOf('d-19')).toEqual(['home']);
  });

  it('does not fail when the same link is made by two requests at once', async () => {
    const body = { data: { categories: [{ id_category: 1 }, { id_category: 3 }] } };
    const sent = await Promise.all(
      ['1', '2', '1', '2', '3', '1'].map((id) => send(open, `PATCH products/${id}`, body)),
    );
    expect(sent.flatMap(({ errors }) => errors)).toEqual([]);
    expect(await linksOf('p2')).toEqual(['lights', 'home', 'sale']);
  });
});
