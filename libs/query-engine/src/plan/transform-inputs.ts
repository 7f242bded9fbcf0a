import type { Entity } from '@dx/entity-configuration';
import type { JsonObject, JsonValue } from '@dx/kernel';
import type { InputRecord } from '@dx/plugin-registry';

/** Lets plugins change the records of one endpoint; returns undefined at once when the endpoint has no such plugin. */
export type InputTransformer = (entity: Entity, records: () => readonly InputRecord[]) => Promise<void> | undefined;

/** A record whose input may still change. */
export interface TransformableInput {
  readonly entity: Entity;
  readonly path: string;
  input: JsonObject;
}

/** Runs `transform` once for each endpoint of a level; what plugins left becomes the records' input. */
export async function transformInputs(
  level: readonly TransformableInput[],
  transform: InputTransformer,
): Promise<void> {
  for (const entity of new Set(level.map((record) => record.entity))) {
    let group: readonly TransformableInput[] = [];
    let records: readonly InputRecord[] = [];
    const work = transform(entity, () => {
      group = level.filter((record) => record.entity === entity);
      records = group.map(({ path, input }) => ({ path, fields: copyOf(input) }));
      return records;
    });
    if (work === undefined) continue;
    await work;
    for (const [index, record] of records.entries()) (group[index] as TransformableInput).input = record.fields;
  }
}

/** Why a copy without a prototype: plugins may set any key, and the request's own objects stay as they came. */
function copyOf(input: JsonObject): Record<string, JsonValue> {
  return Object.assign(Object.create(null) as Record<string, JsonValue>, input);
}
