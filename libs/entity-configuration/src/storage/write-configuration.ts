import { In } from 'typeorm';
import type { EntityManager } from 'typeorm';
import type { ChildRelation, EntityConfiguration, StoredConfiguration } from '../model/definition.js';
import {
  ConfigurationTable,
  MappingTable,
  RelationTable,
  RevisionTable,
  ThroughTable,
} from './configuration-tables.js';
import type { RevisionAction } from './configuration-tables.js';
import type { RevisionWitness } from './revision-witness.js';
import { forgetPins } from './store-pins.js';
import { replacePlugins } from './store-plugins.js';
import { toInstallerEntry } from './to-installer-entry.js';

const CHUNK = 100;

/** Why the database's clock: it is right in every session time zone and the same for all instances. */
const now = (): string => 'CURRENT_TIMESTAMP';

/** Stores new configurations without their relations. */
export async function insertConfigurations(
  manager: EntityManager,
  configurations: readonly EntityConfiguration[],
): Promise<void> {
  const rows = configurations.map((it) => ({ ...columnsOf(it), createdAt: now, updatedAt: now }));
  for (const chunk of chunksOf(rows)) await manager.insert(ConfigurationTable, [...chunk]);
}

/** What a stored configuration is to become. */
export interface ChangedConfiguration {
  readonly id: number;
  readonly configuration: EntityConfiguration;
}

/** Overwrites stored configurations without their relations: one statement per 100. */
export async function updateConfigurations(
  manager: EntityManager,
  changed: readonly ChangedConfiguration[],
): Promise<void> {
  for (const chunk of chunksOf(changed)) {
    const params: (string | number)[] = [];
    const caseOf = (property: keyof ReturnType<typeof columnsOf>, column: string): string => {
      for (const { id, configuration } of chunk) params.push(id, columnsOf(configuration)[property]);
      return `${column} = CASE id_dynamic_entity_configuration ${'WHEN ? THEN ? '.repeat(chunk.length)}END`;
    };
    const assignments = [
      caseOf('alias', 'table_alias'),
      caseOf('tableName', 'table_name'),
      caseOf('isActive', 'is_active'),
      caseOf('definition', 'definition'),
      `updated_at = ${now()}`,
    ];
    const ids = chunk.map(({ id }) => id);
    await manager.query(
      `UPDATE spy_dynamic_entity_configuration SET ${assignments.join(', ')}
       WHERE id_dynamic_entity_configuration IN (${ids.map(() => '?').join(', ')})`,
      [...params, ...ids],
    );
    await forgetPins(manager, ids);
  }
}

/** Makes later readers of this transaction see the row as it is now and other writers of it wait. */
export async function lockConfiguration(manager: EntityManager, id: number): Promise<void> {
  // Why an update: it is the one row lock that every database here has.
  await manager.update(ConfigurationTable, { id }, { id });
}

/** The relations that a configuration is to have. */
export interface WantedRelations {
  readonly parentId: number;
  readonly relations: readonly ChildRelation[];
}

/**
 * Replaces the relations of configurations; `idOf` finds a child's id by its alias, a relation to an unknown alias is
 * left out. A handful of statements, however many there are.
 */
export async function replaceRelations(
  manager: EntityManager,
  wanted: readonly WantedRelations[],
  idOf: (alias: string) => number | undefined,
): Promise<void> {
  const parentIds = wanted.map(({ parentId }) => parentId);
  await removeRelations(manager, 'parentId', parentIds);
  const rows = wanted.flatMap(({ parentId, relations }) =>
    relations.flatMap((relation) => {
      const childId = idOf(relation.childDynamicEntityConfiguration.tableAlias);
      return childId === undefined ? [] : [{ parentId, childId, relation }];
    }),
  );
  const relationRows = rows.map(({ parentId, childId, relation }) => ({
    parentId,
    childId,
    name: relation.name,
    isEditable: relation.isEditable ? 1 : 0,
  }));
  for (const chunk of chunksOf(relationRows)) await manager.insert(RelationTable, [...chunk]);
  const ids = await readRelationIds(manager, parentIds);
  const stored = rows.map(({ parentId, relation }) => {
    // Why by order: one parent may have two relations that differ in nothing; ids rise in the order of insertion.
    const relationId = ids.get(parentId)?.shift();
    if (relationId === undefined) throw new Error(`a relation of configuration ${parentId} was not stored`);
    return { relationId, configurationId: parentId, relation };
  });
  const mappings = stored.flatMap(({ relationId, relation }) =>
    relation.relationFieldMappings.map(({ childFieldName, parentFieldName }) => ({
      relationId,
      childFieldName,
      parentFieldName,
    })),
  );
  for (const chunk of chunksOf(mappings)) await manager.insert(MappingTable, [...chunk]);
  const junctions = stored.flatMap(({ relationId, configurationId, relation: { through } }) =>
    through === undefined ? [] : [{ relationId, configurationId, junction: JSON.stringify(through) }],
  );
  for (const chunk of chunksOf(junctions)) await manager.insert(ThroughTable, [...chunk]);
}

/** Removes a configuration with its own relations and those that point at it. */
export async function deleteConfiguration(manager: EntityManager, id: number): Promise<void> {
  await removeRelations(manager, 'parentId', [id]);
  await removeRelations(manager, 'childId', [id]);
  await forgetPins(manager, [id]);
  await replacePlugins(manager, [{ configurationId: id, plugins: [] }]);
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

/** Adds saves to the history. */
export async function recordRevisions(
  manager: EntityManager,
  records: readonly RevisionRecord[],
  witness: RevisionWitness,
): Promise<void> {
  const rows = records.map((record) => ({
    ...record,
    savedAt: now,
    before: stateText(record.before),
    after: stateText(record.after),
  }));
  for (const chunk of chunksOf(rows)) await manager.insert(RevisionTable, [...chunk]);
  await witness(manager, records);
}

function stateText(configuration: EntityConfiguration | StoredConfiguration | null): string | null {
  return configuration === null ? null : JSON.stringify(toInstallerEntry(configuration));
}

async function removeRelations(
  manager: EntityManager,
  side: 'parentId' | 'childId',
  ids: readonly number[],
): Promise<void> {
  for (const chunk of chunksOf(ids)) {
    const relations = await manager.find(RelationTable, { where: { [side]: In([...chunk]) } });
    if (relations.length === 0) continue;
    const relationIds = relations.map((relation) => relation.id);
    await manager.delete(MappingTable, { relationId: In(relationIds) });
    await manager.delete(ThroughTable, { relationId: In(relationIds) });
    await manager.delete(RelationTable, { id: In(relationIds) });
  }
}

async function readRelationIds(manager: EntityManager, parentIds: readonly number[]): Promise<Map<number, number[]>> {
  const ids = new Map<number, number[]>();
  for (const chunk of chunksOf(parentIds)) {
    const where = { parentId: In([...chunk]) };
    for (const { id, parentId } of await manager.find(RelationTable, { where, order: { id: 'ASC' } })) {
      ids.set(parentId, [...(ids.get(parentId) ?? []), id]);
    }
  }
  return ids;
}

/** Why chunks: statements have a greatest size and a greatest number of values. */
function* chunksOf<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += CHUNK) yield items.slice(start, start + CHUNK);
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
