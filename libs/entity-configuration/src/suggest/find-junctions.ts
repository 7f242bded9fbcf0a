import type { ForeignKey, Table } from '@dx/schema-catalogue';
import { columnsWithoutValue } from '../checks/check-junction.js';
import type { RelationThrough } from '../model/definition.js';

/** A table between this one and another: one of its keys consists of the two foreign keys. */
export interface FoundJunction {
  readonly junction: Table;
  readonly child: Table;
  /** From the junction to this table. */
  readonly toParent: ForeignKey;
  /** From the junction to the other table. */
  readonly toChild: ForeignKey;
  /** The key that is made of both: `primary key`, or a unique key's name. */
  readonly key: string;
  /** Whether new links can be written. */
  readonly writable: boolean;
}

/** The junctions that lead from a table to others, or back to itself (then once in each direction). */
export function findJunctions(
  table: Table,
  tables: Iterable<Table>,
  tableOf: (name: string) => Table | undefined,
): FoundJunction[] {
  const found: FoundJunction[] = [];
  for (const junction of tables) {
    if (junction.kind === 'view' || junction === table) continue;
    for (const toParent of junction.foreignKeys) {
      if (toParent.referencedTable !== table.name) continue;
      for (const toChild of junction.foreignKeys) {
        const child = tableOf(toChild.referencedTable);
        const key = toChild === toParent ? null : keyMadeOf(junction, [...toParent.columns, ...toChild.columns]);
        if (child === undefined || key === null) continue;
        const linked = new Set([...toParent.columns, ...toChild.columns]);
        const writable = columnsWithoutValue(junction, linked).length === 0;
        found.push({ junction, child, toParent, toChild, key, writable });
      }
    }
  }
  return found;
}

/** The junction as a relation's configuration has it. */
export function toThrough({ junction, toParent, toChild }: FoundJunction): RelationThrough {
  return {
    tableName: junction.name,
    parentMappings: toParent.columns.map((junctionFieldName, index) => ({
      parentFieldName: toParent.referencedColumns[index] ?? '',
      junctionFieldName,
    })),
    childMappings: toChild.columns.map((junctionFieldName, index) => ({
      childFieldName: toChild.referencedColumns[index] ?? '',
      junctionFieldName,
    })),
  };
}

/** The key whose columns are exactly these, or null. */
function keyMadeOf({ primaryKey, uniqueKeys }: Table, columns: readonly string[]): string | null {
  const wanted = new Set(columns);
  if (wanted.size !== columns.length) return null;
  const isMade = (key: readonly string[]): boolean =>
    key.length === wanted.size && key.every((name) => wanted.has(name));
  if (isMade(primaryKey)) return 'primary key';
  const unique = uniqueKeys.find(({ whole, columns: own }) => whole && isMade(own));
  return unique === undefined ? null : `unique key ${unique.name}`;
}
