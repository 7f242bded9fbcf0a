import { ExactNumber } from '@dx/kernel';
import type { JsonValue } from '@dx/kernel';

/** The same value for readers that know floats only: numbers that these would not give back become texts. */
export function toLossless(value: JsonValue): JsonValue {
  if (value instanceof ExactNumber) return value.text;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(toLossless);
  return Object.fromEntries(
    Object.entries(value as Readonly<Record<string, JsonValue>>).map(([key, inner]) => [key, toLossless(inner)]),
  );
}
