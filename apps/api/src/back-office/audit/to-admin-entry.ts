import type { FieldChange, NewAuditEntry } from '@dx/builtin-plugins';
import type { AdminResource } from './admin.states.js';
import type { AuditScope } from './audit.scope.js';

/** A change of a thing of the Back Office. */
export interface AdminChange {
  readonly resource: AdminResource;
  readonly operation: string;
  /** Null for a change of many things at once. */
  readonly id: string | null;
  readonly changes: readonly FieldChange[];
}

/** The audit log's entry of a change that happens now. */
export function toAdminEntry(
  { actor, requestId }: AuditScope,
  { resource, operation, id, changes }: AdminChange,
): NewAuditEntry {
  return {
    at: new Date(),
    source: 'admin',
    operation,
    alias: resource,
    table: null,
    recordId: id,
    actor,
    requestId,
    changes: JSON.stringify(changes),
  };
}
