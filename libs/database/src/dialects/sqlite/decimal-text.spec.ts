import fc from 'fast-check';
import { decimalText } from './decimal-text.js';

describe('decimalText', () => {
  it.each([
    [19n, 2, '19'],
    [19.1, 2, '19.10'],
    ['19.105', 2, '19.11'],
    ['-19.105', 2, '-19.11'],
    ['19.104', 2, '19.10'],
    [0.1 + 0.2, 2, '0.30'],
    [1.005, 2, '1.01'],
    [-0.001, 2, '0.00'],
    ['0.999', 2, '1.00'],
    ['99.5', 0, '100'],
    [1e21, 2, '1000000000000000000000'],
    [1.5e-7, 10, '0.0000001500'],
    ['1.5e3', 2, '1500'],
    ['.5', 2, '0.5'],
    ['12345678901234567890.12', 2, '12345678901234567890.12'],
    ['no number', 2, 'no number'],
    [Number.POSITIVE_INFINITY, 2, 'Infinity'],
  ])('gives %p with scale %i as %s', (value, scale, expected) => {
    expect(decimalText(value, scale)).toBe(expected);
  });

  it('gives every decimal of 15 digits back exactly', () => {
    const decimal = fc.tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.integer({ min: 0, max: 999_999 }));
    fc.assert(
      fc.property(decimal, ([whole, fraction]) => {
        const text = `${whole}.${String(fraction).padStart(6, '0')}`;
        const [kept, digits = ''] = decimalText(Number(text), 6).split('.');
        expect(`${kept}.${digits.padEnd(6, '0')}`).toBe(text);
      }),
    );
  });
});
