import type { Entity, Relation } from '@dx/entity-configuration';
import { VERBS } from '@dx/kernel';
import type { Grants, Verb } from '@dx/kernel';

/** What one caller may see and do: the only source of what its document names. */
export interface Audience {
  /** Whether the caller may use `verb` on the entity and the entity can do it at all. */
  may(entity: Entity, verb: Verb): boolean;
  /** The relations whose records the caller may read. */
  readableRelations(entity: Entity): readonly Relation[];
  /** The relations through which the caller may write with `verb`. */
  writableRelations(entity: Entity, verb: Verb): readonly Relation[];
  /** Whether the entity has relations that are not shown, to keep the document small. */
  isCut(entity: Entity): boolean;
}

/** How many relations lead from the endpoint of a document to the last one that it describes. */
const DEPTH = 3;
/** How many endpoints one endpoint's document describes at most. */
const ENTITIES_MAX = 40;

/**
 * What of it belongs into the document of one endpoint: the endpoints near to it. Why bounded: in a shop everything is
 * related to everything, and a document that describes all of it takes a browser many seconds to show.
 */
export function narrowAudience(audience: Audience, root: Entity): Audience {
  const depths = new Map([[root, 0]]);
  for (const [entity, depth] of depths) {
    if (depth === DEPTH) continue;
    for (const { child } of entity.relations.values()) {
      const isKnown = depths.has(child) || depths.size === ENTITIES_MAX;
      if (!isKnown && VERBS.some((verb) => audience.may(child, verb))) depths.set(child, depth + 1);
    }
  }
  const isShown = ({ parent, child }: Relation): boolean => (depths.get(parent) ?? DEPTH) < DEPTH && depths.has(child);
  return {
    may: (entity, verb) => audience.may(entity, verb),
    readableRelations: (entity) => audience.readableRelations(entity).filter(isShown),
    writableRelations: (entity, verb) => audience.writableRelations(entity, verb).filter(isShown),
    isCut: (entity) => [...entity.relations.values()].some((relation) => !isShown(relation)),
  };
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
    isCut: () => false,
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
