import { writeFile } from 'node:fs/promises';
import { ConfigurationStore } from '@dx/entity-configuration';
import { EXIT, type ExitCode } from '../exit-code.js';
import { withApplication } from '../open-application.js';
import type { Terminal } from '../terminal.js';

/** Writes all configurations as an installer file; the same configurations always give the same bytes. */
export async function exportConfigurations(terminal: Terminal, file: string | undefined): Promise<ExitCode> {
  const { configurations, leftOut } = await withApplication(terminal, (app) => app.get(ConfigurationStore).exportAll());
  const text = JSON.stringify(configurations, null, 2);
  if (file === undefined || file === '-') {
    terminal.out(text);
  } else {
    await writeFile(file, `${text}\n`);
    terminal.note(`${configurations.length} configuration(s) written to ${file}.`);
  }
  if (leftOut.length > 0)
    terminal.note(`Not exported, because their stored definitions cannot be read: ${leftOut.join(', ')}`);
  return EXIT.done;
}
