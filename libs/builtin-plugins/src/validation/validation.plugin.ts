import type { Entity } from '@dx/entity-configuration';
import { DataExchangePlugin } from '@dx/plugin-registry';
import type {
  HookName,
  HookTransaction,
  InputRecord,
  PluginContext,
  PluginHooks,
  PluginViolation,
  WrittenRow,
} from '@dx/plugin-registry';
import { inputChecks } from './check-input.js';
import { checkRows } from './check-rows.js';
import { checkRules } from './check-rules.js';
import { VALIDATION_SCHEMA } from './validation-settings.js';
import type { ValidationRule, ValidationSettings } from './validation-settings.js';

/**
 * Refuses what the contract's field rules cannot: patterns, lists of values, two fields against each other, unique
 * together, a value of another table.
 */
@DataExchangePlugin({
  name: 'validation',
  description:
    'Refuses records by declared rules: pattern (RE2), list of values, two fields compared, unique together, exists in another table.',
  order: 50,
  settingsSchema: VALIDATION_SCHEMA,
  checkSettings: checkRules,
  hooksFor,
  needsBefore: ({ rules }: ValidationSettings) => rules.some(needsRow),
})
export class ValidationPlugin implements PluginHooks<ValidationSettings> {
  private readonly checks = new WeakMap<ValidationSettings, ReturnType<typeof inputChecks>>();

  validate(ctx: PluginContext<ValidationSettings>, records: readonly InputRecord[]): readonly PluginViolation[] {
    const checks = this.checksOf(ctx.settings, ctx.entity);
    return records.flatMap((record) => checks.flatMap((check) => check(record)));
  }

  afterWrite(
    { settings, entity }: PluginContext<ValidationSettings>,
    rows: readonly WrittenRow[],
    tx: HookTransaction,
  ): Promise<readonly PluginViolation[]> {
    return checkRows(settings.rules, { entity, rows, tx });
  }

  /** Why kept: a pattern is compiled once per configuration, not once per request. */
  private checksOf(settings: ValidationSettings, entity: Entity): ReturnType<typeof inputChecks> {
    const known = this.checks.get(settings);
    if (known !== undefined) return known;
    const checks = inputChecks(settings.rules, entity);
    this.checks.set(settings, checks);
    return checks;
  }
}

function hooksFor({ rules }: ValidationSettings): readonly HookName[] {
  return [
    ...(rules.some(readsInput) ? ['validate' as const] : []),
    ...(rules.some(needsRow) ? ['afterWrite' as const] : []),
  ];
}

function readsInput({ kind }: ValidationRule): boolean {
  return kind === 'pattern' || kind === 'enum' || kind === 'compare';
}

function needsRow({ kind }: ValidationRule): boolean {
  return kind === 'compare' || kind === 'unique' || kind === 'exists';
}
