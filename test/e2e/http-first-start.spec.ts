import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { readSettings } from '../../apps/api/src/settings/read-settings.js';
import { shutDown } from '../../apps/api/src/start/shut-down.js';
import { startServer, type RunningServer } from '../../apps/api/src/start/start-server.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const itWithCurl = spawnSync('curl', ['--version']).status === 0 ? it : it.skip;

describe('the first start on a bare machine', () => {
  let database: TestDatabase;
  let server: RunningServer | null = null;

  beforeAll(async () => {
    database = await createTestDatabase('sqlite');
  });

  afterEach(async () => {
    if (server !== null) await shutDown(server.app, 1000);
    server = null;
  });

  afterAll(() => database?.drop());

  const start = async (): Promise<string> => {
    server = await startServer(readSettings({ PORT: '0', DATABASE_URL: database.url, LOG_LEVEL: 'silent' }));
    return server.banner;
  };

  itWithCurl('fills the embedded database, makes an administrator, and prints a command that works', async () => {
    const banner = await start();
    expect(banner).toMatch(/\((2\d|[3-9]\d) tables, the sample shop was just loaded\)/);
    expect(banner).toMatch(/endpoints +[2-9]\d active/);
    expect(banner).toMatch(/password +\S{20,} +\(shown this once/);
    const command = banner.split('\n').find((line) => line.trim().startsWith('curl')) ?? '';
    const { stdout } = await promisify(execFile)('bash', ['-c', command]);
    expect(countriesIn(stdout)).toEqual([2, 2]);
  });

  it('keeps everything on the next start, and shows no password again', async () => {
    const banner = await start();
    expect(banner).not.toContain('sample shop was just loaded');
    expect(banner).toMatch(/endpoints +[2-9]\d active/);
    expect(banner).not.toContain('shown this once');
    expect(banner).toContain('admin@example.com');
  });
});

describe('the command of the start-up message', () => {
  const EMAIL = "o'neil+shop@example.com";
  const PASSWORD = 'a "quoted" $HOME of 7 + 7 moons';
  let database: TestDatabase;
  let server: RunningServer | null = null;

  beforeAll(async () => {
    database = await createTestDatabase('sqlite');
  });

  afterEach(async () => {
    if (server !== null) await shutDown(server.app, 1000);
    server = null;
  });

  afterAll(() => database?.drop());

  const start = async (env: Record<string, string>): Promise<string> => {
    server = await startServer(readSettings({ PORT: '0', DATABASE_URL: database.url, LOG_LEVEL: 'silent', ...env }));
    return server.banner;
  };
  const paste = async (banner: string, answers: readonly string[]): Promise<string> => {
    const command = banner.slice(banner.indexOf('Try it:') + 'Try it:'.length).trim();
    const running = promisify(execFile)('bash', ['-c', command]);
    running.child.stdin?.end(answers.map((line) => `${line}\n`).join(''));
    return (await running).stdout;
  };

  itWithCurl('works with a password that was set', async () => {
    const set = await start({ ADMIN_EMAIL: EMAIL, ADMIN_PASSWORD: PASSWORD });
    expect(set).not.toContain(PASSWORD);
    expect(countriesIn(await paste(set, [PASSWORD]))).toEqual([2, 2]);
  });

  itWithCurl('works on the next start, when ADMIN_EMAIL names nobody', async () => {
    const other = await start({ ADMIN_EMAIL: 'else@example.com', ADMIN_PASSWORD: 'violet tractor under moons' });
    expect(other).not.toContain('else@example.com');
    expect(countriesIn(await paste(other, [EMAIL, PASSWORD]))).toEqual([2, 2]);
  });
});

/** How long the codes of the answered countries are, in whatever a shell printed before them. */
function countriesIn(output: string): number[] {
  const { data } = JSON.parse(output.slice(output.indexOf('{'))) as { data: { iso2_code: string }[] };
  return data.map(({ iso2_code }) => iso2_code.length);
}
