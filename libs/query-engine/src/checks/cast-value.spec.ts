import { ExactNumber, type JsonValue } from '@dx/kernel';
import fc from 'fast-check';
import { castToInteger, castToText, plainDigits } from './cast-value.js';
import { countCharacters } from './check-types.js';

describe('casts of the contract', () => {
  it.each<[JsonValue, bigint]>([
    ['abc', 0n],
    ['12abc', 12n],
    [' -7', -7n],
    ['1e3', 1000n],
    ['1.9', 1n],
    [1.9, 1n],
    [-1.9, -1n],
    [true, 1n],
    [null, 0n],
    [new ExactNumber('9223372036854775807'), 9223372036854775807n],
    [new ExactNumber('9223372036854775808'), 0n],
    [new ExactNumber('2.50'), 2n],
  ])('%p as an integer', (value, expected) => expect(castToInteger(value)).toBe(expected));

  it.each<[JsonValue, string]>([
    ['x', 'x'],
    [1.5, '1.5'],
    [new ExactNumber('1.50'), '1.5'],
    [new ExactNumber('9007199254740993'), '9007199254740993'],
    [true, '1'],
    [false, ''],
    [null, ''],
  ])('%p as text', (value, expected) => expect(castToText(value)).toBe(expected));

  it.each<[string, string | undefined]>([
    ['1e3', '1000'],
    ['1.25e1', '12.5'],
    ['-1.25E-3', '-0.00125'],
    ['19.10', '19.10'],
    ['1e15', undefined],
  ])('%s without its exponent', (text, expected) => expect(plainDigits(new ExactNumber(text))).toBe(expected));

  it('keeps the value of a number whose exponent is written out', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -999_999, max: 999_999 }),
        fc.integer({ min: -9, max: 9 }),
        (mantissa, exponent) => {
          const text = `${mantissa}e${exponent}`;
          expect(Number(plainDigits(new ExactNumber(text)))).toBeCloseTo(Number(text), 9);
        },
      ),
    );
  });

  it('counts characters as code points', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => expect(countCharacters(text)).toBe([...text].length)),
    );
  });
});
