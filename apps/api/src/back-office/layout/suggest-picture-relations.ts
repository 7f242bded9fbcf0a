import { freeName } from '@dx/entity-configuration';
import type { ChildRelation, SuggestedRelation } from '@dx/entity-configuration';
import type { Table } from '@dx/schema-catalogue';
import { kindOfRelation, type RelationKind } from './table-links.js';

/** A relation that could be configured. */
export interface RelationProposal {
  readonly relation: ChildRelation;
  readonly kind: RelationKind;
  readonly childTable: string;
  readonly childConfigured: boolean;
  /** The keys that it comes from. */
  readonly foreignKeys: readonly string[];
  /** The table in between; null unless many-to-many. */
  readonly junctionTable: string | null;
  readonly reason: string;
}

/** What a table's relations are suggested from. */
export interface ProposalInput {
  readonly table: Table;
  readonly tables: ReadonlyMap<string, Table>;
  readonly suggested: readonly SuggestedRelation[];
  /** The relations that endpoints on the table have already. */
  readonly existing: readonly ChildRelation[];
}

/** Suggested relations that are not configured yet, under names that are free. */
export function suggestPictureRelations({ table, tables, suggested, existing }: ProposalInput): RelationProposal[] {
  const known = new Set(existing.map(columnsOf));
  const taken = new Set(existing.map(({ name }) => name));
  return suggested
    .filter(({ relation }) => !known.has(columnsOf(relation)))
    .map(({ relation, childTable, childConfigured, foreignKey, reason }) => {
      const junction = tables.get(relation.through?.tableName ?? '') ?? null;
      return {
        relation: { ...relation, name: takeName(relation.name, taken) },
        kind: junction === null ? kindOf(relation, table, tables.get(childTable)) : 'many-to-many',
        childTable,
        childConfigured,
        foreignKeys: junction === null ? [foreignKey] : keysOf(relation, junction),
        junctionTable: junction?.name ?? null,
        reason,
      };
    });
}

function kindOf({ relationFieldMappings }: ChildRelation, table: Table, child: Table | undefined): RelationKind {
  return kindOfRelation(
    { table, columns: relationFieldMappings.map(({ parentFieldName }) => parentFieldName) },
    { table: child ?? table, columns: relationFieldMappings.map(({ childFieldName }) => childFieldName) },
  );
}

/** The junction's foreign keys, that to the parent first. */
function keysOf({ through }: ChildRelation, junction: Table): string[] {
  const sides = [through?.parentMappings ?? [], through?.childMappings ?? []].map((mappings) =>
    mappings.map(({ junctionFieldName }) => junctionFieldName).sort(),
  );
  return sides.flatMap(
    (columns) =>
      junction.foreignKeys.find((key) => JSON.stringify([...key.columns].sort()) === JSON.stringify(columns))?.name ??
      [],
  );
}

/** What two relations have in common that mean the same. */
function columnsOf({ childDynamicEntityConfiguration, relationFieldMappings, through }: ChildRelation): string {
  const pairs = (mappings: readonly object[]): string[] =>
    mappings.map((mapping) => JSON.stringify(Object.entries(mapping).sort())).sort();
  return JSON.stringify([
    childDynamicEntityConfiguration.tableAlias,
    through === undefined ? pairs(relationFieldMappings) : null,
    through === undefined ? null : [through.tableName, pairs(through.parentMappings), pairs(through.childMappings)],
  ]);
}

/** The first free one of `name`, `name2` …, which is then taken. */
function takeName(wanted: string, taken: Set<string>): string {
  const name = freeName(wanted, (candidate) => taken.has(candidate), '');
  taken.add(name);
  return name;
}
