import { narrowStaticPart } from './narrow-static-part.js';

const link = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const base = {
  paths: {
    '/a': {
      get: { operationId: 'a-list', tags: ['A'], answer: link('List') },
      post: { operationId: 'a-create', tags: ['A'], body: link('Input') },
    },
    '/b': { parameters: [], delete: { operationId: 'b-remove', tags: ['B'] } },
  },
  tags: [{ name: 'A' }, { name: 'B' }],
  components: { schemas: { List: { items: link('Item') }, Item: { self: link('Item') }, Input: {} } },
};

describe('narrowStaticPart', () => {
  it('keeps what passes, and the tags and schemas that it speaks of', () => {
    const { List, Item } = base.components.schemas;
    expect(narrowStaticPart(base, (id) => id === 'a-list')).toEqual({
      paths: { '/a': { get: base.paths['/a'].get } },
      tags: [{ name: 'A' }],
      components: { schemas: { List, Item } },
    });
  });

  it('changes nothing when everything passes', () => {
    expect(narrowStaticPart(base, () => true)).toEqual(base);
  });
});
