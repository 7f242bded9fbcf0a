import { CodedException, type JsonValue } from '@dx/kernel';
import fc from 'fast-check';
import { parseWriteRequest, type WriteTarget } from './parse-write-request.js';

const LIST: WriteTarget = { kind: 'collection' };
const ONE: WriteTarget = { kind: 'one', id: '1' };

function codeOf(body: JsonValue | undefined, target: WriteTarget, max = 10): string | null | undefined {
  try {
    parseWriteRequest(body, target, max);
    return undefined;
  } catch (error) {
    if (error instanceof CodedException) return error.errors[0].code;
    throw error;
  }
}

describe('parseWriteRequest', () => {
  it('takes a list on the collection route', () => {
    expect(parseWriteRequest({ data: [{ a: 1 }, {}] }, LIST, 10)).toEqual([{ a: 1 }, {}]);
  });

  it('takes an object whose values are all items for a list, in order', () => {
    expect(parseWriteRequest({ data: { x: { a: 1 }, y: { a: 2 } }, other: 1 }, LIST, 10)).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it('reads a list as an item with its positions for keys', () => {
    expect(parseWriteRequest({ data: [['a', 'b'], []] }, LIST, 10)).toEqual([{ 0: 'a', 1: 'b' }, {}]);
  });

  it('takes one object on the by-id route, and nothing else', () => {
    expect(parseWriteRequest({ data: { a: 1 } }, ONE, 10)).toEqual([{ a: 1 }]);
    for (const data of [[], [{ a: 1 }], {}, null, 'x', 1]) expect(codeOf({ data }, ONE)).toBe('1301');
  });

  it.each<[string, JsonValue | undefined]>([
    ['no body', undefined],
    ['a list', [{ data: [] }]],
    ['a text', 'data'],
    ['no data', {}],
    ['null', { data: null }],
    ['an empty list', { data: [] }],
    ['an empty object', { data: {} }],
    ['a scalar', { data: true }],
    ['a scalar item', { data: [{}, null] }],
    ['an object with a scalar', { data: { a: {}, b: 1 } }],
  ])('refuses %s', (_, body) => expect(codeOf(body, LIST)).toBe('1301'));

  it('never takes `data` from a prototype', () => {
    expect(codeOf(Object.create({ data: [{}] }) as JsonValue, LIST)).toBe('1301');
  });

  it('bounds the batch', () => {
    expect(codeOf({ data: [{}, {}, {}] }, LIST, 3)).toBeUndefined();
    expect(codeOf({ data: [{}, {}, {}, {}] }, LIST, 3)).toBe('1951');
  });

  it('answers items or 1301 for whatever JSON comes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        const code = codeOf(body as JsonValue, LIST, 1_000_000);
        expect([undefined, '1301']).toContain(code);
      }),
    );
  });
});
