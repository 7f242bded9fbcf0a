import { CodedException } from '@dx/kernel';
import fc from 'fast-check';
import { checkFilterKeys, parseFilterParameters } from './parse-filter-parameters.js';

const fieldsOf = (...names: string[]): string[] =>
  parseFilterParameters(names.map((name) => ({ name, value: '1' }))).map(({ field }) => field);

describe('parseFilterParameters', () => {
  it('takes the text between the first and the second dot', () => {
    expect(
      fieldsOf('filter[countries.iso2_code]', 'filter[.name]', 'filter[a.b.c.d]', 'filter[x.]', 'filter[x..y]'),
    ).toEqual(['iso2_code', 'name', 'b', '', '']);
  });

  it('keeps order and repetitions', () => {
    expect(fieldsOf('filter[x.a]', 'filter[x.b]', 'filter[x.a]')).toEqual(['a', 'b', 'a']);
  });

  it('ignores what is no filter in brackets', () => {
    expect(fieldsOf('filter', 'Filter[x.a]', 'filters[x.a]', 'page[limit]', 'filterx.a', '')).toEqual([]);
  });

  it.each([
    'filter[iso2_code]',
    'filter[]',
    'filter[0]',
    'filter[x.a][]',
    'filter[x.a][b]',
    'filter[x.a]b',
    'filter[x.a',
    'filter[[x.a]]',
    'filter[].a',
  ])('refuses %s with 011', (name) => {
    expect(() => checkFilterKeys([{ name, value: '1' }])).toThrow(
      'Unsupported `Filter` format is used. Please use `filter[resource.property]`',
    );
    expect(() => fieldsOf(name)).toThrow(CodedException);
  });

  it('throws nothing but coded errors', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string().map((text) => `filter[${text}]`),
    );
    fc.assert(
      fc.property(name, fc.string(), (key, value) => {
        try {
          parseFilterParameters([{ name: key, value }]);
        } catch (error) {
          expect(error).toBeInstanceOf(CodedException);
        }
      }),
    );
  });
});
