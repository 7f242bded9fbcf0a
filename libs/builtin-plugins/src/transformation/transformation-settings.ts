import type { JsonValue } from '@dx/kernel';

/** One change of a value; a field has a list of them, applied in order. */
export type TransformationStep =
  /** Removes white space at both ends. */
  | { readonly op: 'trim' }
  | { readonly op: 'case'; readonly to: 'upper' | 'lower' | 'title' }
  /** Rounds a number (half up) to a fixed count of digits after the point; the result is a decimal text. */
  | { readonly op: 'scale'; readonly digits: number }
  /** Reads a date text in one format and writes it in another (Day.js tokens such as `DD.MM.YYYY`). */
  | { readonly op: 'date'; readonly from: string; readonly to: string }
  /** Replaces values by their text; a value that is not listed is kept, or becomes `otherwise`. */
  | { readonly op: 'map'; readonly values: Readonly<Record<string, JsonValue>>; readonly otherwise?: JsonValue }
  /** Builds a text; `{name}` stands for a field of the record as it is at this point. */
  | { readonly op: 'template'; readonly text: string }
  /** Sets a value, whatever was sent. */
  | { readonly op: 'constant'; readonly value: JsonValue }
  /** Sets a value where none was sent. */
  | { readonly op: 'default'; readonly value: JsonValue };

/** Steps by field name. */
export type TransformationRules = Readonly<Record<string, readonly TransformationStep[]>>;

/** The plugin's settings on an endpoint. */
export interface TransformationSettings {
  /** For what comes in, before it is checked. */
  readonly input?: TransformationRules;
  /** For what goes out. */
  readonly output?: TransformationRules;
}

const step = (op: string, properties: Record<string, unknown> = {}, optional: readonly string[] = []) => ({
  type: 'object',
  additionalProperties: false,
  required: ['op', ...Object.keys(properties).filter((name) => !optional.includes(name))],
  properties: { op: { const: op }, ...properties },
});

const ANY_VALUE = { type: ['string', 'number', 'boolean', 'null'] };

const RULES = {
  type: 'object',
  additionalProperties: {
    type: 'array',
    minItems: 1,
    items: {
      type: 'object',
      discriminator: { propertyName: 'op' },
      required: ['op'],
      oneOf: [
        step('trim'),
        step('case', { to: { enum: ['upper', 'lower', 'title'] } }),
        step('scale', { digits: { type: 'integer', minimum: 0, maximum: 30 } }),
        step('date', { from: { type: 'string', minLength: 1 }, to: { type: 'string', minLength: 1 } }),
        step('map', { values: { type: 'object', additionalProperties: ANY_VALUE }, otherwise: ANY_VALUE }, [
          'otherwise',
        ]),
        step('template', { text: { type: 'string' } }),
        step('constant', { value: ANY_VALUE }),
        step('default', { value: ANY_VALUE }),
      ],
    },
  },
};

/** The JSON Schema of `TransformationSettings`. */
export const TRANSFORMATION_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: {
    input: { ...RULES, title: 'Incoming records', description: 'Changes by field, before the record is checked.' },
    output: { ...RULES, title: 'Outgoing records', description: 'Changes by field, before the record is answered.' },
  },
};
