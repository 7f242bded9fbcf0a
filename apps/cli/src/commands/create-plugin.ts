import { mkdir, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PluginNewOptions } from '../build-program.js';
import { CommandFailure, EXIT, type ExitCode } from '../exit-code.js';
import { pluginSource } from '../plugin-template/plugin-source.js';
import { pluginTest } from '../plugin-template/plugin-test.js';
import type { Terminal } from '../terminal.js';

const NAME = /^[a-z][a-z0-9-]{0,62}$/;
const HARNESS = ['dist', 'libs', 'plugin-harness', 'src', 'index.js'];

/** Makes a plugin with its test; both run as they are. Refuses to overwrite. */
export async function createPlugin(terminal: Terminal, name: string, { dir }: PluginNewOptions): Promise<ExitCode> {
  if (!NAME.test(name)) {
    throw new CommandFailure(`The name must be lower case letters, digits and dashes, not \`${name}\`.`, EXIT.usage);
  }
  const folder = resolve(dir, name);
  const files = {
    [`${name}.plugin.mjs`]: pluginSource(name),
    [`${name}.test.mjs`]: pluginTest(name, pathFrom(folder, join(projectFolder(), ...HARNESS))),
  };
  for (const file of Object.keys(files)) {
    if (existsSync(join(folder, file))) throw new CommandFailure(`${join(dir, name, file)} exists already.`);
  }
  await mkdir(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    await writeFile(join(folder, file), text, { flag: 'wx' });
    terminal.out(join(dir, name, file));
  }
  terminal.note(
    `\nTest it:   node --test ${join(dir, name)}${sep}\nLoad it:   PLUGINS_DIR=${dir} npm start\n` +
      `Switch it on in the configuration of an endpoint: "plugins": [{ "name": "${name}", "settings": { "field": "…" } }]`,
  );
  return EXIT.done;
}

/** Why searched: the compiled program lies deeper than its source. */
function projectFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
  }
  throw new CommandFailure('The folder of this program has no package.json.');
}

function pathFrom(folder: string, file: string): string {
  const path = relative(folder, file).split(sep).join('/');
  return path.startsWith('.') ? path : `./${path}`;
}
