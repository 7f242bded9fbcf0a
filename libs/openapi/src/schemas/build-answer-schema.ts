import type { Field } from '@dx/entity-configuration';
import type { JsonScalar, JsonSchema, SchemaType } from '../model.js';
import { describeField } from './describe-field.js';
import { listEnumValues } from './list-enum-values.js';
import { makeExamples } from './make-examples.js';

/**
 * The schema of a field in an answer. It holds for every row that the table can contain: it is made from the column,
 * never from rules that are only checked on writes.
 */
export function buildAnswerSchema(field: Field, isIdentifier: boolean): JsonSchema {
  const shape = shapeOf(field);
  const readOnly = isIdentifier || (!field.creatable && !field.editable);
  return {
    ...(field.column.nullable ? allowNull(shape) : shape),
    title: field.name,
    description: describeField(field, isIdentifier),
    ...examplesOf(field),
    ...(readOnly ? { readOnly: true } : {}),
  };
}

/** The same schema, with null as a further value. */
export function allowNull(schema: JsonSchema): JsonSchema {
  if (schema.type === undefined) return schema;
  const types: readonly SchemaType[] = typeof schema.type === 'string' ? [schema.type] : schema.type;
  if (types.includes('null')) return schema;
  const withNull: JsonSchema = { ...schema, type: [...types, 'null'] };
  return schema.enum === undefined ? withNull : { ...withNull, enum: [...schema.enum, null] };
}

function shapeOf(field: Field): JsonSchema {
  switch (field.jsonKind) {
    case 'integer':
      return { type: 'integer', format: 'int64', ...enumOf(field) };
    case 'integer-cast':
      return { type: 'integer', format: 'int64' };
    case 'float':
    case 'float32':
      return { type: 'number', format: 'double' };
    case 'boolean':
      return { type: 'boolean' };
    case 'decimal':
      return decimalShape(field);
    case 'datetime':
      return { type: 'string', pattern: String.raw`^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\.\d{6}$` };
    case 'json':
      return {};
    case 'base64':
      return { type: 'string', contentEncoding: 'base64' };
    case 'string':
      return textShape(field);
  }
}

/** A decimal is a string with the column's own scale, because a JSON number may lose digits on the way. */
function decimalShape(field: Field): JsonSchema {
  const type = field.column.type;
  if (type.kind !== 'decimal') return { type: 'string', pattern: String.raw`^-?\d+(\.\d+)?$` };
  const sign = type.unsigned ? '' : '-?';
  const fraction = type.scale === 0 ? '' : String.raw`\.\d{${type.scale}}`;
  return { type: 'string', pattern: String.raw`^${sign}\d+${fraction}$` };
}

function textShape(field: Field): JsonSchema {
  const type = field.column.type;
  switch (type.kind) {
    case 'integer':
    case 'bit':
      return { type: 'string', pattern: String.raw`^-?\d+$` };
    case 'date':
      return { type: 'string', format: 'date' };
    case 'time':
      return { type: 'string', pattern: String.raw`^-?\d{2,3}:\d{2}:\d{2}(\.\d{1,6})?$` };
    case 'uuid':
      return { type: 'string', format: 'uuid' };
    case 'json':
      return { type: 'string', contentMediaType: 'application/json' };
    case 'text':
      return { type: 'string', ...(type.length === null ? {} : { maxLength: type.length }), ...enumOf(field) };
    case 'enum':
      return { type: 'string', ...enumOf(field) };
    default:
      return { type: 'string' };
  }
}

function enumOf(field: Field): { enum?: readonly JsonScalar[] } {
  const values = listEnumValues(field);
  return values.length === 0 ? {} : { enum: values };
}

function examplesOf(field: Field): { examples?: readonly JsonScalar[] } {
  const examples = makeExamples(field);
  return examples.length === 0 ? {} : { examples };
}
