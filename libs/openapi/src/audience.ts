import type { Entity, Relation } from '@dx/entity-configuration';
import type { Grants, Verb } from '@dx/kernel';

/** What one caller may see and do: the only source of what its document names. */
export interface Audience {
  /** Whether the caller may use `verb` on the entity and the entity can do it at all. */
  may(entity: Entity, verb: Verb): boolean;
  /** The relations whose records the caller may read. */
  readableRelations(entity: Entity): readonly Relation[];
  /** The relations through which the caller may write with `verb`. */
  writableRelations(entity: Entity, verb: Verb): readonly Relation[];
}

/** Joins what a caller is granted with what the endpoints can do. */
export function createAudience(grants: Grants): Audience {
  const may = (entity: Entity, verb: Verb): boolean => canDo(entity, verb) && grants.allows(entity.alias, verb);
  const relations = (entity: Entity): Relation[] => [...entity.relations.values()];
  return {
    may,
    readableRelations: (entity) => relations(entity).filter((relation) => may(relation.child, 'read')),
    writableRelations: (entity, verb) =>
      relations(entity).filter((relation) => relation.editable && may(relation.child, verb)),
  };
}

function canDo(entity: Entity, verb: Verb): boolean {
  switch (verb) {
    case 'read':
      return true;
    case 'delete':
      return entity.writable && entity.deletable;
    case 'create':
    case 'update':
    case 'replace':
      return entity.writable;
  }
}
