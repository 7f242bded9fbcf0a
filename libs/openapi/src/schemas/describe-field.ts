import type { Field } from '@dx/entity-configuration';

/** What a field is about: the configured text, else what its place says, else its name. */
export function describeField(field: Field, isIdentifier: boolean): string {
  if (field.description !== null && field.description !== '') return field.description;
  if (isIdentifier) return 'Unique identifier for the entity';
  return field.name.charAt(0).toUpperCase() + field.name.slice(1);
}
