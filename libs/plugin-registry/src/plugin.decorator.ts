import { Injectable, SetMetadata, applyDecorators } from '@nestjs/common';
import type { HookName } from './contract.js';

/** The metadata key under which a plugin's options are found by the registry. */
export const PLUGIN_OPTIONS = 'dx:plugin-options';

/** What is known of an endpoint when settings are checked; null once it is in force. */
export interface PluginEndpoint {
  readonly table: string;
  /** Visible names of the fields. */
  readonly fields: ReadonlySet<string>;
}

/** One thing wrong with settings; `path` is below the settings, e.g. `rules[0].pattern`. */
export interface SettingsProblem {
  readonly path: string;
  readonly message: string;
}

/** What a plugin says of itself. */
export interface PluginOptions {
  /** Unique; lower case letters, digits and dashes. */
  readonly name: string;
  /** One sentence for administrators. */
  readonly description: string;
  /** Lower runs first; plugins of equal order run by name. Default 100. */
  readonly order?: number;
  /**
   * `endpoint` (default): an administrator switches it on per endpoint, with settings.
   * `always`: at work on every endpoint that `aliases` or `tables` name; on all when neither is given.
   */
  readonly activation?: 'endpoint' | 'always';
  /** With `always`: only these endpoints. */
  readonly aliases?: readonly string[];
  /** With `always`: only endpoints on these tables. */
  readonly tables?: readonly string[];
  /** JSON Schema (draft-07) of the settings object that an endpoint gives it; absent: it takes none. */
  readonly settingsSchema?: Readonly<Record<string, unknown>>;
  /** Most milliseconds that one call of a hook may take. Default 2000. */
  readonly timeLimitMs?: number;
  /**
   * What happens when a hook throws something that is no coded error, or runs out of time:
   * `reject` (default) answers 500 `1980` and undoes the unit of work; `continue` logs it and goes on.
   * A coded error (`CodedException`, or returned violations) always rejects.
   */
  readonly failure?: 'reject' | 'continue';
  /**
   * Rules that no JSON Schema can say, asked when a configuration is saved and again before the first request: a pattern
   * that does not compile, a field that the endpoint does not have.
   */
  readonly checkSettings?: (settings: never, endpoint: PluginEndpoint | null) => readonly SettingsProblem[];
  /** Whether `afterWrite` wants rows as they were before (costs one read per write), always or for these settings. */
  readonly needsBefore?: boolean | ((settings: never) => boolean);
  /** Hooks that only run when the plugin's settings ask for them may be left out per endpoint. */
  readonly hooksFor?: (settings: never) => readonly HookName[];
}

/** Makes a provider class a plugin: list it in the providers of any module, and the registry finds it. */
export function DataExchangePlugin(options: PluginOptions): ClassDecorator {
  return applyDecorators(Injectable(), SetMetadata(PLUGIN_OPTIONS, options));
}
