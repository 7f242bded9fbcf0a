import type { ConfigurationRule } from '../model/configuration-rule.js';
import type { ConfigurationViolation } from '../model/configuration-violation.js';

/** Collects violations of one configuration. */
export class Findings {
  readonly list: ConfigurationViolation[] = [];

  constructor(readonly purpose: 'save' | 'load') {}

  /** Cannot work: an error whatever the purpose. */
  error(rule: ConfigurationRule, path: string, message: string): void {
    this.list.push({ severity: 'error', rule, path, message });
  }

  /** Must not be saved, but a stored row with it works. */
  doubt(rule: ConfigurationRule, path: string, message: string): void {
    this.list.push({ severity: this.purpose === 'save' ? 'error' : 'warning', rule, path, message });
  }

  /** Works; an admin should know. */
  warning(rule: ConfigurationRule, path: string, message: string): void {
    this.list.push({ severity: 'warning', rule, path, message });
  }
}
