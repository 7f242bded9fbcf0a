import * as fc from 'fast-check';
import { parse } from 'yaml';
import { writeYaml } from './write-yaml.js';

describe('writeYaml', () => {
  it('writes objects and lists as blocks', () => {
    expect(
      writeYaml({
        openapi: '3.1.0',
        tags: [{ name: 'a', items: [1, [2, { b: true }]] }, 'plain', 'no', ''],
        empty: {},
        none: [],
        '/path/{id}': null,
      }),
    ).toBe(`openapi: "3.1.0"
tags:
  - name: a
    items:
      - 1
      - - 2
        - b: true
  - plain
  - "no"
  - ""
empty: {}
none: []
"/path/{id}": null
`);
  });

  it('is read back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const expected: unknown = JSON.parse(JSON.stringify(value));
        expect(parse(writeYaml(value), { version: '1.2' })).toEqual(expected);
      }),
    );
  });
});
