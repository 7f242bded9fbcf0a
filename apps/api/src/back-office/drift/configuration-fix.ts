import type { EntityConfiguration } from '@dx/entity-configuration';

/** What a proposal does at one place. */
export const CHANGE_KINDS = [
  'use-table',
  'use-column',
  'change-type',
  'accept-column',
  'remove-field',
  'change-identifier',
  'remove-relation',
  'deactivate',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** One step of a proposal, for people. */
export interface ProposedChange {
  readonly kind: ChangeKind;
  /** Inside the configuration as it is stored. */
  readonly path: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly reason: string;
}

/** A configuration that fits the tables as they are now, and how it differs. */
export interface ConfigurationFix {
  readonly configuration: EntityConfiguration;
  readonly changes: readonly ProposedChange[];
}
