import type { RelationBody, TableDetailAnswer } from '../api/admin-api';

/** The words for each kind of relation. */
export const KINDS = {
  'to-one': 'relations.toOne',
  'to-many': 'relations.toMany',
  'many-to-many': 'relations.manyToMany',
} as const;

/** How many records a relation leads to: one when the child's columns are a key of it, else many. */
export function kindOf(
  { relationFieldMappings, through }: RelationBody,
  child: TableDetailAnswer | undefined,
): 'to-one' | 'to-many' {
  if (child === undefined || (through !== undefined && through !== null)) return 'to-many';
  const mapped = new Set(relationFieldMappings.map(({ childFieldName }) => childFieldName));
  const keys = [child.primaryKey, ...child.uniqueKeys.filter(({ whole }) => whole).map(({ columns }) => columns)];
  return keys.some((key) => key.length > 0 && key.every((column) => mapped.has(column))) ? 'to-one' : 'to-many';
}

/** Whether two relations lead to the same endpoint over the same columns. */
export function isSameLink(left: RelationBody, right: RelationBody): boolean {
  return linkOf(left) === linkOf(right);
}

function linkOf({ childDynamicEntityConfiguration, relationFieldMappings, through }: RelationBody): string {
  const pairs = relationFieldMappings.map((pair) => `${pair.parentFieldName}=${pair.childFieldName}`).sort();
  return [childDynamicEntityConfiguration.tableAlias, through?.tableName ?? '', ...pairs].join('|');
}
