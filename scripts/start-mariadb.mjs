// Starts a private MariaDB (or MySQL) server in a temporary folder on a free port, for tests and benchmarks.
// It never touches a server that is running already.
import { execFileSync, spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { createConnection } from 'mysql2/promise';

const SERVER_NAMES = ['mariadbd', 'mysqld'];
const START_DEADLINE_MS = 60_000;

/**
 * Makes sure that a server binary exists, installing Debian's package when run as root there, and starts it.
 * @param {{ options?: string[], log?: (line: string) => void }} [settings]
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>} `url` has rights to create databases
 */
export async function startMariaDb({ options = [], log = console.error } = {}) {
  const binary = findBinary(SERVER_NAMES) ?? installServer(log);
  const folder = mkdtempSync(join(tmpdir(), 'dx-mariadb-'));
  const data = join(folder, 'data');
  const asRoot = userInfo().uid === 0 ? ['--user=root'] : [];
  try {
    initialise(binary, data, asRoot);
    const port = await freePort();
    const server = spawn(
      binary,
      [
        '--no-defaults',
        ...asRoot,
        `--datadir=${data}`,
        `--port=${port}`,
        '--bind-address=127.0.0.1',
        `--socket=${join(folder, 'server.sock')}`,
        `--pid-file=${join(folder, 'server.pid')}`,
        '--max-connections=500',
        '--skip-log-bin',
        ...options,
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let errors = '';
    server.stderr.on('data', (chunk) => (errors = (errors + chunk).slice(-4000)));
    const url = `mysql://root@127.0.0.1:${port}/`;
    await waitUntilUp(url, server, () => errors);
    log(`Test database: private ${binary} on port ${port}`);
    return { url, stop: () => stop(server, folder) };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function findBinary(names) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/usr/libexec'];
  for (const name of names) {
    const found = folders.map((folder) => join(folder, name)).find(isExecutable);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installServer(log) {
  const advice =
    'No MariaDB or MySQL server was found. Install one (Debian: `apt-get install mariadb-server-core`), or set ' +
    'TEST_DATABASE_URL=mysql://user:password@host:3306/ to a server on which the user may create databases.';
  if (!existsSync('/etc/debian_version') || userInfo().uid !== 0) throw new Error(advice);
  // Why the core package: it has the server's binaries but no service, so nothing else is started on this machine.
  log('No MariaDB server found: installing the Debian package mariadb-server-core …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) =>
    execFileSync('apt-get', ['-o', 'DPkg::Lock::Timeout=600', '-qq', ...args], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  try {
    apt('update');
    apt('install', '-y', '--no-install-recommends', 'mariadb-server-core', 'mariadb-client-core');
  } catch (error) {
    throw new Error(advice, { cause: error });
  }
  const binary = findBinary(SERVER_NAMES);
  if (binary === undefined) throw new Error(advice);
  return binary;
}

function initialise(binary, data, asRoot) {
  const installer = binary.endsWith('mariadbd') ? findBinary(['mariadb-install-db', 'mysql_install_db']) : undefined;
  const quiet = { stdio: ['ignore', 'ignore', 'pipe'] };
  if (installer === undefined) {
    execFileSync(binary, ['--no-defaults', ...asRoot, '--initialize-insecure', `--datadir=${data}`], quiet);
  } else {
    const args = ['--no-defaults', '--auth-root-authentication-method=normal', '--skip-test-db', `--datadir=${data}`];
    execFileSync(installer, [...args, ...asRoot], quiet);
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function waitUntilUp(url, server, errors) {
  const deadline = Date.now() + START_DEADLINE_MS;
  for (;;) {
    try {
      const connection = await createConnection({ uri: url, connectTimeout: 2000 });
      await connection.end();
      return;
    } catch (cause) {
      const dead = server.exitCode !== null || Date.now() > deadline;
      if (dead) throw new Error(`The test database server did not start:\n${errors()}`, { cause });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function stop(server, folder) {
  if (server.exitCode === null) {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}
