import { CommandFailure, EXIT } from './exit-code.js';
import type { Terminal } from './terminal.js';

/** Reads an installer file: a JSON list. Fails with a sentence that says what is wrong with it. */
export async function readInstallerFile(terminal: Terminal, file: string): Promise<readonly unknown[]> {
  const text = await terminal.read(file).catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailure(`${file} cannot be read (${error.code ?? error.message}).`, EXIT.usage);
  });
  const value = parse(file, text);
  if (!Array.isArray(value)) throw new CommandFailure(`${file} must hold a JSON list of configurations.`, EXIT.usage);
  return value as readonly unknown[];
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandFailure(`${file} is not valid JSON: ${(error as Error).message}`, EXIT.usage);
  }
}
