import { ConfigurationStore, type ImportResult } from '@dx/entity-configuration';
import type { ImportOptions } from '../build-program.js';
import { CLI_CALLER } from '../cli-caller.js';
import { countProblems, describeProblem } from '../describe-problem.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { withApplication } from '../open-application.js';
import { readInstallerFile } from '../read-installer-file.js';
import type { Terminal } from '../terminal.js';

/** Imports an installer file. Exit code 1 when something of it cannot work; everything else is stored all the same. */
export async function importConfigurations(
  terminal: Terminal,
  file: string,
  { update = false, dryRun = false, json = false }: ImportOptions,
): Promise<ExitCode> {
  const entries = await readInstallerFile(terminal, file);
  const result = await withApplication(terminal, (app) =>
    app.get(ConfigurationStore).importAll(entries, { update, dryRun, author: CLI_CALLER.name }),
  );
  if (json) terminal.out(JSON.stringify(result, null, 2));
  else report(terminal, result, dryRun);
  return result.problems.some(({ severity }) => severity === 'error') ? EXIT.failed : EXIT.done;
}

function report(terminal: Terminal, { problems, ...lists }: ImportResult, dryRun: boolean): void {
  for (const problem of problems) terminal.note(describeProblem(problem));
  for (const [what, aliases] of Object.entries(lists)) {
    if (aliases.length > 0) terminal.out(`${what}: ${aliases.join(', ')}`);
  }
  if (problems.length > 0) terminal.note(countProblems(problems));
  if (dryRun) terminal.note('Nothing was stored (--dry-run).');
}
