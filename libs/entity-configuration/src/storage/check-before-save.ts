import type { MetadataStore } from '@dx/database';
import type { Catalogue, SchemaCatalogue } from '@dx/schema-catalogue';
import { checkConfiguration } from '../checks/check-configuration.js';
import type { KnownConfiguration } from '../checks/check-configuration.js';
import type { DenyList } from '../checks/deny-list.js';
import { DRIFT_RULES } from '../model/configuration-rule.js';
import type { ConfigurationViolation } from '../model/configuration-violation.js';
import type { EntityConfiguration } from '../model/definition.js';
import { parseConfiguration } from '../model/parse-configuration.js';
import { readKnownConfigurations } from './find-configurations.js';
import type { PluginCheck } from './plugin-check.js';
import { readConfigurations } from './read-configurations.js';

/** A configuration as it would be stored, and every rule that it breaks. */
export interface CheckedConfiguration {
  readonly configuration: EntityConfiguration;
  readonly violations: readonly ConfigurationViolation[];
}

/** What a save is checked against. */
export interface SaveContext {
  readonly metadata: MetadataStore;
  readonly catalogue: SchemaCatalogue;
  readonly denyList: DenyList;
  readonly checkPlugins: PluginCheck;
}

/** Checks JSON of unknown origin as saving it over the configuration `id` (null: as a new one) would; stores nothing. */
export async function checkBeforeSave(
  value: unknown,
  id: number | null,
  context: SaveContext,
): Promise<CheckedConfiguration> {
  const { configuration, oddities } = parseConfiguration(value);
  const others = await context.metadata.read((manager) => readKnownConfigurations(manager, id));
  const found = await checkAgainstCatalogue(configuration, others, context);
  // Why errors: what a stored row is forgiven, an admin who is just typing it can correct.
  const strict = oddities.map((it) => (it.rule === 'wrong-json-type' ? { ...it, severity: 'error' as const } : it));
  const violations = [...strict, ...found, ...context.checkPlugins(configuration)];
  return { configuration, violations: await forgiveDrift(configuration, id, violations, context) };
}

async function checkAgainstCatalogue(
  configuration: EntityConfiguration,
  others: ReadonlyMap<string, KnownConfiguration>,
  { catalogue, denyList }: SaveContext,
): Promise<readonly ConfigurationViolation[]> {
  const check = (known: Catalogue): readonly ConfigurationViolation[] =>
    checkConfiguration(configuration, { catalogue: known, denyList, others, purpose: 'save' });
  const found = check(await catalogue.current());
  // Why again: the table or column may be younger than the catalogue that was read.
  return found.some(({ rule }) => DRIFT_RULES.has(rule)) ? check(await catalogue.reload()) : found;
}

/**
 * Why: an endpoint whose table is gone or changed can be switched off as it is, and switched on again when the table is
 * back; otherwise its admin would have to take the fields out first.
 */
async function forgiveDrift(
  { isActive, tableName }: EntityConfiguration,
  id: number | null,
  violations: readonly ConfigurationViolation[],
  { metadata }: SaveContext,
): Promise<readonly ConfigurationViolation[]> {
  if (isActive || id === null || !violations.some(({ rule }) => DRIFT_RULES.has(rule))) return violations;
  const [stored] = await metadata.read((manager) => readConfigurations(manager, [id]));
  if (stored?.tableName !== tableName) return violations;
  return violations.map((it) => (DRIFT_RULES.has(it.rule) ? { ...it, severity: 'warning' as const } : it));
}
