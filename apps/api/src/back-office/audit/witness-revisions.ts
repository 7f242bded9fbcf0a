import { randomUUID } from 'node:crypto';
import { type NewAuditEntry, writeEntries } from '@dx/builtin-plugins';
import type { MetadataStore } from '@dx/database';
import type { RevisionRecord, RevisionWitness } from '@dx/entity-configuration';
import type { JsonObject } from '@dx/kernel';
import { type AuditScope, currentAuditScope } from './audit.scope.js';
import { describeAdminChange } from './describe-admin-change.js';
import { toAdminEntry } from './to-admin-entry.js';

/** Whether saves of configurations can be written down in their own transaction: both tables must lie in one database. */
export function isWitnessed(resource: string, metadata: MetadataStore): boolean {
  return resource === 'configurations' && metadata.sameAsData;
}

/** Writes down every save of a configuration in its transaction, also those of the command line. */
export function witnessRevisions(metadata: MetadataStore): RevisionWitness {
  return async (manager, records) => {
    if (!metadata.sameAsData) return;
    const scope = currentAuditScope();
    const entries = records.map((record) => toEntry(record, scope ?? outsideOf(record)));
    await writeEntries((sql, params) => manager.query(sql, [...params]), entries);
  };
}

function toEntry(record: RevisionRecord, scope: AuditScope): NewAuditEntry {
  const { configurationId, action, before, after } = record;
  return toAdminEntry(scope, {
    resource: 'configurations',
    operation: action === 'remove' ? 'delete' : action,
    id: String(configurationId),
    changes: describeAdminChange(before as unknown as JsonObject | null, after as unknown as JsonObject | null),
  });
}

/** For what the command line and the start of the server do. */
function outsideOf({ author }: RevisionRecord): AuditScope {
  return { actor: { kind: 'system', id: author, name: author }, requestId: randomUUID() };
}
