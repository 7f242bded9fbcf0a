import type { ImportProblem } from '@dx/entity-configuration';

/** A problem as one line: `error  [3].definition.identifier (countries): …`. */
export function describeProblem({ severity, path, alias, message }: ImportProblem): string {
  const of = alias === null || alias === '' ? '' : ` (${alias})`;
  return `${severity.padEnd(7)}  ${path}${of}: ${message.trimEnd()}`;
}

/** How many problems there are, in words. */
export function countProblems(problems: readonly ImportProblem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return `${errors} error(s), ${problems.length - errors} warning(s)`;
}
