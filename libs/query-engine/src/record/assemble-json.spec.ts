import type { EncodedRows, SqlKey } from '@dx/database';
import fc from 'fast-check';
import { assembleList, assembleObject } from './assemble-json.js';
import { concatRows, NO_ROWS, type RecordTree } from './record-tree.js';

/** Rows as a database encodes them, with bytes between them that belong to no row. */
const encode = (records: readonly object[], keys: readonly (readonly SqlKey[])[] = []): EncodedRows => {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = Buffer.from('#');
  for (const record of records) {
    starts.push(text.length);
    text = Buffer.concat([text, Buffer.from(JSON.stringify(record).slice(0, -1))]);
    ends.push(text.length);
    text = Buffer.concat([text, Buffer.from('#')]);
  }
  return { count: records.length, bytes: text, starts, ends, keys };
};

const flat = (...records: object[]): RecordTree => ({ rows: encode(records), relations: [] });
const list = (...args: Parameters<typeof assembleList>): string => assembleList(...args).toString('utf8');

describe('assembleList', () => {
  it('makes an array of the rows', () => {
    expect(list({ rows: NO_ROWS, relations: [] })).toBe('[]');
    expect(list(flat({ a: 1 }))).toBe('[{"a":1}]');
    expect(list(flat({ a: 'ä' }, { a: '"' }, {}))).toBe('[{"a":"ä"},{"a":"\\""},{}]');
  });

  it('takes the rows that are named, in their order', () => {
    expect(list(flat({ a: 1 }, { a: 2 }), undefined, [1, 0, 1])).toBe('[{"a":2},{"a":1},{"a":2}]');
    expect(list(flat({ a: 1 }), undefined, [])).toBe('[]');
  });

  it('splices children behind the fields; null leaves the key out', () => {
    const items = flat({ n: 1 }, { n: 2 }, { n: 3 });
    const tree: RecordTree = {
      rows: encode([{ a: 1 }, { a: 2 }, { a: 3 }, {}]),
      relations: [
        { name: 'it"ems', tree: items, children: [[0, 2], null, [], [1]] },
        { name: 'own', tree: items, children: [[2], null, null, [2]] },
      ],
    };
    expect(list(tree)).toBe(
      '[{"a":1,"it\\"ems":[{"n":1},{"n":3}],"own":[{"n":3}]},{"a":2},{"a":3,"it\\"ems":[]},' +
        '{"it\\"ems":[{"n":2}],"own":[{"n":3}]}]',
    );
    expect(assembleObject(tree, 2).toString()).toBe('{"a":3,"it\\"ems":[]}');
    expect(assembleObject(items, 1).toString()).toBe('{"n":2}');
  });

  it('refuses an answer that would be too large, before it is made', () => {
    const wide = flat({ text: 'x'.repeat(1000) });
    const many = { name: 'm', tree: wide, children: [Array<number>(1000).fill(0)] };
    const tree: RecordTree = {
      rows: encode([{ a: 1 }]),
      relations: [{ ...many, tree: { ...wide, relations: [many] } }],
    };
    expect(() => assembleList(tree, 1_000_000)).toThrow('The answer would have more than 1000000 bytes');
    expect(() => assembleObject(tree, 0, 1_000_000)).toThrow('The answer would have more than 1000000 bytes');
  });

  it('makes what JSON.stringify makes of the same records', () => {
    type Node = { record: object; below: Node[] | null };
    const node = fc.letrec<{ node: Node }>((tie) => ({
      node: fc.record({
        record: fc.dictionary(
          fc.string().filter((key) => key !== '__proto__' && !/^\d+$/.test(key)),
          fc.oneof(fc.string({ unit: 'binary-ascii' }), fc.integer(), fc.constant(null)),
          { maxKeys: 3 },
        ),
        below: fc.option(fc.array(tie('node'), { maxLength: 3, depthIdentifier: 'd' }), { depthIdentifier: 'd' }),
      }),
    })).node;
    const RELATION = ' children';
    const expected = ({ record, below }: Node): object =>
      below === null ? record : { ...record, [RELATION]: below.map(expected) };
    const toTree = (nodes: readonly Node[]): RecordTree => {
      const all = nodes.flatMap(({ below }) => below ?? []);
      let next = 0;
      const children = nodes.map(({ below }) => below?.map(() => next++) ?? null);
      return {
        rows: encode(nodes.map(({ record }) => record)),
        relations: nodes.length === 0 ? [] : [{ name: RELATION, tree: toTree(all), children }],
      };
    };
    fc.assert(
      fc.property(fc.array(node, { maxLength: 4 }), (nodes) => {
        expect(list(toTree(nodes))).toBe(JSON.stringify(nodes.map(expected)));
      }),
    );
  });
});

describe('concatRows', () => {
  it('joins results', () => {
    expect(concatRows([])).toBe(NO_ROWS);
    const joined = concatRows([encode([{ a: 1 }], [['1']]), encode([]), encode([{ a: 2 }, { a: 3 }], [['2'], ['3']])]);
    expect(list({ rows: joined, relations: [] })).toBe('[{"a":1},{"a":2},{"a":3}]');
    expect(joined.keys).toEqual([['1'], ['2'], ['3']]);
  });
});
