import type { Entity, Relation } from '@dx/entity-configuration';
import type { JsonObject } from '@dx/kernel';

/** The key that marks an item of a many-to-many relation whose link is to be removed: `{"id_category": 5, "$unlink": true}`. */
export const UNLINK = '$unlink';

/** What must be known of a record to tell whether the mark means something there. */
interface MarkedRecord {
  readonly entity: Entity;
  readonly relation: Relation | null;
  readonly input: JsonObject;
}

/** Whether the mark's key stands in a place where it is one: below a junction, and no field is called so. */
export function hasUnlinkMark({ entity, relation, input }: MarkedRecord): boolean {
  return (
    relation !== null && relation.through !== null && !entity.fieldsByName.has(UNLINK) && Object.hasOwn(input, UNLINK)
  );
}

/** Whether the record is marked; every value but `false` counts, so that a mistyped mark never links. */
export function isMarkedToUnlink(record: MarkedRecord): boolean {
  return hasUnlinkMark(record) && record.input[UNLINK] !== false;
}
