import type { FieldBody } from '../api/admin-api';

/** The rules of a field in a few signs, such as `≤ 255 characters`. */
export function summarizeRules({ validation, enumValues, description }: FieldBody): string {
  const parts: string[] = [];
  const range = (name: string, low: number | undefined, high: number | undefined): void => {
    if (low !== undefined && high !== undefined) parts.push(`${low} ≤ ${name} ≤ ${high}`);
    else if (low !== undefined) parts.push(`${name} ≥ ${low}`);
    else if (high !== undefined) parts.push(`${name} ≤ ${high}`);
  };
  range('n', validation?.min ?? undefined, validation?.max ?? undefined);
  range('len', validation?.minLength ?? undefined, validation?.maxLength ?? undefined);
  if (validation?.precision !== undefined) parts.push(`decimal(${validation.precision},${validation.scale ?? 0})`);
  for (const { name } of validation?.constraints ?? []) parts.push(name);
  if (enumValues) parts.push(enumValues);
  if (description) parts.push(description);
  return parts.join(' · ');
}
