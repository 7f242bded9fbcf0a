import type { Entity } from '@dx/entity-configuration';
import type { JsonValue } from '@dx/kernel';
import { changedColumns } from '@dx/plugin-registry';
import type { WrittenRow } from '@dx/plugin-registry';
import { stringifyExact } from '../json/stringify-exact.js';
import type { EventRecord, WebhookOperation } from './webhook-model.js';

/** JSON text of the `data` of an event: the record as its endpoint answers it, and what changed. */
export function describeEvent(entity: Entity, operation: WebhookOperation, row: WrittenRow): string {
  const deleted = operation === 'delete';
  const toNames = (columns: Readonly<Record<string, JsonValue>>): EventRecord =>
    Object.fromEntries(Object.entries(columns).map(([column, value]) => [nameOf(entity, column), value]));
  return stringifyExact({
    endpoint: entity.alias,
    table: entity.table.name,
    identifier: row.identifier ?? null,
    operation,
    changedFields: deleted ? [] : changedColumns(row).map((column) => nameOf(entity, column)),
    before: deleted ? toNames(row.fields) : row.before ? toNames(row.before) : null,
    record: deleted ? null : toNames(row.fields),
  });
}

function nameOf({ fieldsByColumn }: Entity, column: string): string {
  return fieldsByColumn.get(column)?.name ?? column;
}
