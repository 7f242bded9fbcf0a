import { ExactNumber } from '@dx/kernel';
import fc from 'fast-check';
import { parseExactJson, stringifyExactJson } from './exact-json.js';

describe('exact JSON', () => {
  it('keeps every digit', () => {
    const text =
      '[9007199254740993,-0,1.0,1e3,19.10,0.1,18446744073709551615,1.7976931348623157e309,{"a":[{"b":1E400}]},"1.0",null]';
    expect(stringifyExactJson(parseExactJson(text))).toBe(text);
  });

  it('makes plain numbers of those that print alike', () => {
    expect(parseExactJson('[1,1.0]')).toEqual([1, new ExactNumber('1.0')]);
  });

  it('gives back whatever JSON.stringify made', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(stringifyExactJson(parseExactJson(text))).toBe(text);
      }),
    );
  });
});
