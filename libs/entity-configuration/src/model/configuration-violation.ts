import type { ConfigurationRule } from './configuration-rule.js';

/** One broken rule at one place of a configuration. */
export interface ConfigurationViolation {
  /** `error`: cannot work (and is not saved); `warning`: works, but an admin should know. */
  readonly severity: 'error' | 'warning';
  readonly rule: ConfigurationRule;
  /** Inside the configuration's JSON, e.g. `definition.fields[3].fieldName`. */
  readonly path: string;
  readonly message: string;
}
