import { type FieldChange, maskSecrets, toLossless } from '@dx/builtin-plugins';
import type { JsonObject, JsonValue } from '@dx/kernel';

/** What changes by itself, or follows from the rest. */
const UNTOLD = new Set(['id', 'revision', 'createdAt', 'updatedAt', 'lastLoginAt', 'lastUsedAt', 'oddities']);

/** What changed between two states of a thing, by its top keys; secrets are hidden. */
export function describeAdminChange(before: JsonObject | null, after: JsonObject | null): readonly FieldChange[] {
  const [old, now] = [maskedOf(before), maskedOf(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((name) => !UNTOLD.has(name));
  return names
    .map((field) => ({ field, before: old[field] ?? null, after: now[field] ?? null }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

/** Why through JSON: states hold dates and undefined members, which their answers print otherwise. */
function maskedOf(state: JsonObject | null): Readonly<Record<string, JsonValue>> {
  if (state === null) return {};
  const plain = JSON.parse(JSON.stringify(toLossless(state))) as JsonValue;
  return maskSecrets(plain) as Readonly<Record<string, JsonValue>>;
}
