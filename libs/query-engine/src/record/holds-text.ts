import type { Column } from '@dx/schema-catalogue';

/** Whether a column holds texts, so that a collation may hold different values to be equal. */
export function holdsText({ type }: Column): boolean {
  return type.kind === 'text' || type.kind === 'enum' || type.kind === 'set';
}
