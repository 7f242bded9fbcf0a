import { CodedException } from '@dx/kernel';
import fc from 'fast-check';
import { parseQuery, parseQueryForFastify, rawQueryOf } from './parse-query.js';

const pairs = (text: string) => parseQuery(text).map(({ name, value }) => [name, value]);

describe('parseQuery', () => {
  it.each<[string, string[][]]>([
    ['', []],
    ['&&', []],
    ['a', [['a', '']]],
    ['a=', [['a', '']]],
    ['=a', [['', 'a']]],
    ['a=b=c', [['a', 'b=c']]],
    [
      'page[limit]=2&page[offset]=1',
      [
        ['page[limit]', '2'],
        ['page[offset]', '1'],
      ],
    ],
    ['page%5Blimit%5D=2', [['page[limit]', '2']]],
    ['filter[countries.iso2_code]=DE', [['filter[countries.iso2_code]', 'DE']]],
    [
      'a=1&a=2&b=3&a=4',
      [
        ['a', '1'],
        ['a', '2'],
        ['b', '3'],
        ['a', '4'],
      ],
    ],
    ['a=x+y%2Bz', [['a', 'x y+z']]],
    ['a=%C3%A4%E2%82%AC%F0%9F%98%80', [['a', 'ä€😀']]],
    ['a=%7B%22in%22:[%22DE%22]%7D', [['a', '{"in":["DE"]}']]],
    ['a=100%', [['a', '100%']]],
    ['a=%zz%41', [['a', '%zzA']]],
    ['a=%ff%41', [['a', '%ff%41']]],
    ['a=%ff-%41', [['a', '%ff-A']]],
    [
      '__proto__=1&constructor=2',
      [
        ['__proto__', '1'],
        ['constructor', '2'],
      ],
    ],
  ])('reads %s', (text, expected) => expect(pairs(text)).toEqual(expected));

  it('refuses more than a thousand parameters', () => {
    expect(pairs('a&'.repeat(1000))).toHaveLength(1000);
    expect(() => parseQuery('a&'.repeat(1001))).toThrow(CodedException);
    expect(() => parseQuery('a'.repeat(20_000))).toThrow(CodedException);
  });

  it('gives back whatever was encoded', () => {
    const parameter = fc.record({
      name: fc.string({ minLength: 1, unit: 'grapheme' }),
      value: fc.string({ unit: 'grapheme' }),
    });
    fc.assert(
      fc.property(fc.array(parameter, { maxLength: 20 }), (parameters) => {
        const text = parameters
          .map(({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
          .join('&');
        expect(parseQuery(text)).toEqual(parameters);
      }),
    );
  });

  it('reads any text', () => {
    const soup = fc
      .array(fc.constantFrom('%', '&', '=', '+', '[', ']', 'a', '.', '0', 'f', '%ff', '%C3', '#', '\\'))
      .map((all) => all.join(''));
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({ unit: 'binary' })), (text) => {
        const parsed = parseQuery(text);
        expect(parsed.length).toBeLessThanOrEqual(text.split('&').length);
      }),
    );
  });
});

describe('parseQueryForFastify', () => {
  it('offers parameters by name, without a prototype', () => {
    const query = parseQueryForFastify('search=a&search=b&__proto__=x');
    expect(Object.getPrototypeOf(query)).toBeNull();
    expect(query['search']).toBe('b');
    expect(query['__proto__']).toBe('x');
    expect(rawQueryOf({ query }).map(({ name }) => name)).toEqual(['search', 'search', '__proto__']);
  });

  it('keeps a refusal until the query is asked for', () => {
    const query = parseQueryForFastify('a&'.repeat(1001));
    expect(() => rawQueryOf({ query })).toThrow(CodedException);
  });

  it('takes a missing query as empty', () => expect(rawQueryOf({ query: null })).toEqual([]));
});
