import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pollUntil } from './poll-until.js';
import { TEST_ADMIN } from './create-test-app.js';

/** The server in a process of its own, as an operator runs it. */
export interface SpawnedServer {
  readonly process: ChildProcess;
  readonly url: string;
  readonly port: number;
  /** What it printed so far. */
  stdout(): string;
  stderr(): string;
  /** Resolves with the exit code. */
  readonly exited: Promise<number | null>;
  /** A bearer token of the administrator. */
  login(): Promise<string>;
}

/** Starts `main.ts` and waits for its start-up message. The caller ends it. */
export async function spawnServer(env: Readonly<Record<string, string>>): Promise<SpawnedServer> {
  const child = spawn(
    process.execPath,
    [join('test', 'support', 'run-typescript.mjs'), join('apps', 'api', 'src', 'main.ts')],
    {
      cwd: process.cwd(),
      env: {
        PATH: process.env['PATH'] ?? '',
        PORT: '0',
        SAMPLE_SHOP: 'false',
        ADMIN_EMAIL: TEST_ADMIN.email,
        ADMIN_PASSWORD: TEST_ADMIN.password,
        CONFIG_POLL_MS: '100',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  await pollUntil(
    'start-up message',
    () => {
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}: ${stderr}`);
      return stdout.includes('Try it:');
    },
    30_000,
  );
  const url = /API +(http:\/\/[^/\s]+)\//.exec(stdout)?.[1] ?? '';
  return {
    process: child,
    url,
    port: Number(new URL(url).port),
    stdout: () => stdout,
    stderr: () => stderr,
    exited,
    login: () => login(url),
  };
}

async function login(url: string): Promise<string> {
  const answer = await fetch(`${url}/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'password', username: TEST_ADMIN.email, password: TEST_ADMIN.password }),
  });
  const body = (await answer.json()) as { access_token?: string };
  if (body.access_token === undefined) throw new Error(`no token: ${JSON.stringify(body)}`);
  return body.access_token;
}
