import type { Dialect } from '@dx/database';
import { compileSnapshot, DenyList, type Entity } from '@dx/entity-configuration';
import { ExactNumber, SYSTEM_CALLER, type JsonObject, type JsonValue } from '@dx/kernel';
import { buildCatalogue, buildColumn, buildTable, types } from '../../../../test/support/build-catalogue.js';
import { configureEndpoint } from '../../../../test/support/configure-endpoint.js';
import { planWrite } from '../plan/plan-write.js';
import type { WriteVerb } from '../plan/write-plan.js';
import type { WriteTarget } from '../request/parse-write-request.js';
import { runChecks } from './run-checks.js';

const RULES = { isRequired: false } as const;
const dialect = { quote: (name: string) => `[${name}]` } as Pick<Dialect, 'quote'>;

const snapshot = compileSnapshot(
  [
    {
      ...configureEndpoint({
        alias: 'things',
        table: 'thing',
        identifier: 'id_thing',
        fields: [
          { fieldName: 'id_thing', type: 'integer', isCreatable: false, isEditable: false, validation: RULES },
          { fieldName: 'count', type: 'integer', validation: { isRequired: false, min: 1, max: 99 } },
          { fieldName: 'name', validation: { isRequired: true, minLength: 2, maxLength: 3 } },
          { fieldName: 'flag', type: 'boolean' },
          { fieldName: 'price', type: 'decimal', validation: { isRequired: false, precision: 8, scale: 2 } },
          { fieldName: 'plain', type: 'float' },
          { fieldName: 'url', validation: { isRequired: false, constraints: [{ name: 'url' }] } },
          { fieldName: 'fixed', isCreatable: false, isEditable: true, validation: RULES },
          { fieldName: 'big', type: 'integer', validation: RULES },
          { fieldName: 'doc', type: 'json' },
          { fieldName: 'free', type: 'whatever' },
        ],
        relations: { parts: ['parts', ['id_thing', 'fk_thing']] },
      }),
    },
    configureEndpoint({
      alias: 'parts',
      table: 'part',
      identifier: 'id_part',
      fields: [
        { fieldName: 'id_part', type: 'integer', validation: RULES },
        { fieldName: 'fk_thing', type: 'integer', validation: { isRequired: true } },
        { fieldName: 'label', validation: { isRequired: true, constraints: [{ name: 'url' }] }, isEditable: false },
      ],
    }),
  ],
  buildCatalogue(
    buildTable('thing', [
      buildColumn('id_thing', types.int(), { autoIncrement: true }),
      ...['name', 'url', 'fixed', 'free'].map((name) => buildColumn(name, types.varchar(50))),
      buildColumn('count', types.int()),
      buildColumn('flag', types.boolean()),
      buildColumn('price', types.decimal(8, 2)),
      buildColumn('plain', types.double()),
      buildColumn('big', types.bigint({ unsigned: true })),
      buildColumn('doc', types.json()),
    ]),
    buildTable('part', [
      buildColumn('id_part', types.int(), { autoIncrement: true }),
      buildColumn('fk_thing', types.int()),
      buildColumn('label', types.varchar(20)),
    ]),
  ),
  new DenyList(),
  dialect,
);

async function check(
  input: JsonObject,
  verb: WriteVerb = 'create',
  target: WriteTarget = { kind: 'collection' },
): Promise<readonly string[]> {
  const ctx = { requestId: 'r', caller: SYSTEM_CALLER, now: new Date(0) };
  const plan = await planWrite(ctx, verb, snapshot.entities.get('things') as Entity, target, [input]);
  const [root] = plan.roots;
  if (root === undefined) throw new Error('no item');
  return runChecks(root, { verb, byId: target.kind === 'one' }).map(({ code, message }) => `${code} ${message}`);
}

const type = (field: string): string => `1305 Invalid data type \`things[0]\` for field \`${field}\``;
const value = (field: string, rules: string): string =>
  `1306 Invalid data value \`things[0]\` for field: \`${field}\`. Field rules: ${rules}`;
const COUNT = value('count', 'min: 1, max: 99, is_required: ');
const NAME = value('name', 'max_length: 3, min_length: 2, is_required: 1');
const PRICE = value('price', 'precision: 8, scale: 2, is_required: ');

describe('runChecks', () => {
  it.each<[JsonValue, readonly string[]]>([
    [5, []],
    [null, []],
    ['5', [type('count')]],
    ['abc', [type('count'), COUNT]],
    [0, [COUNT]],
    [100, [COUNT]],
    [1.5, [type('count')]],
    [new ExactNumber('1.0'), [type('count')]],
    [new ExactNumber('1e3'), [type('count'), COUNT]],
    [true, [type('count')]],
    [false, [type('count'), COUNT]],
    [new ExactNumber('9223372036854775807'), [COUNT]],
    [new ExactNumber('9223372036854775808'), [type('count'), COUNT]],
  ])('integer %p', async (count, errors) => expect(await check({ name: 'ab', count })).toEqual(errors));

  it('takes unsigned 64-bit integers for an unsigned column', async () => {
    expect(await check({ name: 'ab', big: new ExactNumber('18446744073709551615') })).toEqual([]);
    expect(await check({ name: 'ab', big: new ExactNumber('18446744073709551616') })).toEqual([type('big')]);
    expect(await check({ name: 'ab', big: -13857882833719202 })).toEqual([]);
  });

  it.each<[JsonValue, readonly string[]]>([
    ['ab', []],
    ['Ä😀', []],
    ['a', [NAME]],
    ['abcd', [NAME]],
    ['😀😀😀', []],
    [12, [type('name')]],
    [5, [type('name'), NAME]],
    [true, [type('name'), NAME]],
  ])('string %p', async (name, errors) => expect(await check({ name })).toEqual(errors));

  it.each<[JsonValue, boolean]>([
    [true, true],
    [false, true],
    [0, false],
    ['true', false],
    [new ExactNumber('1.0'), false],
  ])('boolean %p', async (flag, good) => {
    const errors = good ? [] : [type('flag'), value('flag', 'is_required: ')];
    expect(await check({ name: 'ab', flag })).toEqual(errors);
  });

  it.each<[JsonValue, readonly string[]]>([
    [19, []],
    [19.1, []],
    ['19.00', []],
    ['0000123456.7800', []],
    [true, []],
    [new ExactNumber('19.10'), []],
    [new ExactNumber('1e3'), []],
    ['123456.78', []],
    ['-123456.78', [PRICE]],
    ['1234567', [PRICE]],
    ['1.234', [PRICE]],
    ['7,5', [type('price'), PRICE]],
    ['1e3', [type('price'), PRICE]],
    ['', [type('price'), PRICE]],
    ['.5', [type('price'), PRICE]],
    ['5.', [type('price'), PRICE]],
    ['+5', [type('price'), PRICE]],
    [false, [type('price'), PRICE]],
    [new ExactNumber('1e99'), [type('price'), PRICE]],
  ])('decimal %p', async (price, errors) => expect(await check({ name: 'ab', price })).toEqual(errors));

  it('reads `float` as decimal without rules, and does not look at other words', async () => {
    expect(await check({ name: 'ab', plain: 'x', free: 1 })).toEqual([type('plain')]);
  });

  it.each<[JsonValue, boolean]>([
    ['/', true],
    ['/a b', true],
    ['/a//b', true],
    ['/a?x=1#y', true],
    ['/A', false],
    ['//', false],
    ['a', false],
    ['http://x', false],
    ['/ä', false],
    ['', false],
    [null, false],
  ])('url %p', async (url, good) => {
    const error = '1316 The URL is invalid. `things[0]` field `url` must have a URL data format.';
    expect(await check({ name: 'ab', url })).toEqual(good ? [] : [error]);
  });

  it('judges a long url in linear time', async () => {
    const start = performance.now();
    await check({ name: 'ab', url: `/${'a/'.repeat(500_000)}` });
    expect(performance.now() - start).toBeLessThan(500);
  });

  it('asks for the flags of the verb; null passes on POST only', async () => {
    const fixed = '1304 Modification of immutable field `things[0].fixed` is prohibited';
    const id = '1304 Modification of immutable field `things[0].id_thing` is prohibited';
    expect(await check({ name: 'ab', fixed: 'x', id_thing: 1 })).toEqual([id, fixed]);
    expect(await check({ name: 'ab', fixed: null, id_thing: null })).toEqual([]);
    expect(await check({ fixed: 'x', id_thing: 1 }, 'update')).toEqual([]);
    expect(await check({ identifier: 1, id_thing: 1 }, 'update')).toEqual([id]);
    expect(await check({ id_thing: null, name: 'ab' }, 'replace', { kind: 'one', id: '1' })).toEqual([id]);
  });

  it('orders the checks of POST and PUT as the contract does, each from the root to its children', async () => {
    const input: JsonObject = { nope: 1, parts: [{ label: '/a', other: 1 }, { fk_thing: 'x' }] };
    const required = [
      '1307 The required field must not be empty. Field: `things[0].name`',
      '1307 The required field must not be empty. Field: `things[0].parts[1].label`',
    ];
    const unknown = [
      '1311 The provided `things[0].nope` is incorrect or invalid.',
      '1311 The provided `things[0].parts[0].other` is incorrect or invalid.',
    ];
    const rest = ['1305 Invalid data type `things[0].parts[1]` for field `fk_thing`'];
    expect(await check(input)).toEqual([...unknown, ...required, ...rest]);
    expect(await check(input, 'replace')).toEqual([
      ...required,
      ...unknown,
      ...rest,
      '1304 Modification of immutable field `things[0].parts[0].label` is prohibited',
    ]);
    expect(await check({ nope: 1 }, 'update')).toEqual(unknown.slice(0, 1));
  });

  it('checks urls of children with their own path', async () => {
    expect(await check({ name: 'ab', parts: [{ label: 'x' }] })).toEqual([
      '1316 The URL is invalid. `things[0].parts[0]` field `label` must have a URL data format.',
    ]);
  });

  it('takes an object for a json field, and no key of a prototype for a field', async () => {
    expect(await check({ name: 'ab', doc: { a: [1] } })).toEqual([]);
    expect(await check({ name: 'ab', constructor: 1 })).toEqual([
      '1311 The provided `things[0].constructor` is incorrect or invalid.',
    ]);
  });
});
