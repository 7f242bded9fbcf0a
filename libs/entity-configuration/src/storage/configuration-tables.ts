import { EntitySchema } from 'typeorm';
import type { EntitySchemaColumnOptions } from 'typeorm';

/** A row of `spy_dynamic_entity_configuration`; the table may be a shop's own. */
export interface ConfigurationRow {
  readonly id: number;
  readonly alias: string;
  readonly tableName: string;
  readonly isActive: number;
  readonly definition: string;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
}

/** A row of `spy_dynamic_entity_configuration_relation`. */
export interface RelationRow {
  readonly id: number;
  readonly parentId: number;
  readonly childId: number;
  readonly name: string;
  readonly isEditable: number;
}

/** A row of `spy_dynamic_entity_configuration_relation_field_mapping`. */
export interface MappingRow {
  readonly id: number;
  readonly relationId: number;
  readonly childFieldName: string;
  readonly parentFieldName: string;
}

/** A row of `dx_relation_through`: the junction of a many-to-many relation. */
export interface ThroughRow {
  readonly relationId: number;
  /** Why also: a relation's id that a foreign program gave out anew must not bring an old junction with it. */
  readonly configurationId: number;
  /** JSON. */
  readonly junction: string;
}

/** What was done to a configuration. */
export type RevisionAction = 'create' | 'update' | 'remove' | 'import';

/** A row of `dx_configuration_revision`: one save, with the whole configuration before and after as installer JSON. */
export interface RevisionRow {
  readonly id: number;
  readonly configurationId: number;
  readonly alias: string;
  readonly action: RevisionAction;
  readonly author: string;
  readonly savedAt: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A row of `dx_configuration_pin`: the columns of a configuration as they were when its revision was first served. */
export interface PinsRow {
  readonly configurationId: number;
  readonly revision: string;
  /** JSON: `[name, kind, declared type]` for each column. */
  readonly columnTypes: string;
}

/** A row of `dx_endpoint_plugin`: a plugin switched on for a configuration. */
export interface PluginRow {
  readonly configurationId: number;
  readonly position: number;
  readonly name: string;
  /** JSON. */
  readonly settings: string;
}

const text = (name: string): EntitySchemaColumnOptions => ({ type: 'text', name });
/** Why not inserted: TypeORM would send DEFAULT, which MariaDB reads as 0 when a session lets 0 be a key. */
const id = (name: string): EntitySchemaColumnOptions => ({
  type: 'int',
  name,
  primary: true,
  generated: 'increment',
  insert: false,
});
const number = (name: string): EntitySchemaColumnOptions => ({ type: 'int', name });

/** Why text: only the database's clock writes these columns, and no driver's idea of a date may get in between. */
const instant = (name: string): EntitySchemaColumnOptions => ({
  type: 'varchar',
  name,
  nullable: true,
  transformer: { to: (value: unknown) => value, from: toInstantText },
});

export const ConfigurationTable = new EntitySchema<ConfigurationRow>({
  name: 'EntityConfiguration',
  tableName: 'spy_dynamic_entity_configuration',
  columns: {
    id: id('id_dynamic_entity_configuration'),
    alias: text('table_alias'),
    tableName: text('table_name'),
    isActive: number('is_active'),
    definition: text('definition'),
    createdAt: instant('created_at'),
    updatedAt: instant('updated_at'),
  },
});

export const RelationTable = new EntitySchema<RelationRow>({
  name: 'EntityConfigurationRelation',
  tableName: 'spy_dynamic_entity_configuration_relation',
  columns: {
    id: id('id_dynamic_entity_configuration_relation'),
    parentId: number('fk_parent_dynamic_entity_configuration'),
    childId: number('fk_child_dynamic_entity_configuration'),
    name: text('name'),
    isEditable: number('is_editable'),
  },
});

export const MappingTable = new EntitySchema<MappingRow>({
  name: 'EntityConfigurationFieldMapping',
  tableName: 'spy_dynamic_entity_configuration_relation_field_mapping',
  columns: {
    id: id('id_dynamic_entity_configuration_relation_field_mapping'),
    relationId: number('fk_dynamic_entity_configuration_relation'),
    childFieldName: text('child_field_name'),
    parentFieldName: text('parent_field_name'),
  },
});

export const ThroughTable = new EntitySchema<ThroughRow>({
  name: 'EntityConfigurationThrough',
  tableName: 'dx_relation_through',
  columns: {
    relationId: { ...number('relation_id'), primary: true },
    configurationId: number('configuration_id'),
    junction: text('junction'),
  },
});

export const RevisionTable = new EntitySchema<RevisionRow>({
  name: 'EntityConfigurationRevision',
  tableName: 'dx_configuration_revision',
  columns: {
    id: id('id'),
    configurationId: number('configuration_id'),
    alias: text('table_alias'),
    action: text('action'),
    author: text('author'),
    savedAt: instant('saved_at'),
    before: { ...text('state_before'), nullable: true },
    after: { ...text('state_after'), nullable: true },
  },
});

export const PinsTable = new EntitySchema<PinsRow>({
  name: 'EntityConfigurationPins',
  tableName: 'dx_configuration_pin',
  columns: {
    configurationId: { ...number('configuration_id'), primary: true },
    revision: text('revision'),
    columnTypes: text('column_types'),
  },
});

export const PluginTable = new EntitySchema<PluginRow>({
  name: 'EntityConfigurationPlugin',
  tableName: 'dx_endpoint_plugin',
  columns: {
    configurationId: { ...number('configuration_id'), primary: true },
    position: { ...number('position'), primary: true },
    name: text('name'),
    settings: text('settings'),
  },
});

/** TypeORM entities of this library, for the metadata store. */
export const ENTITY_CONFIGURATION_ENTITIES = [
  ConfigurationTable,
  RelationTable,
  MappingTable,
  ThroughTable,
  RevisionTable,
  PinsTable,
  PluginTable,
] as const;

/** A database time as `YYYY-MM-DD HH:MM:SS` in UTC, however the driver hands it out. */
export function toInstantText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString().slice(0, 19).replace('T', ' ');
  return typeof value === 'string' ? value.slice(0, 19) : null;
}
