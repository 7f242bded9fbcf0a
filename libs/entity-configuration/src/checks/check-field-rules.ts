import type { EntityDefinition, FieldValidation } from '../model/definition.js';
import type { Findings } from './findings.js';

type NumberRule = 'min' | 'max' | 'precision' | 'scale' | 'maxLength' | 'minLength';

/** The contract names offending rules in this order. */
const RULES: readonly NumberRule[] = ['min', 'max', 'precision', 'scale', 'maxLength', 'minLength'];
const ALLOWED: ReadonlyMap<string, readonly NumberRule[]> = new Map<string, readonly NumberRule[]>([
  ['decimal', ['precision', 'scale']],
  ['float', ['precision', 'scale']],
  ['integer', ['min', 'max']],
  ['string', ['minLength', 'maxLength']],
]);
const CONSTRAINTS: ReadonlySet<string> = new Set(['url']);

/** The rules inside `validation`: each allowed for the field's type, none contradicting another. */
export function checkFieldRules(definition: EntityDefinition, findings: Findings): void {
  definition.fields.forEach((field, index) => {
    if (field.validation === undefined || field.validation === null) return;
    const path = `definition.fields[${index}].validation`;
    checkAllowed(field.type, field.validation, path, findings);
    checkContradictions(field.type, field.validation, path, findings);
    checkWholeNumbers(field.validation, path, findings);
    field.validation.constraints?.forEach(({ name }, at) => {
      if (CONSTRAINTS.has(name)) return;
      const message = `There is no constraint \`${name}\`; known: ${[...CONSTRAINTS].join(', ')}.`;
      findings.doubt('unknown-constraint', `${path}.constraints[${at}].name`, message);
    });
  });
}

function checkAllowed(type: string, validation: FieldValidation, path: string, findings: Findings): void {
  const allowed = ALLOWED.get(type) ?? [];
  const offending = RULES.filter((rule) => isSet(validation[rule]) && !allowed.includes(rule));
  if (offending.length === 0) return;
  const message = `Validation rule(s): \`${offending.join(',')}\` is not allowed for field type \`${type}\`.`;
  findings.doubt('rule-not-for-type', path, message);
}

function checkContradictions(type: string, validation: FieldValidation, path: string, findings: Findings): void {
  const { min, max, minLength, maxLength, precision, scale } = validation;
  if (type === 'decimal' || type === 'float') {
    if (isSet(precision) && isSet(scale) && scale >= precision) {
      const message = 'Validation setting `scale` must be less than `precision` for `decimal` field type.';
      findings.doubt('contradicting-rules', `${path}.scale`, message);
    }
  }
  if (type === 'integer' && isSet(min) && isSet(max) && min >= max) {
    const message = 'Validation setting `min` must be less than `max` for `integer` field type.';
    findings.doubt('contradicting-rules', `${path}.min`, message);
  }
  if (type === 'string' && isSet(minLength) && isSet(maxLength) && minLength > maxLength) {
    const message = 'Validation setting `minLength` must be less than `maxLength` for `string` field type.';
    findings.doubt('contradicting-rules', `${path}.minLength`, message);
  }
}

/** Every rule counts something; the contract stores whole numbers only. */
function checkWholeNumbers(validation: FieldValidation, path: string, findings: Findings): void {
  for (const rule of RULES) {
    const value = validation[rule];
    if (!isSet(value)) continue;
    const mayBeNegative = rule === 'min' || rule === 'max';
    if (Number.isInteger(value) && (mayBeNegative || value >= 0)) continue;
    const what = mayBeNegative ? 'a whole number' : 'a whole number, 0 or greater';
    findings.doubt('contradicting-rules', `${path}.${rule}`, `Validation setting \`${rule}\` must be ${what}.`);
  }
}

function isSet(value: number | null | undefined): value is number {
  return value !== undefined && value !== null;
}
