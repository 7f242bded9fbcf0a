import type { MetadataStore } from '@dx/database';
import type { Catalogue, SchemaCatalogue } from '@dx/schema-catalogue';
import { checkConfiguration } from '../checks/check-configuration.js';
import type { KnownConfiguration } from '../checks/check-configuration.js';
import type { DenyList } from '../checks/deny-list.js';
import { DRIFT_RULES } from '../model/configuration-rule.js';
import type { ConfigurationRule } from '../model/configuration-rule.js';
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
  const { configuration, oddities, unknownKeys } = parseConfiguration(value);
  const others = await context.metadata.read((manager) => readKnownConfigurations(manager, id));
  const found = await checkAgainstCatalogue(configuration, others, context);
  const violations = [
    // Why errors: what a stored row or a file is forgiven, an admin who is just typing it can correct.
    ...unknownKeys.map(toUnknownKey),
    ...oddities
      .filter(({ rule }) => rule !== 'unknown-key')
      .map((it) => (it.rule === 'wrong-json-type' ? asError(it) : it)),
    ...found,
    ...context.checkPlugins(configuration),
  ];
  return { configuration, violations: await forgiveStored(configuration, id, violations, context) };
}

function toUnknownKey(path: string): ConfigurationViolation {
  return { severity: 'error', rule: 'unknown-key', path, message: 'A configuration has no such key here.' };
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

/** Turns errors into warnings that are not of this save's making. */
async function forgiveStored(
  configuration: EntityConfiguration,
  id: number | null,
  violations: readonly ConfigurationViolation[],
  { metadata }: SaveContext,
): Promise<readonly ConfigurationViolation[]> {
  if (id === null || !violations.some(({ rule }) => DRIFT_RULES.has(rule) || NAME_RULES.has(rule))) return violations;
  const [stored] = await metadata.read((manager) => readConfigurations(manager, [id]));
  if (stored?.tableName !== configuration.tableName) return violations;
  const isForgiven = (it: ConfigurationViolation): boolean =>
    // Why: an endpoint whose table is gone or changed can be switched off as it is, and switched on again when the table
    // is back; otherwise its admin would have to take the fields out first.
    (DRIFT_RULES.has(it.rule) && !configuration.isActive) ||
    // Why: clients of a shop may use the name; whoever changes something else need not rename it.
    (NAME_RULES.has(it.rule) && isStoredName(it.path, configuration, stored));
  return violations.map((it) => (isForgiven(it) ? { ...it, severity: 'warning' as const } : it));
}

const NAME_RULES: ReadonlySet<ConfigurationRule> = new Set<ConfigurationRule>([
  'invalid-name',
  'invalid-relation-name',
]);

/** Whether the field or relation at a path has the name that it is stored with. */
function isStoredName(path: string, wanted: EntityConfiguration, stored: EntityConfiguration): boolean {
  const [, list, index] = /^(definition\.fields|childRelations)\[(\d+)\]/.exec(path) ?? [];
  if (list === 'childRelations') {
    const name = wanted.childRelations[Number(index)]?.name;
    return stored.childRelations.some((it) => it.name === name);
  }
  const field = wanted.definition.fields[Number(index)];
  return stored.definition.fields.some(
    (it) => it.fieldName === field?.fieldName && it.fieldVisibleName === field.fieldVisibleName,
  );
}

function asError(violation: ConfigurationViolation): ConfigurationViolation {
  return { ...violation, severity: 'error' };
}
