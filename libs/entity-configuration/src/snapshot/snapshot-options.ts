/** How often a snapshot service looks for changes; times in milliseconds. */
export interface SnapshotOptions {
  /** Between two looks at the configuration tables. */
  readonly pollIntervalMs: number;
  /** Between two looks for a missing table or column. */
  readonly driftIntervalMs: number;
  /** Least time between two catalogue reads that requests asked for. */
  readonly driftReportIntervalMs: number;
  /** Least time between two readings of the catalogue without a reason. */
  readonly catalogueIntervalMs: number;
  /** How many times as long as the last reading took the next one without a reason is put off; 100 means 1 % of the time. */
  readonly cataloguePauseFactor: number;
}

/** Injects `SnapshotOptions`. */
export const SNAPSHOT_OPTIONS = Symbol('SNAPSHOT_OPTIONS');

/** What is used where a setting says nothing. */
export const SNAPSHOT_DEFAULTS: SnapshotOptions = {
  pollIntervalMs: 500,
  driftIntervalMs: 2_000,
  driftReportIntervalMs: 2_000,
  catalogueIntervalMs: 5_000,
  cataloguePauseFactor: 100,
};
