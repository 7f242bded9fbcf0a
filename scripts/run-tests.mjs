// `npm test`: makes sure that there is a MariaDB to test on, runs jest, and closes with one line `N passed, N failed`.
// Arguments are handed to jest: `npm test -- libs/kernel`.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildBackOffice } from './build-back-office.mjs';
import { ensureChromium } from './find-chromium.mjs';
import { startMariaDb } from './start-mariadb.mjs';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const folder = mkdtempSync(join(tmpdir(), 'dx-jest-'));
const results = join(folder, 'results.json');

let server;
let exitCode = 1;
try {
  const given = process.env.TEST_DATABASE_URL;
  // Why these options: a test server that is thrown away need not survive a power cut.
  server = given
    ? undefined
    : await startMariaDb({ options: ['--innodb-flush-log-at-trx-commit=0', '--innodb-buffer-pool-size=256M'] });
  buildProgram();
  await buildBackOffice();
  exitCode = await runJest(given ?? server.url, ensureChromium());
  printClosingLine();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
} finally {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = exitCode;

/** Why before the tests: a build empties `dist`, from which the tests of the Back Office are served. */
function buildProgram() {
  const script = fileURLToPath(new URL('./build-when-stale.mjs', import.meta.url));
  const { status } = spawnSync(process.execPath, [script], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The program could not be built, for the reason above.');
}

function runJest(databaseUrl, chromium) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [jest, '--json', `--outputFile=${results}`, ...process.argv.slice(2)], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, TEST_DATABASE_URL: databaseUrl, CHROMIUM_PATH: chromium },
    });
    const forward = (signal) => child.kill(signal);
    process.once('SIGINT', forward);
    process.once('SIGTERM', forward);
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

function printClosingLine() {
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests } = JSON.parse(
    readFileSync(results, 'utf8'),
  );
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  console.log(`${numPassedTests} passed, ${failed} failed${numPendingTests > 0 ? `, ${numPendingTests} skipped` : ''}`);
  if (numPassedTests + failed === 0) exitCode = 1;
}
