import type { Entity } from '@dx/entity-configuration';
import type { JsonSchema } from '../model.js';
import type { FieldSchemas } from './field-schemas.js';
import { pickValueType } from './pick-value-type.js';

/**
 * The filters of a collection: one property `{alias}.{field}` each, taking a value (equal to it) or a JSON text
 * `{"in":[…]}` (one of them).
 */
export function buildFilterSchema(entity: Entity, fields: FieldSchemas): JsonSchema {
  const properties = [...entity.fieldsByName.values()].map((field): [string, JsonSchema] => {
    const answer = fields.answer(field, field === entity.identifier);
    return [
      `${entity.alias}.${field.name}`,
      { anyOf: [valueSchema(answer), { $ref: '#/components/schemas/FilterList' }] },
    ];
  });
  return { type: 'object', properties: Object.fromEntries(properties) };
}

function valueSchema(answer: JsonSchema): JsonSchema {
  const { format, enum: words } = answer;
  return {
    type: pickValueType(answer) ?? 'string',
    ...(format === undefined ? {} : { format }),
    ...(words === undefined ? {} : { enum: words.filter((word) => word !== null) }),
  };
}
