import { isRelationPath } from '../compile/compile-snapshot.js';
import type { ConfigurationProblem, Snapshot } from '../model/snapshot.js';

/** An endpoint that is switched on and cannot be served. */
export interface InactiveEndpoint {
  readonly alias: string;
  readonly configurationId: number;
  readonly reasons: readonly string[];
}

/** A line for the operator's log. */
export interface LogLine {
  readonly level: 'log' | 'warn';
  readonly text: string;
}

/** Why limited: a shop's first import may have hundreds of oddities; the admin API lists them all. */
const WARNINGS_MAX = 20;

/** The endpoints that errors keep from being served, with every reason. */
export function listInactive(problems: readonly ConfigurationProblem[]): readonly InactiveEndpoint[] {
  const inactive = new Map<number, { alias: string; configurationId: number; reasons: string[] }>();
  for (const { alias, configurationId, severity, path, message } of problems) {
    if (severity !== 'error' || isRelationPath(path)) continue;
    const entry = inactive.get(configurationId) ?? { alias, configurationId, reasons: [] };
    entry.reasons.push(`${path}: ${message.trimEnd()}`);
    inactive.set(configurationId, entry);
  }
  return [...inactive.values()];
}

/** What an operator should read when `after` takes the place of `before`. */
export function describeChanges(before: Snapshot | null, after: Snapshot): readonly LogLine[] {
  const wereInactive = new Map(listInactive(before?.problems ?? []).map((it) => [it.configurationId, it]));
  const inactive = listInactive(after.problems);
  const lines: LogLine[] = [];
  for (const { alias, configurationId, reasons } of inactive) {
    const same = wereInactive.get(configurationId)?.reasons.join() === reasons.join();
    if (!same) lines.push({ level: 'warn', text: `endpoint \`${alias}\` inactive: ${reasons.join('; ')}` });
  }
  for (const { alias } of wereInactive.values()) {
    if (after.entities.has(alias) && before?.entities.has(alias) !== true) {
      lines.push({ level: 'log', text: `endpoint \`${alias}\` active again` });
    }
  }
  lines.push(...describeOthers(before, after));
  const served = `${after.entities.size} endpoint(s) active`;
  const broken = inactive.length === 0 ? '' : `, ${inactive.length} inactive`;
  lines.push({ level: 'log', text: `${served}${broken} (revision ${after.revision})` });
  return lines;
}

/** Broken relations and warnings that were not there before. */
function describeOthers(before: Snapshot | null, after: Snapshot): readonly LogLine[] {
  const known = new Set((before?.problems ?? []).map(lineOf));
  const fresh = after.problems
    .filter(({ severity, path }) => severity === 'warning' || isRelationPath(path))
    .map(lineOf)
    .filter((line) => !known.has(line));
  const lines = fresh.slice(0, WARNINGS_MAX).map((text): LogLine => ({ level: 'warn', text }));
  const rest = fresh.length - lines.length;
  return rest > 0 ? [...lines, { level: 'warn', text: `${rest} more oddities; the admin API lists them all` }] : lines;
}

function lineOf({ alias, path, message }: ConfigurationProblem): string {
  return `endpoint \`${alias}\`: ${path}: ${message.trimEnd()}`;
}
