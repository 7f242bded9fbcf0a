// Builds the Back Office into dist/back-office. The result is kept by the hash of its sources, so that a start without
// changes copies files instead of bundling for seconds. With `--optional` a failure is told and ends with 0: a server
// without its Back Office still answers its API, and says at /admin what is missing.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const SOURCE = join(ROOT, 'apps', 'back-office');
const TARGET = join(ROOT, 'dist', 'back-office');
const CACHE = join(ROOT, 'node_modules', '.cache', 'back-office');
const MARK = '.sources';

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await (process.argv.includes('--optional') ? tryBuildBackOffice() : buildBackOffice());
}

/** As {@link buildBackOffice}, but a failure is only told. */
export async function tryBuildBackOffice({ log = console.error } = {}) {
  try {
    await buildBackOffice({ log });
  } catch (error) {
    log(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}

WARNING: the Back Office could not be built, for the reason above. Everything else works; /admin answers 503.
Are all packages installed (npm ci)? Once it is corrected: node scripts/build-back-office.mjs
`);
  }
}

/** Makes sure that dist/back-office is what the sources say. */
export async function buildBackOffice({ log = console.error } = {}) {
  const hash = hashSources();
  if (readMark(TARGET) === hash) return;
  if (readMark(CACHE) !== hash) {
    log('Building the Back Office …');
    // Why: started from a test run, the bundler would take that run's environment and build for development.
    process.env.NODE_ENV = 'production';
    const { build } = await import('vite');
    rmSync(CACHE, { recursive: true, force: true });
    await build({
      configFile: join(SOURCE, 'vite.config.mjs'),
      logLevel: 'warn',
      build: { outDir: CACHE, emptyOutDir: true },
    });
    writeFileSync(join(CACHE, MARK), hash);
  }
  rmSync(TARGET, { recursive: true, force: true });
  mkdirSync(dirname(TARGET), { recursive: true });
  cpSync(CACHE, TARGET, { recursive: true });
}

function hashSources() {
  const hash = createHash('sha256').update(readFileSync(join(ROOT, 'package-lock.json')));
  const folders = [SOURCE];
  while (folders.length > 0) {
    const folder = folders.pop();
    const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) folders.push(path);
      else hash.update(relative(SOURCE, path)).update('\0').update(readFileSync(path));
    }
  }
  return hash.digest('hex');
}

function readMark(folder) {
  const file = join(folder, MARK);
  return existsSync(file) && existsSync(join(folder, 'index.html')) ? readFileSync(file, 'utf8') : null;
}
