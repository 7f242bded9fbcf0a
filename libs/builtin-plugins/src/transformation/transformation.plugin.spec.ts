import type { Entity } from '@dx/entity-configuration';
import { SYSTEM_CALLER } from '@dx/kernel';
import type { InputRecord, PluginContext } from '@dx/plugin-registry';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { TRANSFORMATION_SCHEMA } from './transformation-settings.js';
import type { TransformationSettings, TransformationStep } from './transformation-settings.js';
import { TransformationPlugin } from './transformation.plugin.js';

const plugin = new TransformationPlugin();
const isValid = new Ajv({ strict: false, discriminator: true }).compile(TRANSFORMATION_SCHEMA);

const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
const step: fc.Arbitrary<TransformationStep> = fc.oneof(
  fc.constant({ op: 'trim' as const }),
  fc.record({
    op: fc.constant('case' as const),
    to: fc.constantFrom('upper' as const, 'lower' as const, 'title' as const),
  }),
  fc.record({ op: fc.constant('scale' as const), digits: fc.integer({ min: 0, max: 30 }) }),
  fc.record({ op: fc.constant('date' as const), from: fc.constant('DD.MM.YYYY'), to: fc.constant('YYYY-MM-DD') }),
  fc.record({ op: fc.constant('map' as const), values: fc.dictionary(fc.string(), scalar) }),
  fc.record({ op: fc.constant('template' as const), text: fc.string() }),
  fc.record({ op: fc.constant('constant' as const), value: scalar }),
  fc.record({ op: fc.constant('default' as const), value: scalar }),
);
const rules = fc.dictionary(fc.string(), fc.array(step, { minLength: 1, maxLength: 4 }));
const fieldsOf = fc.dictionary(fc.string(), scalar);

function contextOf(
  settings: TransformationSettings,
  operation: PluginContext['operation'],
): PluginContext<TransformationSettings> {
  return { requestId: 'r', caller: SYSTEM_CALLER, now: new Date(0), entity: {} as Entity, operation, settings };
}

function transform(
  settings: TransformationSettings,
  fields: InputRecord['fields'],
  operation: PluginContext['operation'],
) {
  const record: InputRecord = { path: 'x[0]', fields: { ...fields } };
  plugin.transformInput(contextOf(settings, operation), [record]);
  return record.fields;
}

describe('the transformation plugin', () => {
  it('takes every list of steps that its schema takes, and never fails', () => {
    fc.assert(
      fc.property(rules, fieldsOf, (input, fields) => {
        expect(isValid({ input })).toBe(true);
        transform({ input }, fields, 'create');
      }),
    );
  });

  it('touches no field without a rule, and makes up none in a PATCH', () => {
    fc.assert(
      fc.property(rules, fieldsOf, (input, fields) => {
        const changed = transform({ input }, fields, 'update');
        expect(Object.keys(changed).toSorted()).toEqual(Object.keys(fields).toSorted());
        for (const name of Object.keys(fields))
          if (!Object.hasOwn(input, name)) expect(changed[name]).toBe(fields[name]);
      }),
    );
  });

  it('gives the same when trimming, casing and scaling are repeated', () => {
    const stable = fc.constantFrom<TransformationStep>(
      { op: 'trim' },
      { op: 'case', to: 'upper' },
      { op: 'scale', digits: 2 },
    );
    fc.assert(
      fc.property(fc.array(stable, { minLength: 1, maxLength: 3 }), scalar, (steps, value) => {
        const input = { field: steps };
        const once = transform({ input }, { field: value }, 'create');
        const twice = transform({ input }, once, 'create');
        expect(transform({ input }, twice, 'create')).toEqual(twice);
      }),
    );
  });

  it.each([
    { input: { a: [] } },
    { input: { a: [{ op: 'scale' }] } },
    { input: { a: [{ op: 'shout' }] } },
    { output: { a: [{ op: 'trim', more: 1 }] } },
    { other: {} },
  ])('refuses %j', (settings) => {
    expect(isValid(settings)).toBe(false);
  });
});
