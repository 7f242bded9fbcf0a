import { configureEndpoint } from '../../support/configure-endpoint.js';
import { openEngine, type OpenEngine } from '../../support/open-engine.js';
import { DATABASE_KINDS } from '../../support/test-database.js';
import { ask, askWrongly } from './ask.js';
import { READ_ENDPOINTS, READ_SHOP } from './read-shop.js';

interface Shape {
  readonly [key: string]: unknown;
}

describe.each(DATABASE_KINDS)('relations on %s', (kind) => {
  let open: OpenEngine;

  beforeAll(async () => {
    open = await openEngine(kind, { setUp: READ_SHOP, endpoints: READ_ENDPOINTS });
  });
  afterAll(() => open.close());
  beforeEach(() => {
    open.statements.length = 0;
  });

  const askJson = async (url: string): Promise<Shape[]> => JSON.parse(await ask(open, url)) as Shape[];
  const pick = (records: unknown, ...keys: string[]): unknown =>
    (records as Shape[]).map((record) =>
      Object.fromEntries(keys.filter((key) => key in record).map((key) => [key, record[key]])),
    );

  it('come behind the fields, ordered by their identifier; the key is absent without children', async () => {
    expect(pick(await askJson('countries?include=regions'), 'id_country', 'regions')).toEqual([
      {
        id_country: 1,
        regions: [
          { id_region: 11, name: 'Berlin' },
          { id_region: 12, name: 'Bavaria' },
        ],
      },
      {
        id_country: 2,
        regions: [
          { id_region: 13, name: 'Vienna' },
          { id_region: 15, name: 'Tyrol' },
        ],
      },
      { id_country: 3 },
    ]);
    expect(open.statements).toHaveLength(2);
  });

  it('of one record', async () => {
    const country = JSON.parse(await ask(open, 'countries/2?include=regions.cities')) as Shape;
    expect(country['regions']).toEqual([
      { id_region: 13, name: 'Vienna', cities: [{ id_city: 104, name: 'Wien' }] },
      { id_region: 15, name: 'Tyrol' },
    ]);
  });

  it('cost one statement per relation, however many parents', async () => {
    await ask(open, 'countries?include=regions.cities.mayorOf, regions.country ,cities,regions');
    expect(open.statements).toHaveLength(6);
  });

  it('cost nothing without parents or keys', async () => {
    expect(await ask(open, 'countries?filter[x.code]=XX&include=regions.cities')).toBe('[]');
    expect(open.statements).toHaveLength(1);
    open.statements.length = 0;
    expect(await ask(open, 'regions/14?include=country.regions')).toBe('{"id_region":14,"name":"Nowhere"}');
    expect(open.statements).toHaveLength(1);
  });

  it('to one record are a list of one', async () => {
    const regions = pick(await askJson('regions?include=country'), 'id_region', 'country') as Shape[];
    expect(regions.map((region) => (region['country'] as Shape[] | undefined)?.map(({ code }) => code))).toEqual([
      ['DE'],
      ['DE'],
      ['AT'],
      undefined,
      ['AT'],
    ]);
  });

  it('join by texts', async () => {
    const countries = pick(await askJson('countries?include=regionsByCode'), 'code', 'regionsByCode') as Shape[];
    expect(countries.map(({ regionsByCode }) => (regionsByCode as unknown[] | undefined)?.length)).toEqual([
      2,
      1,
      undefined,
    ]);
  });

  it('join a number and a text by what is exactly the same', async () => {
    const countries = (await askJson('countries?include=cities')) as { cities?: { name: string }[] }[];
    expect(countries.map(({ cities }) => cities?.map(({ name }) => name))).toEqual([['Mitte'], ['Munich'], undefined]);
    const cities = (await askJson('cities?include=mayorOf')) as { mayorOf?: { code: string }[] }[];
    expect(cities.map(({ mayorOf }) => mayorOf?.map(({ code }) => code))).toEqual([
      ['DE'],
      ['AT'],
      undefined,
      undefined,
    ]);
    expect(await ask(open, 'regions/15?include=countryOfCode')).toBe('{"id_region":15,"name":"Tyrol"}');
  });

  it('join by several columns, NULL joins nothing', async () => {
    const stocks = await askJson('stocks?include=prices');
    expect(pick(stocks, 'store', 'prices')).toEqual([
      { store: 'AT', prices: [{ id_price: 3, value: '7.77' }] },
      {
        store: 'DE',
        prices: [
          { id_price: 1, value: '9.99' },
          { id_price: 2, value: '8.88' },
        ],
      },
      { store: 'DE' },
      { store: 'D' },
    ]);
    const prices = (await askJson('prices?include=stock')) as { stock?: { quantity: string }[] }[];
    expect(prices.map(({ stock }) => stock?.map(({ quantity }) => quantity))).toEqual([
      ['1.00'],
      ['1.00'],
      ['2.50'],
      undefined,
      undefined,
    ]);
    expect(open.statements).toHaveLength(4);
  });

  it('join BIGINT and DECIMAL exactly', async () => {
    const ledgers = (await askJson('ledgers?include=bookings,bookingsByAmount')) as {
      bookings: Shape[];
      bookingsByAmount: Shape[];
    }[];
    const first = { id_booking: 2, account: '9007199254740992', amount: '12345678901.2600' };
    const second = { id_booking: 1, account: '9007199254740993', amount: '12345678901.2500' };
    expect(pick(ledgers, 'bookings', 'bookingsByAmount')).toEqual([
      { bookings: [first], bookingsByAmount: [first] },
      { bookings: [second], bookingsByAmount: [second] },
    ]);
  });

  it('may lead back to their own table, as deep as is allowed', async () => {
    expect(await ask(open, 'categories/1?include=children.children,parent')).toBe(
      '{"id_category":1,"name":"root","children":[{"id_category":2,"name":"a","children":[{"id_category":4,"name":"aa"}]},' +
        '{"id_category":3,"name":"b"}]}',
    );
    expect(await ask(open, 'categories/4?include=parent.parent.parent')).toBe(
      '{"id_category":4,"name":"aa","parent":[{"id_category":2,"name":"a","parent":[{"id_category":1,"name":"root"}]}]}',
    );
    expect(await ask(open, 'categories/2?include=parent.children.parent.children.parent')).toContain('"root"');
    expect(await askWrongly(open, 'categories?include=parent.children.parent.children.parent.children')).toMatchObject([
      { status: 400, code: '1950' },
    ]);
  });

  it('refuse names that are none', async () => {
    const nameOf = async (include: string): Promise<string | undefined> => {
      const [error] = await askWrongly(open, `countries?include=${include}`);
      expect(error).toMatchObject({ status: 400, code: '1313' });
      return /Relation `(.*)` not found/.exec(error?.message ?? '')?.[1];
    };
    expect(await nameOf('nope')).toBe('nope');
    expect(await nameOf('regions.nope.cities')).toBe('nope');
    expect(await nameOf('regions,')).toBe('');
    expect(await nameOf('')).toBe('');
    expect(await nameOf('Regions')).toBe('Regions');
    expect(await nameOf('regions.countries')).toBe('countries');
    expect(open.statements).toEqual([]);
  });

  it('do not count in the page', async () => {
    expect(await askJson('countries?include=regions&page[limit]=1')).toHaveLength(1);
    expect(open.statements[1]?.params).toEqual(['1']);
  });
});

describe.each(DATABASE_KINDS)('many rows on %s', (kind) => {
  const numbers = (count: number): string =>
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`;
  let open: OpenEngine;

  beforeAll(async () => {
    open = await openEngine(kind, {
      setUp: [
        'CREATE TABLE parent (id_parent INTEGER NOT NULL PRIMARY KEY, tag VARCHAR(10) NOT NULL)',
        'CREATE TABLE child (id_child INTEGER NOT NULL PRIMARY KEY, fk_parent INTEGER, tag VARCHAR(10) NOT NULL)',
        'CREATE INDEX child_parent ON child (fk_parent)',
        `INSERT INTO parent (id_parent, tag) ${numbers(1000)} SELECT i, 't' FROM n`,
        `INSERT INTO parent (id_parent, tag) ${numbers(1000)} SELECT i + 1000, 't' FROM n`,
        `INSERT INTO parent (id_parent, tag) ${numbers(500)} SELECT i + 2000, 't' FROM n`,
        `INSERT INTO child (id_child, fk_parent, tag) ${numbers(1000)} SELECT 10000 - i, 1, 't' FROM n`,
        `INSERT INTO child (id_child, fk_parent, tag) ${numbers(502)} SELECT 20000 - i, 1, 't' FROM n`,
        `INSERT INTO child (id_child, fk_parent, tag) ${numbers(999)} SELECT 30000 + i, i + 1, 't' FROM n`,
        `INSERT INTO child (id_child, fk_parent, tag) ${numbers(1000)} SELECT 40000 + i, i + 1000, 't' FROM n`,
      ],
      endpoints: [
        configureEndpoint({
          alias: 'parents',
          table: 'parent',
          identifier: 'id_parent',
          fields: [{ fieldName: 'id_parent', type: 'integer' }],
          relations: {
            children: ['children', ['id_parent', 'fk_parent']],
            tagged: ['children', ['id_parent', 'fk_parent'], ['tag', 'tag']],
          },
        }),
        configureEndpoint({
          alias: 'children',
          table: 'child',
          identifier: 'id_child',
          fields: [{ fieldName: 'id_child', type: 'integer' }],
          relations: { parent: ['parents', ['fk_parent', 'id_parent']] },
        }),
      ],
      limits: { childRowsMax: 4000, answerBytesMax: 1_000_000 },
    });
  });
  afterAll(() => open.close());
  beforeEach(() => {
    open.statements.length = 0;
  });

  it('included children are not cut', async () => {
    const { children } = JSON.parse(await ask(open, 'parents/1?include=children')) as {
      children: { id_child: number }[];
    };
    expect(children).toHaveLength(1502);
    expect(children.map(({ id_child }) => id_child)).toEqual(
      children.map(({ id_child }) => id_child).sort((one, other) => one - other),
    );
  });

  it.each([
    ['children', 3],
    ['tagged', 10],
  ])('%s of 2,500 parents are looked for in %d statements', async (relation, statements) => {
    const parents = JSON.parse(await ask(open, `parents?page[limit]=2500&include=${relation}`)) as Record<
      string,
      { id_child: number }[] | undefined
    >[];
    expect(open.statements).toHaveLength(1 + statements);
    expect(parents.map((parent) => parent[relation]?.length ?? 0)).toEqual([
      1502,
      ...Array<number>(1999).fill(1),
      ...Array<number>(500).fill(0),
    ]);
    expect(parents[1234]?.[relation]).toEqual([{ id_child: 40235 }]);
  });

  it('equal keys are looked for once', async () => {
    await ask(open, 'children?page[limit]=1500&include=parent');
    expect(open.statements.map(({ params }) => params.length)).toEqual([0, 1]);
  });

  it('more child rows than allowed are refused, not cut', async () => {
    const small = { ...open, engine: open.engine };
    await open.run(`INSERT INTO child (id_child, fk_parent, tag) ${numbers(1000)} SELECT 50000 + i, 1, 't' FROM n`);
    try {
      expect(await askWrongly(small, 'parents?page[limit]=2500&include=children')).toMatchObject([
        { status: 400, code: '1952' },
      ]);
    } finally {
      await open.run('DELETE FROM child WHERE id_child > 50000');
    }
  });

  it('an answer larger than allowed is refused', async () => {
    // Every child repeats its parent, and every parent all of its children: 1,502 × 1,502 records.
    expect(await askWrongly(open, 'children?page[limit]=1500&include=parent.children')).toMatchObject([
      { status: 400, code: '1950' },
    ]);
  });
});
