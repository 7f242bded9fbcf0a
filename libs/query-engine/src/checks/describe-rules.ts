import type { Field } from '@dx/entity-configuration';

/**
 * The rules of a field as the contract's 1306 prints them: `min: 1, max: 99, is_required: 1`. Only rules that are set, in
 * the contract's order; an optional field ends with `is_required: ` and a blank.
 */
export function describeRules({ rules, required }: Field): string {
  const parts: string[] = [];
  for (const [name, value] of [
    ['min', rules.min],
    ['max', rules.max],
    ['precision', rules.precision],
    ['scale', rules.scale],
    ['max_length', rules.maxLength],
    ['min_length', rules.minLength],
  ] as const) {
    if (value !== null) parts.push(`${name}: ${value}`);
  }
  parts.push(`is_required: ${required ? '1' : ''}`);
  return parts.join(', ');
}
