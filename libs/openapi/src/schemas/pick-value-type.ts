import type { JsonSchema, SchemaType } from '../model.js';

/** The one type that a schema's values have beside null; null when the schema takes any value. */
export function pickValueType({ type }: JsonSchema): SchemaType | null {
  if (type === undefined) return null;
  if (typeof type === 'string') return type;
  return type.find((word) => word !== 'null') ?? null;
}
