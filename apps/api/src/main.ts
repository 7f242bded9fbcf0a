import 'reflect-metadata';
import { config as loadEnvFile } from 'dotenv';
import { LOG, type Log } from './http/log.js';
import { readSettings } from './settings/read-settings.js';
import type { Settings } from './settings/settings.js';
import { describeStartError } from './start/describe-start-error.js';
import { shutDown } from './start/shut-down.js';
import { startServer, type RunningServer } from './start/start-server.js';

/** Time beyond the requests' own deadline after which a shutdown that hangs is cut off. */
const SHUTDOWN_GRACE_MS = 5_000;

// Why: a reader of our output that went away must not end the server.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

void main();

async function main(): Promise<void> {
  let settings: Settings | null = null;
  try {
    loadEnvFile({ quiet: true });
    settings = readSettings(process.env);
    const server = await startServer(settings);
    endGracefully(server, settings);
    process.stdout.write(server.banner);
  } catch (error) {
    process.stderr.write(`\n${describeStartError(error, settings)}\n\n`);
    process.exitCode = 1;
    // Why not left to the event loop: whatever a failed start left open must not keep the process.
    setTimeout(() => process.exit(1), SHUTDOWN_GRACE_MS).unref();
  }
}

/** SIGTERM and SIGINT end the server with exit code 0; an exception that nobody caught ends it with 1. */
function endGracefully({ app }: RunningServer, settings: Settings): void {
  const log = app.get<Log>(LOG);
  let ending = false;
  const end = (reason: string, exitCode: number): void => {
    if (ending) return;
    ending = true;
    log.info({ reason }, 'shutting down');
    const deadline = settings.http.shutdownTimeoutMs;
    setTimeout(() => process.exit(exitCode === 0 ? 1 : exitCode), deadline + SHUTDOWN_GRACE_MS).unref();
    shutDown(app, deadline).then(
      () => process.exit(exitCode),
      (error: unknown) => {
        log.fatal({ err: error }, 'the shutdown failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => end('SIGTERM', 0));
  process.on('SIGINT', () => end('SIGINT', 0));
  // Why the process goes on: the request concerned was answered or times out; no state is half-changed by it.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'a promise was rejected and nobody listened'));
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'an exception was not caught');
    end('uncaughtException', 1);
  });
}
