import type { Caller } from '@dx/kernel';

/** A credential that was found good. */
export interface VerifiedCredential {
  readonly caller: Caller;
  /** Epoch milliseconds after which it has to be verified again; `Infinity` for one without an end. */
  readonly expiresAt: number;
  /** When its use was last noted; null for kinds whose use is not noted. */
  readonly lastUsedAt: number | null;
}
