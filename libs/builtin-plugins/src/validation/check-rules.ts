import type { PluginEndpoint, SettingsProblem } from '@dx/plugin-registry';
import { compilePattern } from './compile-pattern.js';
import type { ValidationRule, ValidationSettings } from './validation-settings.js';

/** What a schema cannot see: patterns that do not compile, and fields that the endpoint does not have. */
export function checkRules({ rules }: ValidationSettings, endpoint: PluginEndpoint | null): readonly SettingsProblem[] {
  return rules.flatMap((rule, index) => {
    const at = `rules[${index}]`;
    const unknown = endpoint === null ? [] : fieldsOf(rule).filter(({ name }) => !endpoint.fields.has(name));
    return [
      ...unknown.map(({ key, name }) => ({ path: `${at}.${key}`, message: `There is no field \`${name}\`.` })),
      ...checkPattern(rule, at),
    ];
  });
}

function checkPattern(rule: ValidationRule, at: string): readonly SettingsProblem[] {
  if (rule.kind !== 'pattern') return [];
  const compiled = compilePattern(rule.pattern, rule.ignoreCase);
  return compiled.kind === 'bad' ? [{ path: `${at}.pattern`, message: `Is no RE2 pattern: ${compiled.reason}.` }] : [];
}

function fieldsOf(rule: ValidationRule): readonly { readonly key: string; readonly name: string }[] {
  switch (rule.kind) {
    case 'unique':
      return rule.fields.map((name, index) => ({ key: `fields[${index}]`, name }));
    case 'compare':
      return [
        { key: 'field', name: rule.field },
        { key: 'other', name: rule.other },
      ];
    case 'pattern':
    case 'enum':
    case 'exists':
      return [{ key: 'field', name: rule.field }];
  }
}
