import type { Dialect } from '@dx/database';
import type { StoredConfiguration } from '../model/definition.js';
import type { Entity, KeyBinding } from '../model/snapshot.js';
import type { EntityDraft } from './compile-entity.js';

/**
 * Adds the relations of one configuration to its entity. A relation that cannot work (no such or no active child, no or
 * unknown columns) is left out; the checks report it. Of two relations with one name the later counts.
 */
export function compileRelations(
  stored: StoredConfiguration,
  draft: EntityDraft,
  drafts: ReadonlyMap<string, EntityDraft>,
  dialect: Pick<Dialect, 'quote'>,
): void {
  for (const relation of stored.childRelations) {
    if (relation.name === '') continue;
    const child = drafts.get(relation.childDynamicEntityConfiguration.tableAlias)?.entity;
    const bindings =
      child === undefined ? null : bindKeys(relation.relationFieldMappings, draft.entity, child, dialect);
    draft.relations.delete(relation.name);
    if (child === undefined || bindings === null) continue;
    draft.relations.set(
      relation.name,
      Object.freeze({ name: relation.name, editable: relation.isEditable, parent: draft.entity, child, bindings }),
    );
  }
}

function bindKeys(
  mappings: StoredConfiguration['childRelations'][number]['relationFieldMappings'],
  parent: Entity,
  child: Entity,
  dialect: Pick<Dialect, 'quote'>,
): readonly KeyBinding[] | null {
  if (mappings.length === 0) return null;
  const bindings: KeyBinding[] = [];
  for (const { parentFieldName, childFieldName } of mappings) {
    const parentColumn = parent.table.columnsByName.get(parentFieldName);
    const childColumn = child.table.columnsByName.get(childFieldName);
    if (parentColumn === undefined || childColumn === undefined) return null;
    bindings.push({
      parent: parentColumn,
      parentQuoted: dialect.quote(parentColumn.name),
      child: childColumn,
      childQuoted: dialect.quote(childColumn.name),
    });
  }
  return Object.freeze(bindings);
}
