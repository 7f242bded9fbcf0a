import type { ConfigurationViolation } from '../model/configuration-violation.js';

/** Something odd about one entry of an installer file; its path starts with the entry's place: `[3].definition.identifier`. */
export interface ImportProblem extends ConfigurationViolation {
  /** Null when the entry has none. */
  readonly alias: string | null;
}

/** What an import did; aliases in the order of the file. */
export interface ImportResult {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  /** Stored already, and the same. */
  readonly unchanged: readonly string[];
  /** Stored already and different (without `update`), or not usable at all. */
  readonly skipped: readonly string[];
  readonly problems: readonly ImportProblem[];
}
