import { compileGrants, SYSTEM_CALLER } from '@dx/kernel';
import { openEngine, type OpenEngine } from '../../support/open-engine.js';
import { DATABASE_KINDS } from '../../support/test-database.js';
import { ask, askWrongly } from './ask.js';
import { READ_ENDPOINTS, READ_SHOP } from './read-shop.js';

const DE =
  '{"id_country":1,"code":"DE","name":"Germany","is_active":true,"area":"9999999999999.0001","population":9007199254740993,' +
  '"ratio":0.1,"founded":"1949-05-23","changed":"2024-01-01 10:00:00.500000"}';
const FR =
  '{"id_country":3,"code":"FR","name":null,"is_active":false,"area":null,"population":null,"ratio":null,"founded":null,"changed":null}';

describe.each(DATABASE_KINDS)('reading on %s', (kind) => {
  let open: OpenEngine;

  beforeAll(async () => {
    open = await openEngine(kind, { setUp: READ_SHOP, endpoints: READ_ENDPOINTS });
  });
  afterAll(() => open.close());
  beforeEach(() => {
    open.statements.length = 0;
  });

  const idsOf = async (url: string): Promise<unknown[]> =>
    (JSON.parse(await ask(open, url)) as Record<string, unknown>[]).map((record) => Object.values(record)[0]);

  it('asks for the same only once when many want it at once, and anew when they come later', async () => {
    const url = 'countries?include=regions';
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask(open, url)));
    expect(open.statements).toHaveLength(2);
    await open.run(`UPDATE region SET name = 'Free State' WHERE id_region = 12`);
    const later = await ask(open, url);
    await open.run(`UPDATE region SET name = 'Bavaria' WHERE id_region = 12`);
    expect(new Set(answers).size).toBe(1);
    expect(later).toBe(answers[0]?.replace('Bavaria', 'Free State'));
    expect(open.statements).toHaveLength(4);
  });

  describe('one record', () => {
    it('is an object of the configured fields, in column order, exact', async () => {
      // Why without the area on SQLite: it keeps 15 digits of a decimal.
      const area = kind === 'sqlite' ? /"area":"[^"]*"/ : /^$/;
      expect((await ask(open, 'countries/1')).replace(area, '')).toBe(DE.replace(area, ''));
      expect(await ask(open, 'countries/3')).toBe(FR);
      expect(open.statements).toHaveLength(2);
    });

    it('is each its own when many ask at once, in one statement', async () => {
      const asked = ['3', '99', '1', '3', '2', '1'];
      const answers = await Promise.all(asked.map((id) => ask(open, `countries/${id}`).catch(() => 'none')));
      const alone: string[] = [];
      expect(open.statements).toHaveLength(1);
      for (const id of asked) alone.push(await ask(open, `countries/${id}`).catch(() => 'none'));
      expect(answers).toEqual(alone);
      expect(answers[1]).toBe('none');
    });

    it.each([
      '4',
      '1abc',
      ' 1',
      '1 ',
      '01',
      '+1',
      '1e0',
      '1.0',
      '0x1',
      '',
      'true',
      "1' OR '1'='1",
      '99999999999999999999',
    ])('with id %j is not found', async (id) => {
      expect(await askWrongly(open, `countries/${encodeURIComponent(id)}`)).toEqual([
        {
          status: 404,
          code: '1303',
          message: 'The entity `countries` could not be found in the database.',
          path: 'countries',
        },
      ]);
    });

    it('can be named by a text', async () => {
      expect(await ask(open, 'countries-by-code/DE')).toBe('{"iso2_code":"DE","name":"Germany"}');
      expect((await askWrongly(open, 'countries-by-code/0'))[0]?.code).toBe('1303');
      expect((await askWrongly(open, 'countries-by-code/D%00E'))[0]?.code).toBe('1303');
    });

    it('can be named by a BIGINT beyond 2^53', async () => {
      expect(await ask(open, 'ledgers/9007199254740993')).toBe(
        '{"account":9007199254740993,"amount":"12345678901.25"}',
      );
      expect(await ask(open, 'ledgers/9007199254740992')).toBe(
        '{"account":9007199254740992,"amount":"12345678901.26"}',
      );
    });

    it('must satisfy the filters as well', async () => {
      expect(await ask(open, 'countries/3?filter[countries.code]=FR')).toBe(FR);
      expect((await askWrongly(open, 'countries/3?filter[countries.code]=DE'))[0]?.code).toBe('1303');
      expect((await askWrongly(open, 'countries/3?filter[countries.id_country]=2'))[0]?.code).toBe('1303');
      expect((await askWrongly(open, 'countries/3?filter[countries.nope]=2'))[0]?.code).toBe('1315');
    });

    it('is the first of several with this identifier', async () => {
      expect(await ask(open, 'stocks/1')).toBe('{"fk_product":1,"store":"AT","quantity":"2.50"}');
    });
  });

  describe('a list', () => {
    it('is ordered by the identifier', async () => {
      expect(await idsOf('countries')).toEqual([1, 2, 3]);
      expect(open.statements).toHaveLength(1);
    });

    it('keeps every character', async () => {
      const [, austria] = JSON.parse(await ask(open, 'countries')) as { name: string }[];
      expect(austria?.name).toBe('Österreich "<&>/\'');
    });

    it.each<[string, number[]]>([
      ['page[limit]=2', [1, 2]],
      ['page[offset]=1', [2, 3]],
      ['page[offset]=1&page[limit]=1', [2]],
      ['page[offset]=99999999999999999999', []],
    ])('%s', async (query, ids) => {
      expect(await idsOf(`countries?${query}`)).toEqual(ids);
    });

    it('is empty for a limit of 0, without a statement', async () => {
      expect(await ask(open, 'countries?page[limit]=0')).toBe('[]');
      expect(open.statements).toEqual([]);
    });

    it('refuses wrong pages', async () => {
      expect((await askWrongly(open, 'countries?page[limit]=-1'))[0]).toMatchObject({ code: '1901', status: 400 });
      expect((await askWrongly(open, 'countries?page[limit]=10001'))[0]).toMatchObject({ code: '1902', status: 400 });
      expect(open.statements).toEqual([]);
    });
  });

  describe('filters', () => {
    it.each<[string, number[]]>([
      ['filter[countries.code]=DE', [1]],
      ['filter[country.code]=DE', [1]],
      ['filter[.code.more]=DE', [1]],
      ['filter[x.identifier]=2', [2]],
      ['filter[x.id_country]={"in":[3,"1",7]}', [1, 3]],
      ['filter[x.code]={"IN":["AT","FR"]}', [2, 3]],
      ['filter[x.code]={"in":[]}', []],
      ['filter[x.code]={"in":"AT"}', [2]],
      ['filter[x.code]={"In":["AT"]}', []],
      ['filter[x.code]={"like":"A%"}', []],
      ['filter[x.is_active]=true', [1, 2]],
      ['filter[x.is_active]=1', [1, 2]],
      ['filter[x.is_active]=false', [3]],
      ['filter[x.is_active]=0', [3]],
      ['filter[x.is_active]=yes', []],
      ['filter[x.area]=19.5', [2]],
      ['filter[x.area]=0019.50', [2]],
      ['filter[x.population]=9007199254740993', [1]],
      ['filter[x.population]=9007199254740992', []],
      ['filter[x.ratio]=0.1', [1]],
      ['filter[x.founded]=1955-05-15', [2]],
      ['filter[x.changed]=2024-01-01 10:00:00', [2]],
      ['filter[x.changed]=2024-01-01T10:00:00.5', [1]],
      ['filter[x.id_country]=1abc', []],
      ['filter[x.code]=0', []],
      ['filter[x.code]=false', []],
      ['filter[x.name]=', []],
      ['filter[x.name]=null', []],
      ['filter[x.name]=%00', []],
      ['filter[x.is_active]=1&filter[x.code]=DE', [1]],
      ['filter[x.code]=DE&filter[x.code]=AT', []],
      ['filter=foo', [1, 2, 3]],
    ])('%s', async (query, ids) => {
      expect(await idsOf(`countries?${query.replaceAll('+', '%2B')}`)).toEqual(ids);
    });

    it('refuse an unknown field, whether hidden or nonexistent', async () => {
      const errors = async (name: string) => {
        const [error] = await askWrongly(open, `countries?filter[x.${name}]=hidden-1`);
        return { ...error, message: error?.message.replace(name, '?') };
      };
      expect(await errors('secret')).toEqual(await errors('nothing'));
      expect(await errors('iso2_code')).toEqual({
        status: 400,
        code: '1315',
        message: 'Filter field `?` for table alias `countries` not found.',
      });
    });

    it.each(['filter[code]=1', 'filter[0]=1', 'filter[]=1', 'filter[x.code][]=1', 'filter[x.code][a]=1'])(
      'refuse %s with 011, before anything else',
      async (query) => {
        expect((await askWrongly(open, `nowhere?${query}&page[limit]=x`))[0]).toMatchObject({
          status: 400,
          code: '011',
        });
      },
    );
  });

  describe('access', () => {
    it('unknown and inactive aliases do not exist', async () => {
      for (const alias of ['nowhere', 'hidden', 'Countries', 'country', '__proto__']) {
        expect(await askWrongly(open, alias)).toEqual([{ status: 404, code: '007', message: 'Not found' }]);
        expect(await askWrongly(open, `${alias}/1`)).toEqual([{ status: 404, code: '007', message: 'Not found' }]);
      }
    });

    it('needs the scope of every endpoint that is touched', async () => {
      const caller = { ...SYSTEM_CALLER, grants: compileGrants(['countries:read', 'regions:create']) };
      const forbidden = [{ status: 403, code: null, message: 'Forbidden.' }];
      expect(await ask(open, 'countries/3', { caller })).toBe(FR);
      expect(await askWrongly(open, 'regions', { caller })).toEqual(forbidden);
      expect(await askWrongly(open, 'nowhere', { caller })).toEqual(forbidden);
      expect(await askWrongly(open, 'countries?include=regions', { caller })).toEqual(forbidden);
    });
  });

  it('binds whatever a client sends, and never puts it into a statement', async () => {
    const marker = 'MaRkEr';
    const hostile = [
      "' OR 1=1 -- ",
      '" OR ""="',
      '`; DROP TABLE country; --',
      "\\' OR 1=1 #",
      '?',
      '/*',
      '\u0000',
      '%27',
    ];
    for (const noise of hostile) {
      const text = encodeURIComponent(`${marker}${noise}${marker}`);
      for (const url of [
        `countries/${text}`,
        `countries-by-code/${text}`,
        `${text}`,
        `countries?filter[x.code]=${text}`,
        `countries?filter[x.code]={"in":["${encodeURIComponent(marker)}",${encodeURIComponent(JSON.stringify(noise))}]}`,
        `countries?filter[x.${text}]=1`,
        `countries?filter[${text}.code]=DE`,
        `countries?include=${text}`,
        `countries?page[limit]=${text}`,
        `countries?page[offset]=${text}`,
        `countries?sort=${text}`,
      ]) {
        await ask(open, url).catch(() => undefined);
      }
    }
    expect(open.statements.length).toBeGreaterThan(hostile.length * 3);
    for (const { sql } of open.statements) {
      expect(sql).not.toMatch(/marker|DROP|--|OR 1/i);
      expect(sql).not.toContain("'");
    }
    expect(await idsOf('countries')).toEqual([1, 2, 3]);
  });

  it('tells the snapshot of a table that is gone, and the client that the endpoint is out of date', async () => {
    const broken = await openEngine(kind, { setUp: READ_SHOP, endpoints: READ_ENDPOINTS });
    try {
      await broken.run('DROP TABLE region');
      expect(await askWrongly(broken, 'countries?include=regions')).toMatchObject([{ status: 503, code: '1970' }]);
      expect(await askWrongly(broken, 'regions/1')).toMatchObject([{ status: 503, code: '1970' }]);
      expect(broken.drifts).toEqual(['regions', 'regions']);
      expect(await ask(broken, 'countries/3')).toBe(FR);
    } finally {
      await broken.close();
    }
  });

  it('stops between two statements when the client is gone', async () => {
    const controller = new AbortController();
    controller.abort();
    expect(await askWrongly(open, 'countries?include=regions', { signal: controller.signal })).toMatchObject([
      { code: '1945' },
    ]);
    expect(open.statements).toHaveLength(1);
  });
});
