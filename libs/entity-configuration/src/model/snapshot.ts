import type { Column, Table } from '@dx/schema-catalogue';
import type { JsonKind } from '@dx/database';
import type { ConfigurationRule } from './configuration-rule.js';
import type { PluginActivation } from './plugin-activation.js';

/** How a field's JSON value is checked. `other`: by the column's own type only. */
export type FieldType =
  | 'integer'
  | 'string'
  | 'boolean'
  | 'decimal'
  | 'date'
  | 'datetime'
  | 'time'
  | 'json'
  | 'enum'
  | 'uuid'
  | 'binary'
  | 'other';

/** A field's rules, all resolved. */
export interface FieldRules {
  readonly min: number | null;
  readonly max: number | null;
  readonly minLength: number | null;
  readonly maxLength: number | null;
  readonly precision: number | null;
  readonly scale: number | null;
  /** Whether the `url` constraint applies. */
  readonly url: boolean;
  /** Whether the stored definition has a `validation` object (the contract's rule text prints `is_required` then). */
  readonly declared: boolean;
}

/** A compiled field: a column offered to clients. */
export interface Field {
  /** What clients see. */
  readonly name: string;
  readonly column: Column;
  /** The quoted column name. */
  readonly quoted: string;
  readonly type: FieldType;
  /** The word that the definition has for the type. */
  readonly declaredType: string;
  readonly jsonKind: JsonKind;
  readonly creatable: boolean;
  readonly editable: boolean;
  readonly required: boolean;
  readonly rules: FieldRules;
  readonly description: string | null;
  readonly examples: readonly string[];
  readonly enumValues: readonly string[];
}

/** A pair of columns at work: child rows belong to a parent row when all pairs are equal. */
export interface KeyBinding {
  readonly parent: Column;
  readonly parentQuoted: string;
  readonly child: Column;
  readonly childQuoted: string;
}

/**
 * The table between the two sides of a many-to-many relation: a row of it is a child of both. In its bindings `parent` is
 * the column of the side, `child` the junction's own.
 */
export interface Junction {
  readonly table: Table;
  readonly quotedTable: string;
  /** To the relation's parent. */
  readonly toParent: readonly KeyBinding[];
  /** To the relation's child. */
  readonly toChild: readonly KeyBinding[];
  /** Whether the junction's keys keep two rows from being linked twice. */
  readonly linksOnce: boolean;
}

/** A compiled parent→child link. */
export interface Relation {
  readonly name: string;
  readonly editable: boolean;
  readonly parent: Entity;
  readonly child: Entity;
  /** Empty for a many-to-many relation: no column of the child is bound to the parent then. */
  readonly bindings: readonly KeyBinding[];
  /** The junction of a many-to-many relation; null otherwise. */
  readonly through: Junction | null;
}

/** A compiled, active entity configuration. Immutable; shared by all requests of its snapshot. */
export interface Entity {
  readonly configurationId: number;
  readonly alias: string;
  readonly table: Table;
  readonly quotedTable: string;
  readonly identifier: Field;
  /** Whether the identifier alone names a row (it is the whole primary key or a unique key). */
  readonly identifierUnique: boolean;
  /**
   * The fields by which PATCH and PUT tell records of one identifier apart, when they are sent beside it: those of the key
   * that are not editable, so that a value of them never means a change. Empty where the identifier alone names a row, or is
   * no part of the key.
   */
  readonly keyFields: readonly Field[];
  /** The columns that name one row: primary key, else a unique key of NOT NULL columns; empty = rows cannot be addressed. */
  readonly keyColumns: readonly Column[];
  readonly keyQuoted: readonly string[];
  /** False for views and tables without a key: only GET works. */
  readonly writable: boolean;
  readonly deletable: boolean;
  /** In the table's column order, as answers print them. */
  readonly fields: readonly Field[];
  /** In the definition's order, as checks walk them. */
  readonly fieldsAsDefined: readonly Field[];
  readonly fieldsByName: ReadonlyMap<string, Field>;
  readonly fieldsByColumn: ReadonlyMap<string, Field>;
  readonly relations: ReadonlyMap<string, Relation>;
  /** Columns maintained when the client sends none. */
  readonly createdAt: Column | null;
  readonly updatedAt: Column | null;
  /** Plugins switched on for this endpoint. */
  readonly plugins: readonly PluginActivation[];
}

/** Something wrong with a stored configuration. An `error` keeps its endpoint (or relation) inactive; a `warning` does not. */
export interface ConfigurationProblem {
  readonly alias: string;
  readonly configurationId: number;
  readonly severity: 'error' | 'warning';
  /** Which rule is broken; messages are for people, this is for programs. */
  readonly rule: ConfigurationRule;
  /** E.g. `definition.fields[3].fieldName`. */
  readonly path: string;
  readonly message: string;
}

/** All active configurations, checked against the live catalogue. */
export interface Snapshot {
  /** Changes with every change that a client could notice; also the base of ETags. */
  readonly revision: string;
  readonly entities: ReadonlyMap<string, Entity>;
  /**
   * Aliases that are switched on but cannot be served because their table changed: `serverErrors.configurationOutOfDate`.
   * Every other alias that is not in `entities` does not exist for clients.
   */
  readonly outOfDate: ReadonlySet<string>;
  readonly problems: readonly ConfigurationProblem[];
}
