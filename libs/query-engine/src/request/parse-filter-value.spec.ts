import fc from 'fast-check';
import { parseFilterValue } from './parse-filter-value.js';

describe('parseFilterValue', () => {
  it.each([
    ['{"in":["DE","AT"]}', ['DE', 'AT']],
    ['{"IN":["DE"]}', ['DE']],
    [' { "in" : [ 1 , 2.50, 9007199254740993, 1e3 ] }', ['1', '2.50', '9007199254740993', '1e3']],
    ['{"in":[]}', []],
    ['{"in":"DE"}', ['DE']],
    ['{"in":5}', ['5']],
    ['{"in":true}', ['true']],
    ['{"in":[null,"a",false]}', ['a', 'false']],
    ['{"in":null}', []],
    ['{"in":["a"],"in":["b"]}', ['b']],
    ['{"in":["\\u0041"]}', ['A']],
  ])('reads %s as a list', (value, texts) => {
    expect(parseFilterValue(value)).toEqual({ kind: 'in', texts });
  });

  it.each([
    'DE',
    '',
    'null',
    '["DE"]',
    '{"In":["DE"]}',
    '{"nin":["DE"]}',
    '{"in":["DE"],"IN":["DE"]}',
    '{"in":["DE"],"x":1}',
    '{"in":[["DE"]]}',
    '{"in":{"a":1}}',
    '{"in":["DE"]',
    '{}',
    '{"__proto__":["DE"]}',
    `{"in":${'['.repeat(50_000)}`,
  ])('compares %.40s literally', (value) => {
    expect(parseFilterValue(value)).toEqual({ kind: 'equals', text: value });
  });

  it('never throws, and takes what is no JSON object as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const filter = parseFilterValue(value);
        if (!/^\s*\{/.test(value)) expect(filter).toEqual({ kind: 'equals', text: value });
      }),
    );
  });

  it('gives back every list of texts', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
        expect(parseFilterValue(JSON.stringify({ in: texts }))).toEqual({ kind: 'in', texts });
      }),
    );
  });
});
