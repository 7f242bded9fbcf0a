import type { Field } from '@dx/entity-configuration';
import type { JsonSchema } from '../model.js';
import { allowNull } from './build-answer-schema.js';
import { describeField } from './describe-field.js';
import { listEnumValues } from './list-enum-values.js';
import { makeExamples } from './make-examples.js';

/** The contract's `url` constraint, as the server checks it. */
const URL_PATTERN = String.raw`^/$|^/[a-z0-9\-._~%!$&'()*+,;=@]+(/[a-zA-Z0-9\-._~%!$&'()*+,;=:@]+)*`;

const BOUNDS: Readonly<Record<8 | 16 | 24 | 32, number>> = { 8: 0x7f, 16: 0x7fff, 24: 0x7fffff, 32: 0x7fffffff };

/** The schema of a field in a request body: its type as the server checks it, and its rules. */
export function buildWriteSchema(field: Field, isIdentifier: boolean, nullable: boolean): JsonSchema {
  const shape = shapeOf(field);
  const examples = makeExamples(field);
  return {
    ...(nullable ? allowNull(shape) : shape),
    description: describeField(field, isIdentifier),
    ...(examples.length === 0 ? {} : { examples: exampleValues(field, examples) }),
  };
}

function shapeOf(field: Field): JsonSchema {
  switch (field.type) {
    case 'integer':
      return { type: 'integer', format: 'int64', ...rangeOf(field), ...enumOf(field) };
    case 'boolean':
      return { type: 'boolean' };
    case 'decimal':
      return { type: ['string', 'number'], pattern: decimalPattern(field) };
    case 'string':
      return {
        type: 'string',
        ...lengthsOf(field),
        ...(field.rules.url ? { pattern: URL_PATTERN } : {}),
        ...enumOf(field),
      };
    case 'date':
      return { type: 'string', format: 'date' };
    case 'datetime':
    case 'time':
      return { type: 'string' };
    case 'uuid':
      return { type: 'string', format: 'uuid' };
    case 'enum':
      return { type: 'string', ...enumOf(field) };
    case 'binary':
      return { type: 'string', contentEncoding: 'base64' };
    case 'json':
      return {};
    case 'other':
      return otherShape(field);
  }
}

/** A type that the server does not know by name is checked by its column only. */
function otherShape(field: Field): JsonSchema {
  switch (field.column.type.kind) {
    case 'integer':
    case 'decimal':
    case 'float':
    case 'bit':
    case 'year':
      return { type: ['number', 'string'] };
    case 'boolean':
      return { type: ['boolean', 'integer', 'string'] };
    case 'json':
      return {};
    default:
      return { type: ['string', 'number', 'boolean'] };
  }
}

function rangeOf(field: Field): { minimum?: number; maximum?: number } {
  const column = columnRange(field);
  const minimum = larger(field.rules.min, column.minimum);
  const maximum = smaller(field.rules.max, column.maximum);
  return { ...(minimum === null ? {} : { minimum }), ...(maximum === null ? {} : { maximum }) };
}

function columnRange(field: Field): { minimum: number | null; maximum: number | null } {
  const type = field.column.type;
  if (type.kind !== 'integer') return { minimum: null, maximum: null };
  // Why no bounds of 64 bit: a JSON number in a JavaScript document cannot hold them exactly.
  if (type.bits === 64) return { minimum: type.unsigned ? 0 : null, maximum: null };
  const top = BOUNDS[type.bits];
  return type.unsigned ? { minimum: 0, maximum: top * 2 + 1 } : { minimum: -top - 1, maximum: top };
}

function lengthsOf(field: Field): { minLength?: number; maxLength?: number } {
  const column = field.column.type.kind === 'text' ? field.column.type.length : null;
  const maxLength = smaller(field.rules.maxLength, column);
  const minLength = field.rules.minLength;
  return { ...(minLength === null ? {} : { minLength }), ...(maxLength === null ? {} : { maxLength }) };
}

/**
 * The text form of a decimal: digits, at most `precision - scale` before and `scale` after the point.
 * Why two branches: the contract counts a minus sign as a digit, and ignores leading and trailing zeros.
 */
function decimalPattern(field: Field): string {
  const { precision } = field.rules;
  if (precision === null) return String.raw`^-?\d+(\.\d+)?$`;
  const scale = field.rules.scale ?? 0;
  const fraction = scale > 0 ? String.raw`(\.\d{1,${scale}}0*)?` : String.raw`(\.0+)?`;
  const whole = Math.max(precision - scale, 0);
  const positive = whole > 0 ? String.raw`0*\d{1,${whole}}` : '0+';
  const negative = whole > 1 ? String.raw`-0*\d{1,${whole - 1}}` : '-0+';
  return `^(${positive}|${negative})${fraction}$`;
}

function enumOf(field: Field): { enum?: JsonSchema['enum'] } {
  const values = listEnumValues(field);
  return values.length === 0 || (field.type === 'integer') !== (typeof values[0] === 'number') ? {} : { enum: values };
}

/** Examples are made in the answer's JSON type; a body may want another one. */
function exampleValues(field: Field, examples: readonly unknown[]): readonly unknown[] {
  switch (field.type) {
    case 'string':
    case 'decimal':
      return examples.map(String);
    case 'integer':
      return examples.map((value) => (typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value));
    default:
      return examples;
  }
}

function larger(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.max(a, b);
}

function smaller(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b);
}
