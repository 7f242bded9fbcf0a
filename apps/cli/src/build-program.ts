import { Command, InvalidArgumentError, Option } from 'commander';
import type { ExitCode } from './exit-code.js';
import type { Terminal } from './terminal.js';

const EXIT_CODES = `
Exit codes: 0 done, 1 failed or problems found, 2 wrong command or settings.
Settings are read from the environment and .env, as the server does.`;

/** A command; the program waits for it and ends with its exit code. */
type Action = (...args: never[]) => Promise<ExitCode>;

/**
 * The command line's commands and options. Why each command is imported when it runs: `--help` must not load the
 * whole server.
 */
export function buildProgram(terminal: Terminal, finish: (exitCode: ExitCode) => void): Command {
  const run =
    (action: Action) =>
    async (...args: unknown[]): Promise<void> =>
      finish(await (action as (...args: unknown[]) => Promise<ExitCode>)(...args));
  const program = new Command('dx')
    .description('Operates a Data Exchange API server: the same work as its admin API, without a running server.')
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.note(text.trimEnd()),
    })
    .addHelpText('after', EXIT_CODES)
    .exitOverride()
    .showHelpAfterError('(add --help for what is possible)');
  addSetUp(program, terminal, run);
  addConfig(program.command('config').description('entity configurations as installer files'), terminal, run);
  addAccess(program, terminal, run);
  addPlugin(program.command('plugin').description('plugins of your own'), terminal, run);
  addInspection(program, terminal, run);
  return program;
}

type Run = (action: Action) => (...args: unknown[]) => Promise<void>;

function addSetUp(program: Command, terminal: Terminal, run: Run): void {
  program
    .command('migrate')
    .description("create the server's own tables, or bring them up to date")
    .action(run(async () => (await import('./commands/migrate.js')).migrate(terminal)));
  const sample = program.command('sample').description('the sample shop');
  sample
    .command('load')
    .description('create the sample shop, with its endpoints, in a database that has none of its tables')
    .action(run(async () => (await import('./commands/load-sample.js')).loadSample(terminal)));
}

function addConfig(config: Command, terminal: Terminal, run: Run): void {
  config
    .command('import <file>')
    .description('import an installer file (- for standard input)')
    .option('--update', 'overwrite configurations that are stored already; without it they are skipped')
    .option('--dry-run', 'do everything, then undo it')
    .option('--json', 'print the result as JSON')
    .action(
      run(async (file: string, options: ImportOptions) =>
        (await import('./commands/import-configurations.js')).importConfigurations(terminal, file, options),
      ),
    );
  config
    .command('export [file]')
    .description('write all configurations to a file, or to standard output')
    .action(
      run(async (file: string | undefined) =>
        (await import('./commands/export-configurations.js')).exportConfigurations(terminal, file),
      ),
    );
  config
    .command('validate <file>')
    .description('check an installer file against the database, storing nothing')
    .option('--strict', 'also fail on warnings')
    .option('--json', 'print the problems as JSON')
    .action(
      run(async (file: string, options: ValidateOptions) =>
        (await import('./commands/validate-configurations.js')).validateConfigurations(terminal, file, options),
      ),
    );
}

function addAccess(program: Command, terminal: Terminal, run: Run): void {
  const user = program.command('user').description('back-office users');
  user
    .command('create <email>')
    .description('create a back-office user; prints a made-up password once unless one is given')
    .option('--name <name>', 'the name that others see; default: the part of the e-mail before the @')
    .addOption(
      new Option('--role <role>', 'what the user may do').choices(['owner', 'editor', 'viewer']).default('editor'),
    )
    .option('--password-stdin', 'read the password from the first line of standard input')
    .action(
      run(async (email: string, options: UserOptions) =>
        (await import('./commands/create-user.js')).createUser(terminal, email, options),
      ),
    );
  const apiKey = program.command('api-key').description('API keys');
  apiKey
    .command('create <name>')
    .description('create an API key and print it, this once')
    .requiredOption('--scope <scope...>', '`*`, or alias:verb such as countries:read, *:read or prices:*')
    .option('--expires-in-days <days>', 'days until it ends; 0: never', parseDays, 90)
    .option('--json', 'print the key with its details as JSON')
    .action(
      run(async (name: string, options: ApiKeyOptions) =>
        (await import('./commands/create-api-key.js')).createApiKey(terminal, name, options),
      ),
    );
}

function addPlugin(plugin: Command, terminal: Terminal, run: Run): void {
  plugin
    .command('new <name>')
    .description('make a plugin and its test from a template; names are lower case letters, digits and dashes')
    .option('--dir <folder>', 'where; give this folder to the server as PLUGINS_DIR', 'plugins')
    .action(
      run(async (name: string, options: PluginNewOptions) =>
        (await import('./commands/create-plugin.js')).createPlugin(terminal, name, options),
      ),
    );
}

function addInspection(program: Command, terminal: Terminal, run: Run): void {
  program
    .command('openapi')
    .description('print the OpenAPI document of all endpoints and the admin API')
    .option('--alias <alias>', 'only this endpoint')
    .addOption(new Option('--format <format>', 'how it is written').choices(['json', 'yaml']).default('json'))
    .option('--server-url <url>', 'address of the server in the document', '/')
    .action(
      run(async (options: OpenApiOptions) =>
        (await import('./commands/print-openapi.js')).printOpenApi(terminal, options),
      ),
    );
  program
    .command('doctor')
    .description('check settings, database, rights and configurations, and say what to do')
    .option('--json', 'print the findings as JSON')
    .action(
      run(async (options: { json?: boolean }) => (await import('./commands/doctor.js')).doctor(terminal, options)),
    );
}

/** Options of `config import`. */
export interface ImportOptions {
  readonly update?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** Options of `config validate`. */
export interface ValidateOptions {
  readonly strict?: boolean;
  readonly json?: boolean;
}

/** Options of `user create`. */
export interface UserOptions {
  readonly name?: string;
  readonly role: 'owner' | 'editor' | 'viewer';
  readonly passwordStdin?: boolean;
}

/** Options of `api-key create`. */
export interface ApiKeyOptions {
  readonly scope: readonly string[];
  readonly expiresInDays: number;
  readonly json?: boolean;
}

/** Options of `plugin new`. */
export interface PluginNewOptions {
  readonly dir: string;
}

/** Options of `openapi`. */
export interface OpenApiOptions {
  readonly alias?: string;
  readonly format: 'json' | 'yaml';
  readonly serverUrl: string;
}

function parseDays(text: string): number {
  const days = Number(text);
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('It must be a whole number of days, 0 to 9999.');
  return days;
}
