import { ExactNumber } from '@dx/kernel';
import type { JsonValue } from '@dx/kernel';

/** JSON text of a value with every number's own digits. */
export function stringifyExact(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return 'null';
  if (value instanceof ExactNumber) return value.text;
  if (typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(stringifyExact).join(',')}]`;
  const entries = Object.entries(value as Readonly<Record<string, JsonValue>>);
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${stringifyExact(inner)}`).join(',')}}`;
}
