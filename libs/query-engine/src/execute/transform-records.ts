import { isJsonObject, type JsonObject, type JsonValue, type RequestContext } from '@dx/kernel';
import type { EngineParts } from '../engine-parts.js';
import type { ReadNode } from '../plan/read-plan.js';
import { parseExactJson, stringifyExactJson } from '../record/exact-json.js';

/** Whether any plugin works on the records of an answer; without one they are sent as the bytes they are. */
export function hasRecordHooks(plugins: EngineParts['plugins'], node: ReadNode): boolean {
  if (plugins.hooksOf(node.entity).transformRecords.length > 0) return true;
  return node.relations.some((relation) => hasRecordHooks(plugins, relation.node));
}

/**
 * Runs the `transformRecords` hooks of the root and of every relation over an answer and returns the answer to send:
 * children before their parents, so that a parent's plugin sees what will be sent below it. No digit of what the plugins
 * leave alone is lost.
 */
export async function transformRecords(
  ctx: RequestContext,
  plugins: EngineParts['plugins'],
  root: ReadNode,
  data: Buffer,
): Promise<Buffer> {
  const parsed = parseExactJson(data.toString('utf8'));
  await transformNode(ctx, plugins, root, objectsOf(parsed));
  return Buffer.from(stringifyExactJson(parsed), 'utf8');
}

async function transformNode(
  ctx: RequestContext,
  plugins: EngineParts['plugins'],
  node: ReadNode,
  records: readonly JsonObject[],
): Promise<void> {
  if (records.length === 0) return;
  for (const { relation, node: below } of node.relations) {
    await transformNode(
      ctx,
      plugins,
      below,
      records.flatMap((record) => objectsOf(record[relation.name])),
    );
  }
  for (const hook of plugins.hooksOf(node.entity).transformRecords) {
    await hook({ ...ctx, entity: node.entity, operation: 'read' }, records);
  }
}

/** The objects of a list, or the one that a by-id answer is. */
function objectsOf(value: JsonValue | undefined): readonly JsonObject[] {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).filter((item) => isJsonObject(item));
  return isJsonObject(value) ? [value] : [];
}
