import type { Table } from '@dx/schema-catalogue';
import type { ChildRelation, EntityConfiguration } from '../model/definition.js';

/** Why one value of a suggested configuration is as it is. */
export interface SuggestionReason {
  /** Inside the configuration's JSON, e.g. `definition.fields[3].validation.isRequired`. */
  readonly path: string;
  readonly reason: string;
}

/** A relation that a foreign key makes possible; it is offered, not part of the suggested configuration. */
export interface SuggestedRelation {
  readonly relation: ChildRelation;
  /**
   * `to-many`: rows of the child table point here; `to-one`: this table points at one row there; `many-to-many`: rows of a
   * third table, named in `relation.through`, point at both.
   */
  readonly kind: 'to-many' | 'to-one' | 'many-to-many';
  readonly childTable: string;
  /** Whether the child's alias is an endpoint already; otherwise it is the alias that would be suggested for it. */
  readonly childConfigured: boolean;
  /** Of a junction: the one that leads to the child. */
  readonly foreignKey: string;
  readonly reason: string;
}

/** A column that the suggestion does not offer to clients. */
export interface LeftOutColumn {
  readonly column: string;
  readonly reason: string;
}

/** A complete configuration for a table that nobody configured yet, with the reason of each value. */
export interface TableSuggestion {
  readonly configuration: EntityConfiguration;
  readonly reasons: readonly SuggestionReason[];
  /** Why only GET will work; null when rows can be written. */
  readonly readOnlyReason: string | null;
  readonly leftOut: readonly LeftOutColumn[];
  readonly suggestedRelations: readonly SuggestedRelation[];
}

/** What a suggestion must know beside the table. */
export interface SuggestionContext {
  /** All tables, by name: foreign keys lead to and from them. */
  readonly tables: ReadonlyMap<string, Table>;
  /** Aliases in use; the suggested one is different from all of them. */
  readonly takenAliases: ReadonlySet<string>;
  /** The alias of the endpoint of each table that has one; relations then lead to it. */
  readonly aliasByTable?: ReadonlyMap<string, string>;
  /** Tables that can be no endpoint and no junction; no relation leads to them. Default: none. */
  readonly isDenied?: (table: string) => boolean;
  /** Beginnings of table names that do not belong into an alias. Default: `spy_`, `pyz_`. */
  readonly tablePrefixes?: readonly string[];
}
