import type { Entity } from '@dx/entity-configuration';
import { ExactNumber, serverErrors } from '@dx/kernel';
import type { JsonValue } from '@dx/kernel';
import type { InputRecord, PluginViolation } from '@dx/plugin-registry';
import { compareValues, kindOf } from './compare-values.js';
import { compilePattern } from './compile-pattern.js';
import type { CompareRule, EnumRule, PatternRule, ValidationRule } from './validation-settings.js';
import { sentence } from './sentence.js';

type Check = (record: InputRecord) => readonly PluginViolation[];

/** The rules that can be asked of what came in, each ready for many records. */
export function inputChecks(rules: readonly ValidationRule[], entity: Entity): readonly Check[] {
  return rules.flatMap((rule): Check[] => {
    switch (rule.kind) {
      case 'pattern':
        return [patternCheck(rule)];
      case 'enum':
        return [enumCheck(rule)];
      case 'compare':
        return compareCheck(rule, entity);
      case 'unique':
      case 'exists':
        return [];
    }
  });
}

function patternCheck(rule: PatternRule): Check {
  const pattern = compilePattern(rule.pattern, rule.ignoreCase);
  return ({ path, fields }) => {
    const text = scalarText(fields[rule.field]);
    if (text === null || (pattern.kind === 'good' && pattern.test(text))) return [];
    const plain = `The value of field \`{path}\` does not match the pattern \`${rule.pattern}\`.`;
    return [serverErrors.rulePattern({ path, field: rule.field, message: sentence(rule, path, rule.field, plain) })];
  };
}

function enumCheck(rule: EnumRule): Check {
  const allowed = new Set(rule.values.map(String));
  const plain = `The value of field \`{path}\` must be one of: ${rule.values.join(', ')}.`;
  return ({ path, fields }) => {
    const text = scalarText(fields[rule.field]);
    if (text === null || allowed.has(text)) return [];
    return [serverErrors.ruleEnum({ path, field: rule.field, message: sentence(rule, path, rule.field, plain) })];
  };
}

/** Why only when both were sent: what was not sent is in the row, which is looked at when it was written. */
function compareCheck(rule: CompareRule, entity: Entity): Check[] {
  const [left, right] = [entity.fieldsByName.get(rule.field), entity.fieldsByName.get(rule.other)];
  if (left === undefined || right === undefined) return [];
  const kind = kindOf(left, right);
  return [
    ({ path, fields }) =>
      compareValues(kind, fields[rule.field], rule.operator, fields[rule.other]) === false
        ? [brokenComparison(rule, path)]
        : [],
  ];
}

/** The violation of a comparison. */
export function brokenComparison(rule: CompareRule, path: string): PluginViolation {
  const plain = `The value of field \`{path}\` must be ${rule.operator} the value of \`${rule.other}\`.`;
  return serverErrors.ruleCompare({ path, field: rule.field, message: sentence(rule, path, rule.field, plain) });
}

function scalarText(value: JsonValue | undefined): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' && !(value instanceof ExactNumber) ? null : String(value);
}
