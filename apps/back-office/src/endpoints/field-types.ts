/** The words for a field's type, the contract's four first. */
export const FIELD_TYPES = [
  'string',
  'integer',
  'decimal',
  'boolean',
  'date',
  'datetime',
  'time',
  'json',
  'enum',
  'uuid',
  'binary',
] as const;

/** A rule that can be set with a number. */
export type NumberRule = 'min' | 'max' | 'minLength' | 'maxLength' | 'precision' | 'scale';

/** The rules that mean something for a type. */
export function rulesOfType(type: string): readonly NumberRule[] {
  if (type === 'integer') return ['min', 'max'];
  if (type === 'string') return ['minLength', 'maxLength'];
  if (type === 'decimal' || type === 'float') return ['precision', 'scale'];
  return [];
}
