import { readShape } from './read-shape';
import { readScalar, writeScalar } from './scalar-text';
import { startValue } from './start-value';
import { placeSettingsRemarks } from './place-remarks';

const named = { title: null, description: null };

describe('readShape', () => {
  it('makes an object with members of every simple kind', () => {
    const shape = readShape({
      type: 'object',
      required: ['name'],
      properties: {
        name: { type: 'string', title: 'Name', maxLength: 10 },
        count: { type: 'integer', minimum: 1, maximum: 9 },
        ratio: { type: 'number' },
        on: { type: 'boolean' },
        mode: { enum: ['a', 'b'] },
        any: { type: ['string', 'null'] },
        words: { type: 'array', items: { type: 'string' } },
        values: { type: 'array', items: { type: ['string', 'number'] } },
      },
    });
    expect(shape).toEqual({
      ...named,
      kind: 'group',
      fields: [
        { name: 'name', required: true, shape: { title: 'Name', description: null, kind: 'text', maxLength: 10 } },
        { name: 'count', required: false, shape: { ...named, kind: 'number', whole: true, min: 1, max: 9 } },
        { name: 'ratio', required: false, shape: { ...named, kind: 'number', whole: false, min: null, max: null } },
        { name: 'on', required: false, shape: { ...named, kind: 'switch' } },
        { name: 'mode', required: false, shape: { ...named, kind: 'choice', options: ['a', 'b'] } },
        { name: 'any', required: false, shape: { ...named, kind: 'scalar' } },
        { name: 'words', required: false, shape: { ...named, kind: 'words', ofTexts: true } },
        { name: 'values', required: false, shape: { ...named, kind: 'words', ofTexts: false } },
      ],
    });
    expect(startValue(shape)).toEqual({ name: '' });
  });

  it('tells variants apart by the value of their discriminator, and begins with the first', () => {
    const shape = readShape({
      type: 'array',
      items: {
        discriminator: { propertyName: 'op' },
        oneOf: [
          { properties: { op: { const: 'trim' } }, required: ['op'] },
          { properties: { op: { const: 'case' }, to: { enum: ['upper'] } }, required: ['op', 'to'] },
        ],
      },
    });
    expect(shape).toMatchObject({ kind: 'list', item: { kind: 'variants', tag: 'op' } });
    expect(shape.kind === 'list' && startValue(shape.item)).toEqual({ op: 'trim' });
  });

  it('reads an object with any names', () => {
    expect(readShape({ type: 'object', additionalProperties: { type: 'boolean' } })).toMatchObject({
      kind: 'map',
      value: { kind: 'switch' },
    });
  });

  it.each([
    undefined,
    {},
    { type: 'object' },
    { type: 'array' },
    { type: ['string', 'object'] },
    { oneOf: [{ type: 'string' }, { type: 'object' }] },
    { type: 'object', additionalProperties: true },
  ])('leaves what a form cannot say to JSON: %j', (schema) => expect(readShape(schema).kind).toBe('json'));
});

describe('readScalar', () => {
  it.each([
    ['12', 12],
    ['-0.5', -0.5],
    ['true', true],
    ['null', null],
    ['"12"', '12'],
    ['012', '012'],
    ['12345678901234567890', '12345678901234567890'],
    ['DE', 'DE'],
    ['', ''],
  ])('reads %j as %j, and writes it so that it is read again', (typed, value) => {
    expect(readScalar(typed)).toEqual(value);
    expect(readScalar(writeScalar(value))).toEqual(value);
  });
});

describe('placeSettingsRemarks', () => {
  it('keeps what is about the settings apart from the rest', () => {
    const { inside, outside } = placeSettingsRemarks(
      [
        { path: 'plugins[1].settings.rules[0].pattern', message: 'A.' },
        { path: 'plugins[1].settings', message: 'B.' },
        { path: 'plugins[0].settings.x', message: 'C.' },
        { message: 'D.' },
      ],
      1,
    );
    expect([...inside]).toEqual([
      ['rules[0].pattern', 'A.'],
      ['', 'B.'],
    ]);
    expect(outside).toEqual(['C.', 'D.']);
  });
});
