import { CodedException } from '@dx/kernel';
import fc from 'fast-check';
import { DEFAULT_ENGINE_LIMITS } from '../engine-limits.js';
import { parseReadRequest } from './parse-read-request.js';
import type { IncludeTree, ReadRequest } from './read-request.js';

const parse = (...parameters: [string, string][]): ReadRequest =>
  parseReadRequest(
    parameters.map(([name, value]) => ({ name, value })),
    DEFAULT_ENGINE_LIMITS,
  );

const codeOf = (...parameters: [string, string][]): string | null => {
  try {
    parse(...parameters);
  } catch (error) {
    if (error instanceof CodedException) return error.errors[0].code;
    throw error;
  }
  throw new Error('nothing was thrown');
};

type Plain = { [name: string]: Plain };
const plain = (tree: IncludeTree): Plain => Object.fromEntries([...tree].map(([name, below]) => [name, plain(below)]));

describe('parseReadRequest: page', () => {
  it.each<[[string, string][], number, number]>([
    [[], 1000, 0],
    [[['page[limit]', '5']], 5, 0],
    [[['page[offset]', '7']], 1000, 7],
    [
      [
        ['page[offset]', '1'],
        ['page[limit]', '2'],
      ],
      2,
      1,
    ],
    [[['page[limit]', '0']], 0, 0],
    [[['page[limit]', '10000']], 10_000, 0],
    [[['page[limit]', '007']], 7, 0],
    [
      [
        ['page[limit]', '1'],
        ['page[limit]', '3'],
      ],
      3,
      0,
    ],
    [[['page[offset]', '99999999999999999999999']], 1000, Number.MAX_SAFE_INTEGER],
    [
      [
        ['page', '2'],
        ['page[number]', 'x'],
        ['page[size]', '-1'],
        ['Page[limit]', 'x'],
      ],
      1000,
      0,
    ],
  ])('%j', (parameters, limit, offset) => {
    expect(parse(...parameters).page).toEqual({ limit, offset });
  });

  it.each(['-1', '1.5', '1.0', 'x', '', ' 1', '1 ', '+1', '1e2', '0x1', '١'])('refuses %j with 1901', (value) => {
    expect(codeOf(['page[limit]', value])).toBe('1901');
    expect(codeOf(['page[offset]', value])).toBe('1901');
  });

  it('refuses a list with 1901 and a limit above the setting with 1902', () => {
    expect(codeOf(['page[limit][]', '1'])).toBe('1901');
    expect(codeOf(['page[limit]', '10001'])).toBe('1902');
    expect(codeOf(['page[limit]', '9'.repeat(400)])).toBe('1902');
  });
});

describe('parseReadRequest: include', () => {
  it.each<[string, Plain]>([
    ['a', { a: {} }],
    ['a,b', { a: {}, b: {} }],
    [' a , b.c ', { a: {}, b: { c: {} } }],
    ['a.b,a.c,a,a.b.d', { a: { b: { d: {} }, c: {} } }],
    ['a, a ,a', { a: {} }],
    ['a,', { a: {}, '': {} }],
    ['', { '': {} }],
    ['a..b', { a: { '': { b: {} } } }],
    ['a . b', { 'a ': { ' b': {} } }],
    ['A,a', { A: {}, a: {} }],
  ])('%j', (value, tree) => {
    expect(plain(parse(['include', value]).include)).toEqual(tree);
  });

  it('counts the last of several, and refuses a list with 1313', () => {
    expect(plain(parse(['include', 'a'], ['include', 'b']).include)).toEqual({ b: {} });
    expect(codeOf(['include[]', 'a'])).toBe('1313');
  });

  it('refuses more than 5 links and more than 20 relations with 1950', () => {
    const names = Array.from({ length: 20 }, (_, index) => `r${index}`);
    expect(parse(['include', names.join()]).include.size).toBe(20);
    expect(codeOf(['include', [...names, 'more'].join()])).toBe('1950');
    expect(parse(['include', 'a.b.c.d.e']).include.size).toBe(1);
    expect(codeOf(['include', 'a.b.c.d.e.f'])).toBe('1950');
    expect(parse(['include', Array(1000).fill('a.b').join()]).include.size).toBe(1);
  });
});

describe('parseReadRequest', () => {
  it('ignores parameters of other names', () => {
    expect(parse(['sort', 'a'], ['sort[]', 'a'], ['fields[x]', 'a'], ['filter', 'foo'], ['', ''])).toEqual(parse());
  });

  it('throws nothing but coded errors', () => {
    const name = fc.oneof(
      fc.constantFrom('page[limit]', 'page[offset]', 'include', 'filter[x.a]'),
      fc.string({ unit: 'binary' }),
    );
    const parameter = fc.record({ name, value: fc.string({ unit: 'binary' }) });
    fc.assert(
      fc.property(fc.array(parameter), (query) => {
        try {
          parseReadRequest(query, DEFAULT_ENGINE_LIMITS);
        } catch (error) {
          expect(error).toBeInstanceOf(CodedException);
        }
      }),
    );
  });
});
