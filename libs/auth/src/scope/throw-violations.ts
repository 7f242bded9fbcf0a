import { CodedException } from '@dx/kernel';
import type { CodedError } from '@dx/kernel';

/** Throws when there is at least one violation; all of them are told. */
export function throwViolations(violations: readonly CodedError[]): void {
  if (violations.length > 0) throw new CodedException(violations);
}
