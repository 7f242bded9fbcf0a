import { CommanderError } from 'commander';
import { readSettings, SettingsError } from '../../api/src/settings/read-settings.js';
import type { Settings } from '../../api/src/settings/settings.js';
import { buildProgram } from './build-program.js';
import { CommandFailure, EXIT, type ExitCode } from './exit-code.js';
import type { Terminal } from './terminal.js';

/** Runs one command line and returns its exit code; never throws. */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.done;
  const program = buildProgram(terminal, (code) => (exitCode = code));
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    if (error instanceof CommandFailure) {
      terminal.note(error.message);
      return error.exitCode;
    }
    // Why imported now: `--help` must not load the database's drivers.
    const { describeStartError } = await import('../../api/src/start/describe-start-error.js');
    terminal.note(describeStartError(error, settingsOf(terminal)));
    return error instanceof SettingsError ? EXIT.usage : EXIT.failed;
  }
}

function settingsOf(terminal: Terminal): Settings | null {
  try {
    return readSettings(terminal.env);
  } catch {
    return null;
  }
}
