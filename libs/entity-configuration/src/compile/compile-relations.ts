import type { Dialect } from '@dx/database';
import type { Catalogue, Table } from '@dx/schema-catalogue';
import type { DenyList } from '../checks/deny-list.js';
import type { RelationThrough, StoredConfiguration } from '../model/definition.js';
import type { Entity, Junction, KeyBinding, Relation } from '../model/snapshot.js';
import type { EntityDraft } from './compile-entity.js';

/** What relations are compiled with. */
export interface RelationContext {
  readonly drafts: ReadonlyMap<string, EntityDraft>;
  readonly catalogue: Catalogue;
  readonly denyList: DenyList;
  readonly dialect: Pick<Dialect, 'quote'>;
}

/**
 * Adds the relations of one configuration to its entity. A relation that cannot work (no such or no active child, no or
 * unknown columns, no allowed junction) is left out; the checks report it. Of two relations with one name the later counts.
 */
export function compileRelations(stored: StoredConfiguration, draft: EntityDraft, context: RelationContext): void {
  for (const definition of stored.childRelations) {
    if (definition.name === '') continue;
    draft.relations.delete(definition.name);
    const relation = compileRelation(definition, draft.entity, context);
    if (relation !== null) draft.relations.set(definition.name, Object.freeze(relation));
  }
}

function compileRelation(
  definition: StoredConfiguration['childRelations'][number],
  parent: Entity,
  context: RelationContext,
): Relation | null {
  const { name, isEditable: editable, relationFieldMappings, through: junction } = definition;
  const child = context.drafts.get(definition.childDynamicEntityConfiguration.tableAlias)?.entity;
  if (child === undefined) return null;
  if (junction !== undefined) {
    const through = compileJunction(junction, parent.table, child.table, context);
    return through === null ? null : { name, editable, parent, child, bindings: Object.freeze([]), through };
  }
  const pairs = relationFieldMappings.map(({ parentFieldName, childFieldName }) => [parentFieldName, childFieldName]);
  const bindings = bindKeys(pairs, parent.table, child.table, context);
  return bindings === null ? null : { name, editable, parent, child, bindings, through: null };
}

function compileJunction(
  { tableName, parentMappings, childMappings }: RelationThrough,
  parent: Table,
  child: Table,
  context: RelationContext,
): Junction | null {
  const { catalogue, denyList } = context;
  const table = catalogue.tables.get(tableName);
  if (table === undefined || denyList.denyReason(tableName, catalogue) !== null) return null;
  const parentPairs = parentMappings.map((pair) => [pair.parentFieldName, pair.junctionFieldName]);
  const childPairs = childMappings.map((pair) => [pair.childFieldName, pair.junctionFieldName]);
  const toParent = bindKeys(parentPairs, parent, table, context);
  const toChild = bindKeys(childPairs, child, table, context);
  if (toParent === null || toChild === null) return null;
  const linked = new Set([...toParent, ...toChild].map((binding) => binding.child.name));
  const quotedTable = context.dialect.quote(table.name);
  return Object.freeze({ table, quotedTable, toParent, toChild, linksOnce: hasKeyWithin(table, linked) });
}

/** Whether a whole unique key of the table, or its primary key, has no column beyond these. */
function hasKeyWithin({ primaryKey, uniqueKeys }: Table, columns: ReadonlySet<string>): boolean {
  const keys = [primaryKey, ...uniqueKeys.filter(({ whole }) => whole).map((key) => key.columns)];
  return keys.some((key) => key.length > 0 && key.every((column) => columns.has(column)));
}

function bindKeys(
  pairs: readonly (readonly string[])[],
  parent: Table,
  child: Table,
  { dialect }: Pick<RelationContext, 'dialect'>,
): readonly KeyBinding[] | null {
  if (pairs.length === 0) return null;
  const bindings: KeyBinding[] = [];
  for (const [parentName = '', childName = ''] of pairs) {
    const parentColumn = parent.columnsByName.get(parentName);
    const childColumn = child.columnsByName.get(childName);
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
