import type { Caller } from '@dx/kernel';

/** A change of one field; `***` stands for a value that nobody may read. */
export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Who did it. */
export type Actor = Pick<Caller, 'kind' | 'id' | 'name'>;

/** What is written down of one change. `changes` is JSON text: a list of {@link FieldChange}. */
export interface NewAuditEntry {
  readonly at: Date;
  /** `data`: a record of an endpoint; `admin`: something of the Back Office. */
  readonly source: 'data' | 'admin';
  readonly operation: string;
  /** The endpoint, or the kind of thing in the Back Office (`configurations`, `users` …). */
  readonly alias: string;
  readonly table: string | null;
  readonly recordId: string | null;
  readonly actor: Actor;
  readonly requestId: string;
  readonly changes: string;
}

/** A change as it is shown. */
export interface AuditEntry extends Omit<NewAuditEntry, 'at' | 'changes'> {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly changes: readonly FieldChange[];
}

/** Which entries are asked for. */
export interface AuditFilter {
  readonly source?: 'data' | 'admin';
  readonly alias?: string;
  readonly recordId?: string;
  /** Id or name. */
  readonly actor?: string;
  readonly operation?: string;
  readonly requestId?: string;
  readonly from?: Date;
  readonly to?: Date;
  /** Entries older than this one; the last id of the page before. */
  readonly before?: string;
  readonly limit: number;
}
