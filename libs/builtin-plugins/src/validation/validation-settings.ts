/** A comparison of two fields. */
export const OPERATORS = ['<', '<=', '=', '!=', '>=', '>'] as const;
export type Operator = (typeof OPERATORS)[number];

interface RuleBase {
  /** What clients read when the rule is broken; `{path}` stands for the field's path. Absent: a plain sentence. */
  readonly message?: string;
}

/** The text of a value must match a regular expression (RE2 syntax) somewhere; `^…$` for the whole. */
export interface PatternRule extends RuleBase {
  readonly kind: 'pattern';
  readonly field: string;
  readonly pattern: string;
  readonly ignoreCase?: boolean;
}

/** A value must be one of a list. */
export interface EnumRule extends RuleBase {
  readonly kind: 'enum';
  readonly field: string;
  readonly values: readonly (string | number | boolean)[];
}

/** `field` must stand in this relation to `other`; a record in which one of them is null passes. */
export interface CompareRule extends RuleBase {
  readonly kind: 'compare';
  readonly field: string;
  readonly operator: Operator;
  readonly other: string;
}

/** No other record may have the same values in all of these fields; a record with a null among them passes. */
export interface UniqueRule extends RuleBase {
  readonly kind: 'unique';
  readonly fields: readonly string[];
}

/** A value must be in a column of a table; null passes. */
export interface ExistsRule extends RuleBase {
  readonly kind: 'exists';
  readonly field: string;
  readonly table: string;
  readonly column: string;
}

export type ValidationRule = PatternRule | EnumRule | CompareRule | UniqueRule | ExistsRule;

/** The plugin's settings on an endpoint. */
export interface ValidationSettings {
  readonly rules: readonly ValidationRule[];
}

const NAME = { type: 'string', minLength: 1, maxLength: 255 };

const rule = (kind: string, required: readonly string[], properties: Record<string, unknown>) => ({
  type: 'object',
  additionalProperties: false,
  required: ['kind', ...required],
  properties: { kind: { const: kind }, ...properties, message: { type: 'string', minLength: 1, maxLength: 500 } },
});

/** The JSON Schema of `ValidationSettings`. */
export const VALIDATION_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['rules'],
  properties: {
    rules: {
      type: 'array',
      title: 'Rules',
      minItems: 1,
      maxItems: 200,
      items: {
        type: 'object',
        required: ['kind'],
        properties: { kind: { enum: ['pattern', 'enum', 'compare', 'unique', 'exists'] } },
        discriminator: { propertyName: 'kind' },
        oneOf: [
          rule('pattern', ['field', 'pattern'], {
            field: NAME,
            pattern: { type: 'string', minLength: 1, maxLength: 1000, description: 'RE2 syntax.' },
            ignoreCase: { type: 'boolean' },
          }),
          rule('enum', ['field', 'values'], {
            field: NAME,
            values: { type: 'array', minItems: 1, maxItems: 1000, items: { type: ['string', 'number', 'boolean'] } },
          }),
          rule('compare', ['field', 'operator', 'other'], { field: NAME, operator: { enum: OPERATORS }, other: NAME }),
          rule('unique', ['fields'], {
            fields: { type: 'array', minItems: 1, maxItems: 16, uniqueItems: true, items: NAME },
          }),
          rule('exists', ['field', 'table', 'column'], { field: NAME, table: NAME, column: NAME }),
        ],
      },
    },
  },
};
