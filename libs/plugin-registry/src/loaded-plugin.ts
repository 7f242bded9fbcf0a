import type { HookName, PluginHooks } from './contract.js';
import { HOOK_NAMES } from './contract.js';
import type { PluginEndpoint, PluginOptions, SettingsProblem } from './plugin.decorator.js';
import { readSettings } from './read-settings.js';
import type { SchemaCompiler, SettingsReading } from './read-settings.js';

const DEFAULT_ORDER = 100;
const DEFAULT_TIME_LIMIT_MS = 2000;
const NAME = /^[a-z][a-z0-9-]{0,62}$/;

/** A plugin as the registry holds it: its options with all defaults filled in, and its instance. */
export interface LoadedPlugin {
  readonly name: string;
  readonly description: string;
  readonly order: number;
  readonly activation: 'endpoint' | 'always';
  readonly aliases: ReadonlySet<string> | null;
  readonly tables: ReadonlySet<string> | null;
  readonly settingsSchema: Readonly<Record<string, unknown>> | null;
  /** Settings with the defaults of the schema filled in, and everything that is wrong with them. */
  readonly readSettings: (settings: unknown, endpoint: PluginEndpoint | null) => SettingsReading;
  readonly timeLimitMs: number;
  readonly failure: 'reject' | 'continue';
  readonly needsBefore: (settings: unknown) => boolean;
  readonly hooksFor: (settings: unknown) => readonly HookName[];
  readonly hooks: readonly HookName[];
  readonly instance: PluginHooks;
  readonly statistics: PluginStatistics;
}

/** Counted since start, for administrators. */
export interface PluginStatistics {
  calls: number;
  totalMs: number;
  failures: number;
  lastError: { readonly at: Date; readonly hook: HookName; readonly message: string } | null;
}

/** Fills in a plugin's defaults; throws a sentence for its author when the options make no sense. */
export function loadPlugin(options: PluginOptions, instance: PluginHooks, compile: SchemaCompiler): LoadedPlugin {
  if (!NAME.test(options.name)) {
    throw new Error(`Plugin name \`${options.name}\` must be lower case letters, digits and dashes`);
  }
  const hooks = HOOK_NAMES.filter((name) => typeof instance[name] === 'function');
  if (hooks.length === 0) throw new Error(`Plugin \`${options.name}\` has no hook (one of ${HOOK_NAMES.join(', ')})`);
  const { needsBefore = false } = options;
  return {
    name: options.name,
    description: options.description,
    order: options.order ?? DEFAULT_ORDER,
    activation: options.activation ?? 'endpoint',
    aliases: options.aliases === undefined ? null : new Set(options.aliases),
    tables: options.tables === undefined ? null : new Set(options.tables),
    settingsSchema: options.settingsSchema ?? null,
    readSettings: settingsReaderOf(options, compile),
    timeLimitMs: options.timeLimitMs ?? DEFAULT_TIME_LIMIT_MS,
    failure: options.failure ?? 'reject',
    needsBefore: typeof needsBefore === 'function' ? (settings) => needsBefore(settings as never) : () => needsBefore,
    hooksFor: (settings) => options.hooksFor?.(settings as never) ?? HOOK_NAMES,
    hooks,
    instance,
    statistics: { calls: 0, totalMs: 0, failures: 0, lastError: null },
  };
}

function settingsReaderOf(options: PluginOptions, compile: SchemaCompiler): LoadedPlugin['readSettings'] {
  const validate = options.settingsSchema === undefined ? null : compile(options.settingsSchema);
  const check = (settings: unknown, endpoint: PluginEndpoint | null): readonly SettingsProblem[] =>
    options.checkSettings?.(settings as never, endpoint) ?? [];
  return (settings, endpoint) => readSettings(settings, validate, (complete) => check(complete, endpoint));
}
