import type { ErrorObject, ValidateFunction } from 'ajv';
import type { SettingsProblem } from './plugin.decorator.js';

/** Makes a checker of a JSON Schema. */
export type SchemaCompiler = (schema: Readonly<Record<string, unknown>>) => ValidateFunction;

/** Settings as a plugin gets them, and what is wrong with them. */
export interface SettingsReading {
  readonly settings: unknown;
  readonly problems: readonly SettingsProblem[];
}

/**
 * Fills in a schema's defaults and finds everything that is wrong; the given object stays as it is. `check` is asked only
 * when the schema is content.
 */
export function readSettings(
  given: unknown,
  validate: ValidateFunction | null,
  check: (settings: unknown) => readonly SettingsProblem[],
): SettingsReading {
  const settings: unknown = structuredClone(given);
  if (validate === null) {
    const names = typeof settings === 'object' && settings !== null ? Object.keys(settings) : [];
    const problems = names.map((path) => ({ path, message: 'The plugin takes no settings.' }));
    return { settings, problems: problems.length > 0 ? problems : check(settings) };
  }
  if (!validate(settings)) return { settings, problems: toProblems(validate.errors ?? []) };
  return { settings, problems: check(settings) };
}

/** Why some are left out: beside what is wrong inside of a branch, that no branch fits says nothing. */
function toProblems(errors: readonly ErrorObject[]): readonly SettingsProblem[] {
  const telling = errors.filter(({ keyword }) => !['oneOf', 'anyOf', 'if'].includes(keyword));
  const problems = (telling.length > 0 ? telling : errors).map((error) => ({
    path: pathOf(error),
    message: messageOf(error),
  }));
  return [...new Map(problems.map((problem) => [`${problem.path}\0${problem.message}`, problem])).values()];
}

function pathOf({ instancePath, keyword, params }: ErrorObject): string {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((text, part) => (/^\d+$/.test(part) ? `${text}[${part}]` : join(text, part)), '');
  if (keyword === 'required') return join(path, String(params['missingProperty']));
  if (keyword === 'additionalProperties') return join(path, String(params['additionalProperty']));
  return path;
}

function messageOf({ keyword, message, params }: ErrorObject): string {
  if (keyword === 'required') return 'Is missing.';
  if (keyword === 'additionalProperties') return 'There is no such setting.';
  if (keyword === 'enum') return `Must be one of ${(params['allowedValues'] as readonly unknown[]).join(', ')}.`;
  if (keyword === 'const') return `Must be ${JSON.stringify(params['allowedValue'])}.`;
  const text = message ?? 'is invalid';
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
