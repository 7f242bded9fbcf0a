import type { Catalogue } from '@dx/schema-catalogue';
import type { PinnedColumn } from '../model/column-pins.js';
import type { ConfigurationViolation } from '../model/configuration-violation.js';
import type { EntityConfiguration } from '../model/definition.js';
import { checkFieldRules } from './check-field-rules.js';
import { checkFields } from './check-fields.js';
import { checkIdentifier } from './check-identifier.js';
import { checkRelations } from './check-relations.js';
import { checkTable } from './check-table.js';
import type { DenyList } from './deny-list.js';
import { Findings } from './findings.js';

/** What must be known of another stored configuration. */
export interface KnownConfiguration {
  readonly id: number;
  readonly tableAlias: string;
  readonly tableName: string;
  readonly isActive: boolean;
}

/** What a configuration is checked against. */
export interface CheckContext {
  readonly catalogue: Catalogue;
  readonly denyList: DenyList;
  /** The other stored configurations by alias; for `load` it may hold the checked one itself. */
  readonly others: ReadonlyMap<string, KnownConfiguration>;
  /**
   * `save`: an admin saves, nothing doubtful passes. `load`: a stored row is to be served, only what cannot work is an
   * error; the rest works as the contract says and is a warning.
   */
  readonly purpose: 'save' | 'load';
  /** For `load`: what the columns were when the configuration was first served. */
  readonly pinned?: ReadonlyMap<string, PinnedColumn>;
}

/**
 * Checks a configuration as a whole and returns every broken rule at once, each with its path in the JSON; in the
 * contract's order and words where the contract has one. Pure; an empty list means that all is well.
 */
export function checkConfiguration(
  configuration: EntityConfiguration,
  context: CheckContext,
): readonly ConfigurationViolation[] {
  const findings = new Findings(context.purpose);
  checkTable(configuration, context, findings);
  checkFieldRules(configuration.definition, findings);
  const table = context.catalogue.tables.get(configuration.tableName);
  checkIdentifier(configuration, table, context.pinned, findings);
  checkFields(configuration.definition, table, context.pinned, findings);
  checkRelations(configuration, table, context, findings);
  return findings.list;
}
