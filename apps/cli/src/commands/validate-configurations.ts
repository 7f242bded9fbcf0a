import { ConfigurationStore } from '@dx/entity-configuration';
import type { ValidateOptions } from '../build-program.js';
import { countProblems, describeProblem } from '../describe-problem.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { withApplication } from '../open-application.js';
import { readInstallerFile } from '../read-installer-file.js';
import type { Terminal } from '../terminal.js';

/** Checks an installer file as importing it would, and stores nothing. Exit code 1 when something cannot work. */
export async function validateConfigurations(
  terminal: Terminal,
  file: string,
  { strict = false, json = false }: ValidateOptions,
): Promise<ExitCode> {
  const entries = await readInstallerFile(terminal, file);
  // Why an undone import: relations are then checked against the whole file and all that is stored.
  const { problems } = await withApplication(terminal, (app) =>
    app.get(ConfigurationStore).importAll(entries, { update: true, dryRun: true }),
  );
  if (json) terminal.out(JSON.stringify(problems, null, 2));
  else for (const problem of problems) terminal.out(describeProblem(problem));
  const bad = problems.filter(({ severity }) => strict || severity === 'error');
  terminal.note(
    `${entries.length} configuration(s): ${problems.length === 0 ? 'all is well' : countProblems(problems)}`,
  );
  return bad.length > 0 ? EXIT.failed : EXIT.done;
}
