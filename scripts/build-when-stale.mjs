// Builds the program when it was never built, or when a source is younger than the build; else it costs milliseconds.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tryBuildBackOffice } from './build-back-office.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const BUILT = join(ROOT, 'dist', 'apps', 'cli', 'src', 'main.js');
const SOURCES = ['apps/api/src', 'apps/cli/src', 'libs'];
const SETTINGS = ['tsconfig.json', 'tsconfig.build.json', 'nest-cli.json', 'package-lock.json'];

const builtAt = timeOf(BUILT);
if (builtAt === null || isYounger(builtAt)) {
  const nest = join(ROOT, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  // Why the output goes to standard error: standard output belongs to the command that is run next.
  const { status } = spawnSync(process.execPath, [nest, 'build'], { cwd: ROOT, stdio: ['ignore', 2, 2] });
  if (status !== 0) {
    process.stderr.write('The program could not be built. Are all packages installed (npm ci)?\n');
    process.exit(1);
  }
  // Why: the build empties `dist`, and a server that runs from it serves the Back Office from there.
  await tryBuildBackOffice();
}

/** Whether any source, or a folder of sources (after something was removed), changed after `time`. */
function isYounger(time) {
  if (SETTINGS.some((file) => (timeOf(join(ROOT, file)) ?? 0) > time)) return true;
  const folders = SOURCES.map((folder) => join(ROOT, folder));
  while (folders.length > 0) {
    const folder = folders.pop();
    if ((timeOf(folder) ?? 0) > time) return true;
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) folders.push(path);
      else if (/\.ts$/.test(entry.name) && !/\.spec\.ts$/.test(entry.name) && timeOf(path) > time) return true;
    }
  }
  return false;
}

function timeOf(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
}
