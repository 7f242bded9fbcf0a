import {
  type ChildRelation,
  ConfigurationStore,
  isUnique,
  type Relation,
  SnapshotService,
  type StoredConfiguration,
} from '@dx/entity-configuration';
import { CodedException, contractErrors } from '@dx/kernel';
import { type Catalogue, SchemaCatalogue, type Table } from '@dx/schema-catalogue';
import { Injectable } from '@nestjs/common';
import { type AliasesByTable, TablesService } from '../tables/tables.service.js';
import type {
  NeighboursAnswer,
  PictureEndpoint,
  PictureForeignKey,
  PictureRelation,
  PictureSuggestion,
  PictureTable,
} from './neighbours.dto.js';
import { suggestPictureRelations } from './suggest-picture-relations.js';
import { findLinks, kindOfRelation, type RelationKind } from './table-links.js';

/** Most tables around the one in the middle; more is no picture any more. */
const NEIGHBOURS_MAX = 60;
/** Most endpoints on one table that are looked at. */
const ENDPOINTS_MAX = 50;

type Tables = ReadonlyMap<string, Table>;
type Known = Awaited<ReturnType<ConfigurationStore['known']>>;

/** What lies around a table: the tables that it is tied to, their endpoints and relations, and what could be configured. */
@Injectable()
export class NeighboursService {
  constructor(
    private readonly catalogue: SchemaCatalogue,
    private readonly tables: TablesService,
    private readonly configurations: ConfigurationStore,
    private readonly snapshots: SnapshotService,
  ) {}

  async find(name: string): Promise<NeighboursAnswer> {
    const catalogue = await this.catalogue.current();
    const tables = withoutOwn(catalogue.tables);
    const table = tables.get(name);
    if (table === undefined) throw new CodedException(contractErrors.notFound());
    const known = await this.configurations.known();
    const { items } = await this.configurations.list({ tableName: name, limit: ENDPOINTS_MAX });
    const relations = [...this.ownRelations(items, known, tables), ...this.arrivingRelations(name)];
    const aliases = await this.tables.aliasesByTable();
    const { suggestedRelations: suggested } = this.tables.suggest(table, catalogue, aliases);
    const existing = items.flatMap(({ childRelations }) => childRelations);
    const suggestions = suggestPictureRelations({ table, tables, suggested, existing });
    const { shown, omitted } = selectNeighbours(table, tables, relations, suggestions);
    const inPicture = new Set([name, ...shown.map((one) => one.name)]);
    return {
      table: this.present(table, catalogue, aliases),
      neighbours: shown.map((one) => this.present(one, catalogue, aliases)),
      omitted,
      foreignKeys: [table, ...shown].flatMap((one) => foreignKeysOf(one, inPicture)),
      endpoints: this.endpointsOn(inPicture, known),
      relations,
      suggestions: suggestions.filter(({ childTable }) => inPicture.has(childTable)),
    };
  }

  private present(table: Table, catalogue: Catalogue, aliasesByTable: AliasesByTable): PictureTable {
    const { name, kind, comment, configurable, reason, aliases } = this.tables.summarize(
      table,
      catalogue,
      aliasesByTable,
    );
    return {
      name,
      kind,
      comment,
      columns: table.columns.map((column) => ({
        name: column.name,
        kind: column.type.kind,
        declaredType: column.declaredType,
        nullable: column.nullable,
        primary: table.primaryKey.includes(column.name),
        unique: isUnique(table, [column.name]),
      })),
      configurable,
      reason,
      aliases,
    };
  }

  private endpointsOn(names: ReadonlySet<string>, known: Known): PictureEndpoint[] {
    const { entities } = this.snapshots.current();
    return known
      .filter(({ tableName }) => names.has(tableName))
      .map(({ id, tableAlias, tableName, isActive }) => {
        const served = entities.get(tableAlias)?.configurationId === id;
        return { id, alias: tableAlias, table: tableName, isActive, served };
      });
  }

  /** As stored, so that what does not work is there too. */
  private ownRelations(items: readonly StoredConfiguration[], known: Known, tables: Tables): PictureRelation[] {
    return items.flatMap(({ id, tableAlias, tableName, childRelations }) =>
      childRelations.map((relation) => {
        const childAlias = relation.childDynamicEntityConfiguration.tableAlias;
        const childTable = known.find((one) => one.tableAlias === childAlias)?.tableName ?? null;
        const kind = kindOf(relation, tables.get(tableName), tables.get(childTable ?? ''));
        return { configurationId: id, alias: tableAlias, table: tableName, childTable, kind, relation };
      }),
    );
  }

  /** From other tables; those in force. */
  private arrivingRelations(name: string): PictureRelation[] {
    return [...this.snapshots.current().entities.values()].flatMap((entity) =>
      entity.table.name === name
        ? []
        : [...entity.relations.values()]
            .filter(({ child }) => child.table.name === name)
            .map((relation) => toPictureRelation(relation)),
    );
  }
}

/** Why without own tables: users, keys and the like are no part of a shop. */
function withoutOwn(tables: Tables): Tables {
  return new Map([...tables].filter(([name]) => !name.startsWith('dx_')));
}

/** Those with a relation first, then those with a foreign key, then those behind a junction. */
function selectNeighbours(
  table: Table,
  tables: Tables,
  relations: readonly PictureRelation[],
  suggestions: readonly PictureSuggestion[],
): { readonly shown: readonly Table[]; readonly omitted: number } {
  const names = new Set<string>();
  for (const { table: parent, childTable, relation } of relations) {
    for (const one of [parent, childTable, relation.through?.tableName]) if (one != null) names.add(one);
  }
  for (const { table: owner, key } of findLinks(table, tables)) names.add(owner.name).add(key.referencedTable);
  for (const { childTable, junctionTable } of suggestions) {
    names.add(childTable);
    if (junctionTable !== null) names.add(junctionTable);
  }
  names.delete(table.name);
  const found = [...names].flatMap((name) => tables.get(name) ?? []);
  return { shown: found.slice(0, NEIGHBOURS_MAX), omitted: Math.max(0, found.length - NEIGHBOURS_MAX) };
}

function foreignKeysOf(table: Table, inPicture: ReadonlySet<string>): PictureForeignKey[] {
  return table.foreignKeys
    .filter(({ referencedTable }) => inPicture.has(referencedTable))
    .map(({ name, columns, referencedTable, referencedColumns }) => ({
      name,
      table: table.name,
      columns,
      referencedTable,
      referencedColumns,
    }));
}

function kindOf(relation: ChildRelation, parent: Table | undefined, child: Table | undefined): RelationKind | null {
  if (parent === undefined || child === undefined) return null;
  if (relation.through !== undefined) return 'many-to-many';
  const parentColumns = relation.relationFieldMappings.map(({ parentFieldName }) => parentFieldName);
  const childColumns = relation.relationFieldMappings.map(({ childFieldName }) => childFieldName);
  const known = (table: Table, columns: readonly string[]): boolean =>
    columns.every((column) => table.columnsByName.has(column));
  if (parentColumns.length === 0 || !known(parent, parentColumns) || !known(child, childColumns)) return null;
  return kindOfRelation({ table: parent, columns: parentColumns }, { table: child, columns: childColumns });
}

function toPictureRelation({ name, editable, parent, child, bindings, through }: Relation): PictureRelation {
  const relation: ChildRelation = {
    name,
    isEditable: editable,
    childDynamicEntityConfiguration: { tableAlias: child.alias },
    relationFieldMappings: bindings.map((pair) => ({
      childFieldName: pair.child.name,
      parentFieldName: pair.parent.name,
    })),
    ...(through === null
      ? {}
      : {
          through: {
            tableName: through.table.name,
            parentMappings: through.toParent.map((pair) => ({
              parentFieldName: pair.parent.name,
              junctionFieldName: pair.child.name,
            })),
            childMappings: through.toChild.map((pair) => ({
              junctionFieldName: pair.child.name,
              childFieldName: pair.parent.name,
            })),
          },
        }),
  };
  return {
    configurationId: parent.configurationId,
    alias: parent.alias,
    table: parent.table.name,
    childTable: child.table.name,
    kind: kindOf(relation, parent.table, child.table),
    relation,
  };
}
