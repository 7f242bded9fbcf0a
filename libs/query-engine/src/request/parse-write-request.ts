import { CodedException, contractErrors, isJsonObject, serverErrors } from '@dx/kernel';
import type { JsonObject, JsonValue } from '@dx/kernel';

/** What a write addresses: a collection (`data` is a list), or one record (`data` is an object). */
export type WriteTarget = { readonly kind: 'collection' } | { readonly kind: 'one'; readonly id: string };

/**
 * The items of a write, in order; nothing inside them is looked at. Throws 1301 for a body that is no write of this
 * target, and 1951 for more items than `batchMax`.
 */
export function parseWriteRequest(
  body: JsonValue | undefined,
  target: WriteTarget,
  batchMax: number,
): readonly JsonObject[] {
  const data = isJsonObject(body) && Object.hasOwn(body, 'data') ? body['data'] : undefined;
  const items = target.kind === 'one' ? oneItem(data) : listOfItems(data);
  if (items.length === 0) throw invalidFormat();
  if (items.length > batchMax) throw new CodedException(serverErrors.batchTooLarge({ path: 'data', max: batchMax }));
  return items;
}

function oneItem(data: JsonValue | undefined): readonly JsonObject[] {
  return isJsonObject(data) && Object.keys(data).length > 0 ? [data] : [];
}

/** Why an object may stand for a list: the contract takes one whose values are all items. */
function listOfItems(data: JsonValue | undefined): readonly JsonObject[] {
  const values = isJsonObject(data) ? Object.values(data) : data;
  if (!Array.isArray(values)) return [];
  return (values as readonly JsonValue[]).map(toItem);
}

/** Why a list is an item as well: the contract makes no difference between `[]` and `{}` there. */
function toItem(value: JsonValue): JsonObject {
  if (isJsonObject(value)) return value;
  if (!Array.isArray(value)) throw invalidFormat();
  return Object.assign(Object.create(null) as Record<string, JsonValue>, { ...(value as readonly JsonValue[]) });
}

function invalidFormat(): CodedException {
  return new CodedException(contractErrors.invalidDataFormat());
}
