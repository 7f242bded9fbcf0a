import type { ConfigurationViolation } from './configuration-violation.js';
import type { PluginActivation } from './plugin-activation.js';

/** The stored form of an entity configuration: the contract's own JSON, keys as on the wire. */

/** Rules of one field; see the contract's rule table. A missing `isRequired` means required. */
export interface FieldValidation {
  readonly isRequired?: boolean | null;
  readonly min?: number | null;
  readonly max?: number | null;
  readonly minLength?: number | null;
  readonly maxLength?: number | null;
  readonly precision?: number | null;
  readonly scale?: number | null;
  readonly constraints?: readonly { readonly name: string }[] | null;
}

/** One column offered to clients. */
export interface FieldDefinition {
  /** The column. */
  readonly fieldName: string;
  /** The JSON key that clients see. */
  readonly fieldVisibleName: string;
  readonly isCreatable?: boolean | null;
  readonly isEditable?: boolean | null;
  readonly isEnabled?: boolean | null;
  /** `integer`, `string`, `boolean`, `decimal`; ours: `date`, `datetime`, `time`, `json`, `enum`, `uuid`, `binary`; `float` is decimal. */
  readonly type: string;
  readonly validation?: FieldValidation | null;
  readonly description?: string | null;
  /** Texts joined by `, `. */
  readonly examples?: string | null;
  /** Words joined by `, `. */
  readonly enumValues?: string | null;
}

/** The `definition` column. */
export interface EntityDefinition {
  /** The column that names one record. */
  readonly identifier: string;
  readonly isDeletable?: boolean | null;
  readonly fields: readonly FieldDefinition[];
}

/** A pair of columns that ties child rows to their parent. */
export interface RelationFieldMapping {
  readonly childFieldName: string;
  readonly parentFieldName: string;
}

/** A pair of columns that ties rows of a junction table to the rows on one of its sides; `End` says which. */
export type JunctionMapping<End extends 'parentFieldName' | 'childFieldName'> = {
  readonly [Key in End | 'junctionFieldName']: string;
};

/** The table between the two sides of a many-to-many relation; it needs no configuration of its own. */
export interface RelationThrough {
  readonly tableName: string;
  readonly parentMappings: readonly JunctionMapping<'parentFieldName'>[];
  readonly childMappings: readonly JunctionMapping<'childFieldName'>[];
}

/** A named link to another entity configuration, as the installer file writes it. */
export interface ChildRelation {
  readonly name: string;
  readonly isEditable: boolean;
  readonly childDynamicEntityConfiguration: { readonly tableAlias: string };
  /** Empty where `through` has the pairs. */
  readonly relationFieldMappings: readonly RelationFieldMapping[];
  /** Many-to-many, ours beyond the contract; absent otherwise, so that files of a shop stay as they are. */
  readonly through?: RelationThrough;
}

/** One entry of an installer file, and the body of the admin API. */
export interface EntityConfiguration {
  readonly tableName: string;
  readonly tableAlias: string;
  readonly isActive: boolean;
  readonly definition: EntityDefinition;
  readonly childRelations: readonly ChildRelation[];
  /** Plugins switched on, ours beyond the contract; absent when there are none, so that files of a shop stay as they are. */
  readonly plugins?: readonly PluginActivation[];
}

/** A configuration as it is stored. */
export interface StoredConfiguration extends EntityConfiguration {
  readonly id: number;
  /** A hash of everything that is stored for it; an update must name the one it was based on. */
  readonly revision: string;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  /** What was odd about the stored row itself (unreadable JSON, wrong JSON types …); absent when nothing was. */
  readonly oddities?: readonly ConfigurationViolation[];
}
