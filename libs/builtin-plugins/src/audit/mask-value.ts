import { ExactNumber } from '@dx/kernel';
import type { JsonValue } from '@dx/kernel';

/** What stands in the place of a secret. */
export const MASK = '***';

const SECRET_NAME =
  /pass(?:word|wd|phrase|code)|passwd|secret|token|api[_-]?key|private[_-]?key|credential|(?:^|_)(?:pwd|pin|salt|cvv|cvc)(?:_|$)/i;

/** Whether a field of this name holds a secret by its looks. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** Hides values below names that look like secrets, at any depth; flags and null are none. */
export function maskSecrets(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null || value instanceof ExactNumber) return value;
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(maskSecrets);
  return Object.fromEntries(
    Object.entries(value as Readonly<Record<string, JsonValue>>).map(([name, inner]) => [
      name,
      isSecretName(name) ? maskValue(inner) : maskSecrets(inner),
    ]),
  );
}

/** The mask, or the value itself when it gives nothing away. */
export function maskValue(value: JsonValue): JsonValue {
  return value === null || typeof value === 'boolean' ? value : MASK;
}
