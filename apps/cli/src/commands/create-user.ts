import { randomBytes } from 'node:crypto';
import { UserService } from '@dx/auth';
import type { UserOptions } from '../build-program.js';
import { CommandFailure, EXIT, type ExitCode } from '../exit-code.js';
import { withApplication } from '../open-application.js';
import { recordCreation } from '../record-creation.js';
import type { Terminal } from '../terminal.js';

const PASSWORD_BYTES = 18;

/** Creates a back-office user. Why no password option: it would stand in the shell's history. */
export async function createUser(terminal: Terminal, email: string, options: UserOptions): Promise<ExitCode> {
  const given = options.passwordStdin === true ? await readPassword(terminal) : null;
  const password = given ?? randomBytes(PASSWORD_BYTES).toString('base64url');
  const name = options.name ?? email.replace(/@.*$/, '');
  const user = await withApplication(terminal, async (app) => {
    const made = await app.get(UserService).create({ email, name, role: options.role, password });
    await recordCreation(app, terminal, { resource: 'users', id: made.id });
    return made;
  });
  terminal.note(`User ${user.email} (${user.role}) was created.`);
  if (given === null) {
    terminal.note('Password, shown this once:');
    terminal.out(password);
  }
  return EXIT.done;
}

async function readPassword(terminal: Terminal): Promise<string> {
  const [line = ''] = (await terminal.read('-')).split(/\r?\n/);
  if (line === '') throw new CommandFailure('There is no password on standard input.', EXIT.usage);
  return line;
}
