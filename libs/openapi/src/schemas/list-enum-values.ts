import type { Field } from '@dx/entity-configuration';
import type { JsonScalar } from '../model.js';

/** The words a field may have: the configured ones, else those of an ENUM column, in the field's JSON type. */
export function listEnumValues(field: Field): readonly JsonScalar[] {
  const words = [...new Set(field.enumValues.length > 0 ? field.enumValues : columnWords(field))];
  if (field.jsonKind !== 'integer' && field.jsonKind !== 'integer-cast') return words;
  const numbers = words.map(Number);
  return numbers.every((value) => Number.isSafeInteger(value)) ? numbers : [];
}

function columnWords(field: Field): readonly string[] {
  return field.column.type.kind === 'enum' ? field.column.type.values : [];
}
