import { ExactNumber } from '@dx/kernel';
import type { ConfigurationViolation } from './configuration-violation.js';

/** Collects what was odd while JSON of unknown origin is read; reading itself never fails. */
export class Oddities {
  readonly list: ConfigurationViolation[] = [];
  private readonly unknownPaths: string[] = [];
  private readonly unknownByGroup = new Map<string, Set<string>>();

  /** A value of the wrong JSON type that was taken for something else, or left out. */
  wrongType(path: string, message: string): void {
    this.list.push({ severity: 'warning', rule: 'wrong-json-type', path, message });
  }

  /**
   * Notes keys of the object at `at` that this server does not know. Why grouped: a shop's file has the same key in
   * hundreds of fields.
   */
  keysOf(value: JsonRecord, known: ReadonlySet<string>, group: string, at: string = group): void {
    for (const key of Object.keys(value)) {
      if (known.has(key)) continue;
      const keys = this.unknownByGroup.get(group) ?? new Set<string>();
      this.unknownByGroup.set(group, keys.add(key));
      this.unknownPaths.push(pathOf({ of: value, key, at }));
    }
  }

  /** The path of every key that this server does not know. */
  unknownKeys(): readonly string[] {
    return this.unknownPaths;
  }

  /** Everything that was noted. */
  all(): readonly ConfigurationViolation[] {
    const ignored = [...this.unknownByGroup].map(([path, keys]): ConfigurationViolation => ({
      severity: 'warning',
      rule: 'unknown-key',
      path,
      message: `Unknown keys are ignored: ${[...keys].sort().join(', ')}`,
    }));
    return [...this.list, ...ignored];
  }
}

/** A JSON object of unknown content. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. */
export function isJsonRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}

/** A member of a JSON object, and where the object stands. Why so: the path as text is only needed when something is odd. */
export interface Member {
  readonly of: JsonRecord;
  readonly key: string;
  /** Path of the object, empty at the top. */
  readonly at: string;
}

/** The member's path, e.g. `definition.fields[3].type`. */
export function pathOf({ at, key }: Member): string {
  return at === '' || key.startsWith('[') ? `${at}${key}` : `${at}.${key}`;
}

/** Reads a flag; other truthy values than `true` count, as the contract says, but `"0"`, `"false"` and containers do not. */
export function readFlag(member: Member, oddities: Oddities): boolean | undefined {
  const value = member.of[member.key];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'boolean') return value;
  const flag =
    typeof value === 'number'
      ? value !== 0
      : typeof value === 'string' && !['', '0', 'false'].includes(value.toLowerCase());
  oddities.wrongType(pathOf(member), `Must be true or false; read as ${String(flag)}.`);
  return flag;
}

/** Reads a number; a text of digits counts, anything else is left out. */
export function readNumber(member: Member, oddities: Oddities): number | undefined {
  const value = member.of[member.key];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number') return value;
  if (value instanceof ExactNumber) return Number(value.text);
  if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim())) {
    oddities.wrongType(pathOf(member), `Must be a number; the text was read as ${Number(value)}.`);
    return Number(value);
  }
  oddities.wrongType(pathOf(member), 'Must be a number; left out.');
  return undefined;
}

/** Reads a text; a number counts as its digits, anything else is left out. */
export function readText(member: Member, oddities: Oddities): string | undefined {
  const value = member.of[member.key];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || value instanceof ExactNumber) {
    oddities.wrongType(pathOf(member), 'Must be a text; the number was read as text.');
    return String(value);
  }
  oddities.wrongType(pathOf(member), 'Must be a text; left out.');
  return undefined;
}

/** Reads a text that may be given as a list, which is joined by `, ` as the contract's installer does. */
export function readJoinedText(member: Member, oddities: Oddities): string | undefined {
  const value = member.of[member.key];
  if (!Array.isArray(value)) return readText(member, oddities);
  const at = pathOf(member);
  return value
    .map((item: unknown, index) => readText({ of: { [`[${index}]`]: item }, key: `[${index}]`, at }, oddities) ?? '')
    .join(', ');
}

/** Reads a list; a missing one is empty, something else is reported and empty. */
export function readList(member: Member, oddities: Oddities): readonly unknown[] {
  const value = member.of[member.key];
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  oddities.wrongType(pathOf(member), 'Must be a list; left out.');
  return [];
}
