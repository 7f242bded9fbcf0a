import { isUnique } from '@dx/entity-configuration';
import type { ForeignKey, Table } from '@dx/schema-catalogue';

/** How many rows of one side belong to one row of the other, read from parent to child. */
export const RELATION_KINDS = ['one-to-one', 'one-to-many', 'many-to-one', 'many-to-many'] as const;
export type RelationKind = (typeof RELATION_KINDS)[number];

/** A foreign key with the table that has it. */
export interface TableLink {
  readonly table: Table;
  readonly key: ForeignKey;
}

/** Every foreign key that leaves the table or arrives at it, each once. */
export function findLinks(table: Table, tables: ReadonlyMap<string, Table>): readonly TableLink[] {
  const own = table.foreignKeys.filter(({ referencedTable }) => tables.has(referencedTable));
  const arriving = [...tables.values()]
    .filter((other) => other !== table)
    .flatMap((other) =>
      other.foreignKeys
        .filter(({ referencedTable }) => referencedTable === table.name)
        .map((key) => ({ table: other, key })),
    );
  return [...own.map((key) => ({ table, key })), ...arriving];
}

/** The kind of a relation over pairs of columns. */
export function kindOfRelation(
  parent: { readonly table: Table; readonly columns: readonly string[] },
  child: { readonly table: Table; readonly columns: readonly string[] },
): RelationKind {
  const one = isUnique(parent.table, parent.columns) ? 'one' : 'many';
  return `${one}-to-${isUnique(child.table, child.columns) ? 'one' : 'many'}`;
}
