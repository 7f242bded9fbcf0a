// Finds a Chromium for the browser tests; on Debian as root it is installed when there is none.
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The path of a Chromium, or undefined when there is none. `CHROMIUM_PATH` says which one is meant. */
export function findChromium(env = process.env) {
  if (env.CHROMIUM_PATH) return env.CHROMIUM_PATH;
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

/** The path of a Chromium; installs Debian's package when run as root there. */
export function ensureChromium(log = console.error) {
  const found = findChromium();
  if (found !== undefined) return found;
  const advice =
    'No Chromium was found. Install one (Debian: `apt-get install chromium`), or set CHROMIUM_PATH to one.';
  if (!existsSync('/etc/debian_version') || userInfo().uid !== 0) throw new Error(advice);
  log('No Chromium found: installing the Debian package chromium …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) =>
    execFileSync('apt-get', ['-o', 'DPkg::Lock::Timeout=600', '-qq', ...args], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  try {
    apt('update');
    apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation');
  } catch (error) {
    throw new Error(advice, { cause: error });
  }
  const installed = findChromium();
  if (installed === undefined) throw new Error(advice);
  return installed;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
