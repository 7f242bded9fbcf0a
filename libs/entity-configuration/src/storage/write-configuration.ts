import { In } from 'typeorm';
import type { EntityManager } from 'typeorm';
import type { ChildRelation, EntityConfiguration, StoredConfiguration } from '../model/definition.js';
import { ConfigurationTable, MappingTable, RelationTable, RevisionTable } from './configuration-tables.js';
import type { RevisionAction } from './configuration-tables.js';
import { forgetPins } from './store-pins.js';
import { toInstallerEntry } from './to-installer-entry.js';

/** Why the database's clock: it is right in every session time zone and the same for all instances. */
const now = (): string => 'CURRENT_TIMESTAMP';

/** Stores a new configuration without its relations and returns its id. */
export async function insertConfiguration(manager: EntityManager, configuration: EntityConfiguration): Promise<number> {
  const result = await manager.insert(ConfigurationTable, {
    ...columnsOf(configuration),
    createdAt: now,
    updatedAt: now,
  });
  return Number(result.identifiers[0]?.['id']);
}

/** Overwrites a stored configuration without its relations. */
export async function updateConfiguration(
  manager: EntityManager,
  id: number,
  configuration: EntityConfiguration,
): Promise<void> {
  await manager.update(ConfigurationTable, { id }, { ...columnsOf(configuration), updatedAt: now });
  await forgetPins(manager, id);
}

/** Makes later readers of this transaction see the row as it is now and other writers of it wait. */
export async function lockConfiguration(manager: EntityManager, id: number): Promise<void> {
  // Why an update: it is the one row lock that every database here has.
  await manager.update(ConfigurationTable, { id }, { id });
}

/** Replaces the relations of a configuration; `idOf` finds a child's id by its alias. */
export async function replaceRelations(
  manager: EntityManager,
  parentId: number,
  relations: readonly ChildRelation[],
  idOf: (alias: string) => number | undefined,
): Promise<void> {
  await removeRelations(manager, 'parentId', parentId);
  for (const relation of relations) {
    const childId = idOf(relation.childDynamicEntityConfiguration.tableAlias);
    if (childId === undefined) continue;
    const { name } = relation;
    const inserted = await manager.insert(RelationTable, {
      parentId,
      childId,
      name,
      isEditable: relation.isEditable ? 1 : 0,
    });
    const relationId = Number(inserted.identifiers[0]?.['id']);
    if (relation.relationFieldMappings.length === 0) continue;
    await manager.insert(
      MappingTable,
      relation.relationFieldMappings.map(({ childFieldName, parentFieldName }) => ({
        relationId,
        childFieldName,
        parentFieldName,
      })),
    );
  }
}

/** Removes a configuration with its own relations and those that point at it. */
export async function deleteConfiguration(manager: EntityManager, id: number): Promise<void> {
  await removeRelations(manager, 'parentId', id);
  await removeRelations(manager, 'childId', id);
  await forgetPins(manager, id);
  await manager.delete(ConfigurationTable, { id });
}

/** One save for the history: who did what, with the whole configuration before and after. */
export interface RevisionRecord {
  readonly configurationId: number;
  readonly alias: string;
  readonly action: RevisionAction;
  readonly author: string;
  readonly before: EntityConfiguration | null;
  readonly after: EntityConfiguration | null;
}

/** Adds a save to the history. */
export async function recordRevision(manager: EntityManager, record: RevisionRecord): Promise<void> {
  await manager.insert(RevisionTable, {
    ...record,
    savedAt: now,
    before: stateText(record.before),
    after: stateText(record.after),
  });
}

function stateText(configuration: EntityConfiguration | StoredConfiguration | null): string | null {
  return configuration === null ? null : JSON.stringify(toInstallerEntry(configuration));
}

async function removeRelations(manager: EntityManager, side: 'parentId' | 'childId', id: number): Promise<void> {
  const relations = await manager.find(RelationTable, { where: { [side]: id } });
  if (relations.length === 0) return;
  const ids = relations.map((relation) => relation.id);
  await manager.delete(MappingTable, { relationId: In(ids) });
  await manager.delete(RelationTable, { id: In(ids) });
}

function columnsOf(configuration: EntityConfiguration): {
  alias: string;
  tableName: string;
  isActive: number;
  definition: string;
} {
  return {
    alias: configuration.tableAlias,
    tableName: configuration.tableName,
    isActive: configuration.isActive ? 1 : 0,
    definition: JSON.stringify(configuration.definition),
  };
}
