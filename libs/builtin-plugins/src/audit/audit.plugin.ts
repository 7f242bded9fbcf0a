import { DataExchangePlugin } from '@dx/plugin-registry';
import type { HookTransaction, PluginContext, PluginHooks, WrittenRow } from '@dx/plugin-registry';
import { operationOf } from '../operation-of.js';
import type { NewAuditEntry } from './audit-entry.js';
import { writeEntries } from './audit.log.js';
import { describeChanges } from './describe-changes.js';

/** The plugin's settings on an endpoint. */
export interface AuditSettings {
  /** Fields or columns whose values are hidden, beside those whose name looks like a secret. */
  readonly maskedFields: readonly string[];
}

/** The JSON Schema of `AuditSettings`. */
export const AUDIT_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: {
    maskedFields: {
      type: 'array',
      title: 'Hidden fields',
      description: 'Values of these fields are written as ***; names such as password or token always are.',
      maxItems: 500,
      uniqueItems: true,
      items: { type: 'string', minLength: 1 },
      default: [],
    },
  },
};

/** Writes down who changed what of each record, in the transaction of the change: both are stored, or none. */
@DataExchangePlugin({
  name: 'audit',
  description: 'Writes down who changed which fields of a record and when; secrets are hidden.',
  order: 900,
  settingsSchema: AUDIT_SCHEMA,
  needsBefore: true,
})
export class AuditPlugin implements PluginHooks<AuditSettings> {
  async afterWrite(ctx: PluginContext<AuditSettings>, rows: readonly WrittenRow[], tx: HookTransaction): Promise<void> {
    await write(ctx, rows, tx, false);
  }

  async afterDelete(
    ctx: PluginContext<AuditSettings>,
    rows: readonly WrittenRow[],
    tx: HookTransaction,
  ): Promise<void> {
    await write(ctx, rows, tx, true);
  }
}

async function write(
  { entity, operation, caller, requestId, now, settings }: PluginContext<AuditSettings>,
  rows: readonly WrittenRow[],
  tx: HookTransaction,
  deleted: boolean,
): Promise<void> {
  const masked = new Set(settings.maskedFields);
  const actor = { kind: caller.kind, id: caller.id, name: caller.name };
  const entries = rows.map((row): NewAuditEntry => ({
    at: now,
    source: 'data',
    operation: deleted ? 'delete' : operationOf(operation, row),
    alias: entity.alias,
    table: entity.table.name,
    recordId: row.identifier ?? null,
    actor,
    requestId,
    changes: describeChanges(entity, row, deleted, masked),
  }));
  await writeEntries((sql, params) => tx.execute(sql, params), entries);
}
