import type { Entity } from '@dx/entity-configuration';
import type { JsonValue } from '@dx/kernel';
import { changedColumns } from '@dx/plugin-registry';
import type { WrittenRow } from '@dx/plugin-registry';
import { compareValues, kindOf } from '../validation/compare-values.js';
import type { WebhookOperation, WebhookSubscription } from './webhook-model.js';

/** Whether a subscription wants to be told of a row that was written or deleted. */
export function wantsRow(
  subscription: WebhookSubscription,
  entity: Entity,
  operation: WebhookOperation,
  row: WrittenRow,
): boolean {
  const { endpoints, operations, fields, conditions } = subscription;
  if (endpoints.length > 0 && !endpoints.includes(entity.alias)) return false;
  if (operations.length > 0 && !operations.includes(operation)) return false;
  if (fields.length > 0 && row.before && !touches(fields, entity, row)) return false;
  return conditions.every(({ field: name, operator, value }) => {
    const field = entity.fieldsByName.get(name);
    if (field === undefined) return false;
    const own: JsonValue | undefined = row.fields[field.column.name];
    return compareValues(kindOf(field, field), plain(own), operator, plain(value)) === true;
  });
}

function touches(fields: readonly string[], entity: Entity, row: WrittenRow): boolean {
  const changed = new Set(changedColumns(row));
  return fields.some((name) => changed.has(entity.fieldsByName.get(name)?.column.name ?? ''));
}

/** Why: an administrator may write 1 for true. */
function plain(value: JsonValue | undefined): JsonValue | undefined {
  return value === true ? 1 : value === false ? 0 : value;
}
