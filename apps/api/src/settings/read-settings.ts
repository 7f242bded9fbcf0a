import { readFileSync } from 'node:fs';
import { SETTING_DEFINITIONS, type SettingDefinition, type SettingName } from './setting-definitions.js';
import { groupSettings, type Settings, type SettingValues } from './settings.js';

/** The environment's variables, as `process.env` holds them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Thrown when settings are wrong; the message lists every one of them. */
export class SettingsError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(
      `${problems.length === 1 ? 'A setting is' : `${problems.length} settings are`} not valid:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
    this.name = 'SettingsError';
  }
}

/**
 * Reads and checks every setting at once.
 * A variable that is empty counts as not set; a secret may be given as a file's name in `<NAME>_FILE`.
 * @throws SettingsError naming each wrong variable, what was given (secrets masked) and what is allowed
 */
export function readSettings(env: Environment): Settings {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, definition] of Object.entries(SETTING_DEFINITIONS) as [SettingName, SettingDefinition<unknown>][]) {
    values[name] = readOne(name, definition, env, problems);
  }
  if (problems.length === 0) checkTogether(values as SettingValues, problems);
  if (problems.length > 0) throw new SettingsError(problems);
  return freezeDeep(groupSettings(values as SettingValues));
}

function readOne(
  name: SettingName,
  definition: SettingDefinition<unknown>,
  env: Environment,
  problems: string[],
): unknown {
  const given = givenText(name, definition.secret, env, problems);
  const raw = given ?? definition.default;
  if (raw === null) return null;
  const parsed = definition.parse(raw);
  if (parsed.ok) return parsed.value;
  problems.push(`${name}=${definition.secret ? '***' : JSON.stringify(raw)} must be ${parsed.allowed}`);
  return null;
}

function givenText(name: string, secret: boolean, env: Environment, problems: string[]): string | null {
  const direct = env[name]?.trim();
  const file = secret ? env[`${name}_FILE`]?.trim() : undefined;
  if (!file) return direct ? direct : null;
  if (direct) problems.push(`${name} and ${name}_FILE are both set: keep one of them`);
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    problems.push(`${name}_FILE=${JSON.stringify(file)} cannot be read (${(error as NodeJS.ErrnoException).code})`);
    return null;
  }
}

/** First parts of the server's own paths, which no endpoint may hide. */
const OWN_PATHS: ReadonlySet<string> = new Set([
  'admin',
  'authorize',
  'back-office',
  'docs',
  'health',
  'metrics',
  'openapi',
  'token',
]);

/** Rules that concern more than one setting, or the server's own routes. */
function checkTogether(values: SettingValues, problems: string[]): void {
  if (OWN_PATHS.has(values.ROUTE_PREFIX.split('/')[0] as string)) {
    problems.push(`ROUTE_PREFIX="${values.ROUTE_PREFIX}" must not begin with a path of the server itself`);
  }
  if (values.SESSION_LIFETIME_S < values.SESSION_IDLE_S) {
    problems.push(
      `SESSION_LIFETIME_S=${values.SESSION_LIFETIME_S} must not be less than SESSION_IDLE_S=${values.SESSION_IDLE_S}`,
    );
  }
  if (values.PAGE_LIMIT_DEFAULT > values.PAGE_LIMIT_MAX) {
    problems.push(
      `PAGE_LIMIT_DEFAULT=${values.PAGE_LIMIT_DEFAULT} must not be greater than PAGE_LIMIT_MAX=${values.PAGE_LIMIT_MAX}`,
    );
  }
}

function freezeDeep<T extends object>(value: T): T {
  for (const part of Object.values(value)) {
    if (typeof part === 'object' && part !== null) freezeDeep(part as object);
  }
  return Object.freeze(value);
}
