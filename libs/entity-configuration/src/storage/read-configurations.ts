import type { EntityManager } from 'typeorm';
import type { ConfigurationViolation } from '../model/configuration-violation.js';
import type { ChildRelation, StoredConfiguration } from '../model/definition.js';
import { parseDefinitionText } from '../model/parse-configuration.js';
import { isJsonRecord, Oddities } from '../model/parse-json-value.js';
import { parseThrough } from '../model/parse-through.js';
import type { PluginActivation } from '../model/plugin-activation.js';
import { RelationTable, toInstantText } from './configuration-tables.js';
import type { ConfigurationRow, MappingRow } from './configuration-tables.js';
import { hashConfiguration } from './hash-configuration.js';
import type { StoredRelation } from './hash-configuration.js';

type RawRow = Readonly<Record<string, unknown>>;

interface ReadRelation extends StoredRelation {
  /** Null when the child row does not exist: a shop's tables may lack the foreign key. */
  readonly childAlias: string | null;
}

const CONFIGURATIONS = `SELECT id_dynamic_entity_configuration AS id, table_alias AS alias, table_name AS tableName,
  is_active AS isActive, definition, created_at AS createdAt, updated_at AS updatedAt
  FROM spy_dynamic_entity_configuration`;

const RELATIONS = `SELECT r.id_dynamic_entity_configuration_relation AS id,
  r.fk_parent_dynamic_entity_configuration AS parentId, r.fk_child_dynamic_entity_configuration AS childId,
  r.name AS name, r.is_editable AS isEditable, c.table_alias AS childAlias, t.junction AS junction
  FROM spy_dynamic_entity_configuration_relation r
  LEFT JOIN spy_dynamic_entity_configuration c
    ON c.id_dynamic_entity_configuration = r.fk_child_dynamic_entity_configuration
  LEFT JOIN dx_relation_through t ON t.relation_id = r.id_dynamic_entity_configuration_relation
    AND t.configuration_id = r.fk_parent_dynamic_entity_configuration`;

const MAPPINGS = `SELECT m.id_dynamic_entity_configuration_relation_field_mapping AS id,
  m.fk_dynamic_entity_configuration_relation AS relationId,
  m.child_field_name AS childFieldName, m.parent_field_name AS parentFieldName
  FROM spy_dynamic_entity_configuration_relation_field_mapping m`;

const PLUGINS = `SELECT configuration_id AS configurationId, name, settings FROM dx_endpoint_plugin`;

/**
 * Reads stored configurations, all or those with the given ids, in the order of their ids. Tolerant: a row that cannot be
 * understood comes with its oddities and never disturbs another one.
 * Why no repository: thousands of rows are read at every change, and `find()` costs many times the statement.
 */
export async function readConfigurations(
  manager: EntityManager,
  ids?: readonly number[],
): Promise<readonly StoredConfiguration[]> {
  if (ids?.length === 0) return [];
  const marks = ids?.map(() => '?').join(', ');
  const where = (column: string): string => (marks === undefined ? '' : ` WHERE ${column} IN (${marks})`);
  const params = ids === undefined ? [] : [...ids];
  const configurations = await select(
    manager,
    `${CONFIGURATIONS}${where('id_dynamic_entity_configuration')} ORDER BY id_dynamic_entity_configuration`,
    params,
  );
  const relations = await select(
    manager,
    `${RELATIONS}${where('r.fk_parent_dynamic_entity_configuration')} ORDER BY r.id_dynamic_entity_configuration_relation`,
    params,
  );
  const mappings = await select(
    manager,
    `${MAPPINGS}${marks === undefined ? '' : ` JOIN spy_dynamic_entity_configuration_relation r ON r.id_dynamic_entity_configuration_relation = m.fk_dynamic_entity_configuration_relation${where('r.fk_parent_dynamic_entity_configuration')}`} ORDER BY m.id_dynamic_entity_configuration_relation_field_mapping`,
    params,
  );
  const plugins = await select(
    manager,
    `${PLUGINS}${where('configuration_id')} ORDER BY configuration_id, position`,
    params,
  );
  return assemble(configurations, relations, mappings, plugins);
}

/** The other configurations that have a relation to this one. */
export async function readParents(manager: EntityManager, childId: number): Promise<readonly StoredConfiguration[]> {
  const relations = await manager.find(RelationTable, { where: { childId } });
  const ids = new Set(relations.map(({ parentId }) => parentId).filter((id) => id !== childId));
  return readConfigurations(manager, [...ids]);
}

async function select(manager: EntityManager, sql: string, params: readonly unknown[]): Promise<readonly RawRow[]> {
  return manager.query<readonly RawRow[]>(sql, [...params]);
}

function assemble(
  configurations: readonly RawRow[],
  relations: readonly RawRow[],
  mappings: readonly RawRow[],
  plugins: readonly RawRow[],
): readonly StoredConfiguration[] {
  const mappingsOf = groupBy(mappings.map(toMapping), (mapping) => mapping.relationId);
  const relationsOf = groupBy(
    relations.map((row) => toRelation(row, mappingsOf)),
    (relation) => relation.parentId,
  );
  const pluginsOf = groupBy(plugins.map(toPlugin), ({ configurationId }) => configurationId);
  return configurations.map((raw) => {
    const row = toConfigurationRow(raw);
    return toStored(row, relationsOf.get(row.id) ?? [], pluginsOf.get(row.id) ?? []);
  });
}

interface ReadPlugin {
  readonly configurationId: number;
  readonly activation: PluginActivation;
}

function toPlugin(raw: RawRow): ReadPlugin {
  const activation = { name: toText(raw['name']), settings: parseSettings(toText(raw['settings'])) };
  return { configurationId: Number(raw['configurationId']), activation };
}

/** Why never refused: settings that are no JSON object are empty ones, and the plugin says what is missing. */
function parseSettings(text: string): PluginActivation['settings'] {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function toStored(
  row: ConfigurationRow,
  relations: readonly ReadRelation[],
  readPlugins: readonly ReadPlugin[],
): StoredConfiguration {
  const plugins = readPlugins.map(({ activation }) => activation);
  const { definition, oddities } = parseDefinitionText(row.definition);
  const orphans = relations.filter((relation) => relation.childAlias === null).map(orphan);
  const all = [...oddities, ...orphans];
  return {
    id: row.id,
    revision: hashConfiguration(row, relations, plugins),
    tableName: row.tableName,
    tableAlias: row.alias,
    isActive: row.isActive !== 0,
    definition,
    childRelations: relations.flatMap(toChildRelation),
    ...(plugins.length === 0 ? {} : { plugins }),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    ...(all.length === 0 ? {} : { oddities: all }),
  };
}

function toChildRelation(relation: ReadRelation): ChildRelation[] {
  if (relation.childAlias === null) return [];
  return [
    {
      name: relation.name,
      isEditable: relation.isEditable !== 0,
      childDynamicEntityConfiguration: { tableAlias: relation.childAlias },
      relationFieldMappings: relation.mappings.map(({ childFieldName, parentFieldName }) => ({
        childFieldName,
        parentFieldName,
      })),
      ...throughOf(relation),
    },
  ];
}

/** Why never refused: a junction that cannot be read has no pairs, which the checks report. */
function throughOf({ junction }: ReadRelation): Pick<ChildRelation, 'through'> {
  if (junction === null) return {};
  const read = (value: unknown): Pick<ChildRelation, 'through'> => {
    const through = parseThrough({ of: { through: value }, key: 'through', at: '' }, new Oddities());
    return through === undefined ? {} : { through };
  };
  try {
    return read(JSON.parse(junction));
  } catch {
    return read({});
  }
}

function orphan(relation: ReadRelation): ConfigurationViolation {
  return {
    severity: 'error',
    rule: 'unknown-child',
    path: 'childRelations',
    message: `Relation \`${relation.name}\` points at the configuration ${relation.childId}, which does not exist.`,
  };
}

function toConfigurationRow(raw: RawRow): ConfigurationRow {
  const { definition } = raw;
  return {
    id: Number(raw['id']),
    alias: toText(raw['alias']),
    tableName: toText(raw['tableName']),
    isActive: toFlag(raw['isActive']),
    definition:
      typeof definition === 'object' && !Buffer.isBuffer(definition) ? JSON.stringify(definition) : toText(definition),
    createdAt: toInstantText(raw['createdAt']),
    updatedAt: toInstantText(raw['updatedAt']),
  };
}

function toRelation(raw: RawRow, mappingsOf: ReadonlyMap<number, readonly MappingRow[]>): ReadRelation {
  const id = Number(raw['id']);
  return {
    id,
    parentId: Number(raw['parentId']),
    childId: Number(raw['childId']),
    name: toText(raw['name']),
    isEditable: toFlag(raw['isEditable']),
    childAlias: raw['childAlias'] === null ? null : toText(raw['childAlias']),
    junction: raw['junction'] === null ? null : toText(raw['junction']),
    mappings: mappingsOf.get(id) ?? [],
  };
}

function toMapping(raw: RawRow): MappingRow {
  return {
    id: Number(raw['id']),
    relationId: Number(raw['relationId']),
    childFieldName: toText(raw['childFieldName']),
    parentFieldName: toText(raw['parentFieldName']),
  };
}

/** A flag column as 0 or 1, whatever the driver makes of TINYINT(1), BOOLEAN or BIT. */
function toFlag(value: unknown): number {
  if (Buffer.isBuffer(value)) return value.some((byte) => byte !== 0) ? 1 : 0;
  return value === true || (value !== false && value !== null && Number(value) !== 0) ? 1 : 0;
}

function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Buffer.isBuffer(value)) return value.toString('utf8');
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : '';
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => number): ReadonlyMap<number, readonly T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
