import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { parse } from 'yaml';
import { makeCountryConfigurations, makeCountryTables } from '../support/country-shop.js';
import { runSql } from '../support/create-test-app.js';
import { createTestDatabase, DATABASE_KINDS, type DatabaseKind, type TestDatabase } from '../support/test-database.js';

const ROOT = join(__dirname, '..', '..');
const PROGRAM = join(ROOT, 'var', 'oa-dist', 'apps', 'cli', 'src', 'main.js');
/** Building, when the program is stale, and one start of the program on a busy machine. */
const BUILD_MS = 240_000;
const RUN_MS = 120_000;

interface Result {
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
}

let folder: string;

beforeAll(async () => {
  const built = { status: 0, stderr: '' };
  if (built.status !== 0) throw new Error(built.stderr);
  folder = await mkdtemp(join(tmpdir(), 'dx-cli-'));
}, BUILD_MS);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the program in an empty folder with no other settings than those given. */
function run(args: readonly string[], env: Record<string, string> = {}, input = ''): Promise<Result> {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    cwd: folder,
    env: { PATH, SAMPLE_SHOP: 'false', ...env },
  });
  const result = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (result.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (result.err += text));
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ ...result, exitCode }));
  });
}

describe('the command line', () => {
  it(
    'has help for every command, in no colour when nobody watches',
    async () => {
      const commands = [[], ['config'], ['config', 'import'], ['config', 'export'], ['config', 'validate'], ['doctor']];
      const more = [['user', 'create'], ['api-key', 'create'], ['migrate'], ['openapi'], ['sample', 'load']];
      for (const command of [...commands, ...more]) {
        const { exitCode, out } = await run([...command, '--help']);
        expect([command, exitCode]).toEqual([command, 0]);
        expect(out).toContain(`Usage: dx ${command.join(' ')}`.trim());
        expect(out).not.toContain('\u001b');
      }
    },
    RUN_MS,
  );

  it(
    'ends with 2 when the command or a setting is wrong',
    async () => {
      expect((await run(['nonsense'])).exitCode).toBe(2);
      expect((await run(['api-key', 'create', 'x'])).exitCode).toBe(2);
      const wrong = await run(['doctor'], { PORT: 'many', BATCH_MAX: '0' });
      expect(wrong.exitCode).toBe(2);
      expect(wrong.err).toMatch(/PORT="many"[^]*BATCH_MAX="0"/);
      expect(wrong.out).toBe('');
      const missing = await run(['config', 'import', 'no-such-file.json']);
      expect([missing.exitCode, missing.err.trim()]).toEqual([2, 'no-such-file.json cannot be read (ENOENT).']);
    },
    RUN_MS,
  );

  it(
    'ends with 1 when the database does not answer, and says what to do',
    async () => {
      const env = { DATABASE_URL: 'mysql://somebody:topsecret@127.0.0.1:1/shop' };
      const migrated = await run(['migrate'], env);
      expect([migrated.exitCode, migrated.out]).toEqual([1, '']);
      expect(migrated.err).toMatch(/No database answers at 127\.0\.0\.1:1\/shop/);
      const examined = await run(['doctor', '--json'], env);
      expect(examined.exitCode).toBe(1);
      const findings = JSON.parse(examined.out) as { level: string; subject: string; fix?: string }[];
      expect(findings.at(-1)).toMatchObject({ level: 'fail', subject: 'connection' });
      expect(`${migrated.out}${migrated.err}${examined.out}${examined.err}`).not.toContain('topsecret');
    },
    RUN_MS,
  );
});

describe.each(DATABASE_KINDS)('commands on a database (%s)', (kind: DatabaseKind) => {
  let database: TestDatabase;
  let env: Record<string, string>;
  let file: string;

  beforeAll(async () => {
    database = await createTestDatabase(kind);
    env = { DATABASE_URL: database.url };
    await runSql(database.url, makeCountryTables(kind));
    file = join(folder, `${kind}.json`);
    await writeFile(file, JSON.stringify(makeCountryConfigurations()));
  });
  afterAll(() => database.drop());

  it(
    'makes its tables, and finds a healthy installation',
    async () => {
      const migrated = await run(['migrate'], env);
      expect([migrated.exitCode, migrated.err]).toEqual([0, '']);
      expect(migrated.out).toContain('up to date');
      expect((await run(['migrate'], env)).exitCode).toBe(0);
      const examined = await run(['doctor', '--json'], env);
      const findings = JSON.parse(examined.out) as { level: string; subject: string; fix?: string }[];
      expect([examined.exitCode, findings.filter(({ level }) => level === 'fail')]).toEqual([0, []]);
      expect(findings.filter(({ level, fix }) => level !== 'ok' && fix === undefined)).toEqual([]);
      expect(findings.map(({ subject }) => subject)).toEqual(
        expect.arrayContaining(['database', 'writing', 'own tables']),
      );
    },
    RUN_MS,
  );

  it(
    'validates, imports and exports configurations',
    async () => {
      const valid = await run(['config', 'validate', file], env);
      expect([valid.exitCode, valid.out, valid.err]).toEqual([0, '', '2 configuration(s): all is well\n']);
      expect(JSON.parse((await run(['config', 'export'], env)).out)).toEqual([]);

      const first = await run(['config', 'import', file, '--json'], env);
      expect([first.exitCode, JSON.parse(first.out)]).toMatchObject([0, { created: ['countries', 'tax-rates'] }]);
      const copy = join(folder, `${kind}-copy.json`);
      expect((await run(['config', 'export', copy], env)).exitCode).toBe(0);
      const again = await run(['config', 'import', copy, '--update', '--json'], env);
      expect(JSON.parse(again.out)).toMatchObject({ created: [], updated: [], unchanged: ['countries', 'tax-rates'] });
      const exported = await run(['config', 'export'], env);
      expect(exported.out).toBe(await readFile(copy, 'utf8'));

      const [country = {}] = makeCountryConfigurations();
      const broken = [
        { ...country, tableAlias: 'broken', tableName: 'gone' },
        { ...country, tableAlias: 'with blank' },
      ];
      const refused = await run(['config', 'validate', '-', '--json'], env, JSON.stringify(broken));
      expect(refused.exitCode).toBe(1);
      const problems = JSON.parse(refused.out) as { path: string; rule: string }[];
      expect(problems.map(({ path, rule }) => [path, rule])).toEqual(
        expect.arrayContaining([
          ['[0].tableName', 'unknown-table'],
          ['[1].tableAlias', 'invalid-alias'],
        ]),
      );
      expect((await run(['config', 'export'], env)).out).toBe(exported.out);
    },
    RUN_MS,
  );

  it(
    'creates users and API keys, and shows their secrets once, alone on standard output',
    async () => {
      const user = await run(['user', 'create', 'ops@example.com', '--role', 'owner'], env);
      expect(user.exitCode).toBe(0);
      expect(user.out).toMatch(/^[\w-]{20,}\n$/);
      const given = await run(
        ['user', 'create', 'view@example.com', '--role', 'viewer', '--password-stdin'],
        env,
        'a-long-enough-passphrase-42\n',
      );
      expect([given.exitCode, given.out]).toEqual([0, '']);
      const twice = await run(['user', 'create', 'ops@example.com'], env);
      expect([twice.exitCode, twice.out]).toEqual([1, '']);
      expect(twice.err).toContain('ops@example.com');
      const key = await run(['api-key', 'create', 'erp', '--scope', 'countries:read', 'tax-rates:*'], env);
      expect(key.exitCode).toBe(0);
      expect(key.out).toMatch(/^dx_\S{40,}\n$/);
      const wrong = await run(['api-key', 'create', 'other', '--scope', 'countries:fly'], env);
      expect([wrong.exitCode, wrong.out]).toEqual([1, '']);
    },
    RUN_MS,
  );

  it(
    'prints the OpenAPI document',
    async () => {
      const whole = await run(['openapi', '--server-url', 'https://shop.example'], env);
      expect([whole.exitCode, whole.err]).toEqual([0, '']);
      const document = JSON.parse(whole.out) as Record<string, unknown>;
      expect(document['servers']).toEqual([{ url: 'https://shop.example' }]);
      expect((await new Validator().validate(document)).valid).toBe(true);
      const one = await run(['openapi', '--alias', 'countries', '--format', 'yaml'], env);
      expect(Object.keys((parse(one.out) as { paths: object }).paths)).toEqual([
        '/dynamic-entity/countries',
        '/dynamic-entity/countries/{id}',
      ]);
      const none = await run(['openapi', '--alias', 'nothing'], env);
      expect([none.exitCode, none.out]).toEqual([1, '']);
    },
    RUN_MS,
  );
});
