import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@dx/database';
import { Validator } from '@seriousme/openapi-schema-validator';
import { parse } from 'yaml';
import { runProgram } from '../../apps/cli/src/run-program.js';
import { makeCountryConfigurations, makeCountryTables } from '../support/country-shop.js';
import { runSql } from '../support/create-test-app.js';
import { createTestDatabase, DATABASE_KINDS, type DatabaseKind, type TestDatabase } from '../support/test-database.js';

interface Result {
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
}

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dx-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a command line in this process, with no other settings than those given. */
async function run(args: readonly string[], env: Record<string, string> = {}, input = ''): Promise<Result> {
  const written = { out: '', err: '' };
  const exitCode = await runProgram(args, {
    out: (text) => (written.out += `${text}\n`),
    note: (text) => (written.err += `${text}\n`),
    read: (file) => (file === '-' ? Promise.resolve(input) : readFile(file, 'utf8')),
    env: { SAMPLE_SHOP: 'false', ...env },
  });
  return { ...written, exitCode };
}

/** What the audit log holds, the oldest first. */
async function readAudit(
  url: string,
): Promise<{ readonly alias: string; readonly operation: string; readonly actor: string; readonly changes: string }[]> {
  const database = await openDatabase({ url });
  try {
    const sql = 'SELECT alias, operation, actor_name, changes FROM dx_audit ORDER BY id';
    const rows = await database.rows({ sql, params: [] });
    return rows.map((row) => {
      const [alias = '', operation = '', actor = '', changes = ''] = row.map(String);
      return { alias, operation, actor, changes };
    });
  } finally {
    await database.close();
  }
}

describe('the command line', () => {
  it('has help for every command', async () => {
    const commands = [[], ['config'], ['config', 'import'], ['config', 'export'], ['config', 'validate'], ['doctor']];
    const more = [['user', 'create'], ['api-key', 'create'], ['migrate'], ['openapi'], ['sample', 'load']];
    for (const command of [...commands, ...more]) {
      const { exitCode, out, err } = await run([...command, '--help']);
      expect([command, exitCode, err]).toEqual([command, 0, '']);
      expect(out).toContain(['Usage: dx', ...command].join(' '));
    }
  });

  it('ends with 2 when the command or a setting is wrong', async () => {
    expect((await run(['nonsense'])).exitCode).toBe(2);
    expect((await run(['api-key', 'create', 'x'])).exitCode).toBe(2);
    const wrong = await run(['doctor'], { PORT: 'many', BATCH_MAX: '0' });
    expect(wrong.exitCode).toBe(2);
    expect(wrong.err).toMatch(/PORT="many"[^]*BATCH_MAX="0"/);
    expect(wrong.out).toBe('');
    const missing = await run(['config', 'import', 'no-such-file.json']);
    expect([missing.exitCode, missing.err.trim()]).toEqual([2, 'no-such-file.json cannot be read (ENOENT).']);
    expect((await run(['config', 'validate', '-'], {}, '{}')).exitCode).toBe(2);
    expect((await run(['config', 'validate', '-'], {}, '[')).exitCode).toBe(2);
  });

  it('ends with 1 when the database does not answer, and says what to do', async () => {
    const env = { DATABASE_URL: 'mysql://somebody:topsecret@127.0.0.1:1/shop' };
    const migrated = await run(['migrate'], env);
    expect([migrated.exitCode, migrated.out]).toEqual([1, '']);
    expect(migrated.err).toMatch(/No database answers at 127\.0\.0\.1:1\/shop/);
    const examined = await run(['doctor', '--json'], env);
    expect(examined.exitCode).toBe(1);
    const findings = JSON.parse(examined.out) as { level: string; subject: string; fix?: string }[];
    expect(findings.at(-1)).toMatchObject({ level: 'fail', subject: 'connection' });
    expect(`${migrated.err}${examined.out}${examined.err}`).not.toContain('topsecret');
  });
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

  it('makes its tables, and finds a healthy installation', async () => {
    const migrated = await run(['migrate'], env);
    expect([migrated.exitCode, migrated.err]).toEqual([0, '']);
    expect(migrated.out).toContain('up to date');
    expect((await run(['migrate'], env)).exitCode).toBe(0);
    const examined = await run(['doctor', '--json'], env);
    const findings = JSON.parse(examined.out) as { level: string; subject: string; fix?: string }[];
    expect([examined.exitCode, findings.filter(({ level }) => level === 'fail')]).toEqual([0, []]);
    expect(findings.filter(({ level, fix }) => level !== 'ok' && fix === undefined)).toEqual([]);
    const subjects = findings.map(({ subject }) => subject);
    expect(subjects).toEqual(expect.arrayContaining(['database', 'writing', 'own tables', 'endpoints']));
  });

  it('validates, imports and exports configurations', async () => {
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
  });

  it('creates users and API keys, and shows their secrets once, alone on standard output', async () => {
    const user = await run(['user', 'create', 'ops@example.com', '--role', 'owner'], env);
    expect(user.exitCode).toBe(0);
    expect(user.out).toMatch(/^[\w-]{20,}\n$/);
    const fromInput = ['user', 'create', 'view@example.com', '--role', 'viewer', '--password-stdin'];
    const given = await run(fromInput, env, 'a-long-enough-passphrase-42\n');
    expect([given.exitCode, given.out]).toEqual([0, '']);
    const twice = await run(['user', 'create', 'ops@example.com'], env);
    expect([twice.exitCode, twice.out]).toEqual([1, '']);
    expect(twice.err).toContain('ops@example.com');
    const key = await run(['api-key', 'create', 'erp', '--scope', 'countries:read', 'tax-rates:*'], env);
    expect(key.exitCode).toBe(0);
    expect(key.out).toMatch(/^dx_\S{40,}\n$/);
    const wrong = await run(['api-key', 'create', 'other', '--scope', 'countries:fly'], env);
    expect([wrong.exitCode, wrong.out]).toEqual([1, '']);
    const written = await readAudit(database.url);
    expect(written.filter(({ alias }) => alias !== 'configurations')).toEqual([
      {
        alias: 'users',
        operation: 'create',
        actor: 'cli',
        changes: expect.stringContaining('ops@example.com') as string,
      },
      {
        alias: 'users',
        operation: 'create',
        actor: 'cli',
        changes: expect.stringContaining('view@example.com') as string,
      },
      {
        alias: 'api-keys',
        operation: 'create',
        actor: 'cli',
        changes: expect.stringContaining('tax-rates:*') as string,
      },
    ]);
    expect(written.filter(({ alias, actor }) => alias === 'configurations' && actor !== 'cli')).toEqual([]);
    for (const secret of [user.out, key.out, 'a-long-enough-passphrase-42']) {
      expect(JSON.stringify(written)).not.toContain(secret.trim());
    }
  });

  it('prints the OpenAPI document', async () => {
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
  });

  it('loads the sample shop into an empty database only', async () => {
    const refused = await run(['sample', 'load'], env);
    expect([refused.exitCode, refused.out]).toEqual([1, '']);
    expect(refused.err).toContain('spy_country');
    const empty = await createTestDatabase(kind);
    try {
      const loaded = await run(['sample', 'load'], { DATABASE_URL: empty.url });
      expect([loaded.exitCode, loaded.out]).toEqual([
        0,
        expect.stringMatching(/^The sample shop is loaded: \d+ tables/),
      ]);
      const examined = await run(['doctor', '--json'], { DATABASE_URL: empty.url });
      expect(examined.exitCode).toBe(0);
    } finally {
      await empty.drop();
    }
  });
});

describe('the program', () => {
  const ROOT = join(__dirname, '..', '..');
  const PROGRAM = join(ROOT, 'dist', 'apps', 'cli', 'src', 'main.js');
  /** Building it when it is stale, and four starts, on a busy machine. */
  const PATIENCE_MS = 300_000;

  /** Runs the built program in an empty folder, with no terminal around it. */
  function spawnProgram(args: readonly string[], env: Record<string, string>): Promise<Result> {
    const { PATH = '' } = process.env;
    const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: folder, env: { PATH, ...env } });
    const written = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (written.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (written.err += text));
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (exitCode) => resolve({ ...written, exitCode }));
    });
  }

  it(
    'runs by itself: results on standard output, notes on standard error, exit codes, no colours, and it ends',
    async () => {
      const built = spawnSync(process.execPath, [join(ROOT, 'scripts', 'build-when-stale.mjs')], { encoding: 'utf8' });
      expect([built.status, built.stderr]).toEqual([0, expect.any(String)]);
      const env = { DATABASE_URL: `sqlite:${join(folder, 'own.sqlite')}`, FORCE_COLOR: '' };
      const results = [
        await spawnProgram(['--help'], env),
        await spawnProgram(['nonsense'], env),
        await spawnProgram(['api-key', 'create', 'erp', '--scope', '*:read'], env),
        await spawnProgram(['config', 'export'], env),
      ];
      expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 2, 0, 0]);
      const [help, wrong, key, exported] = results;
      expect([help?.err, wrong?.out]).toEqual(['', '']);
      expect(key?.out).toMatch(/^dx_\S{40,}\n$/);
      expect(key?.err).toContain('shown this once');
      expect([exported?.out, exported?.err]).toEqual(['[]\n', '']);
      expect(results.map(({ out, err }) => `${out}${err}`).join('')).not.toContain('\u001b');
    },
    PATIENCE_MS,
  );
});
