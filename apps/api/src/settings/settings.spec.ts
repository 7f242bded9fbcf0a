import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printEnvExample, printSettingsTable } from './print-settings.js';
import { readSettings, SettingsError } from './read-settings.js';
import { SETTING_DEFINITIONS } from './setting-definitions.js';

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readSettings(env);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

describe('readSettings', () => {
  it('has a default for everything', () => {
    const settings = readSettings({});
    expect(settings.http).toMatchObject({ host: '127.0.0.1', port: 3000, routePrefix: 'dynamic-entity' });
    expect(settings.database.url).toBe('sqlite:./var/shop.sqlite');
    expect(settings.http.bodyLimit).toBe(10 * 1024 * 1024);
    expect(settings.admin.password).toBeNull();
  });

  it('is frozen all the way down', () => {
    const settings = readSettings({ TABLES_DENY: 'a, b' });
    expect(Object.isFrozen(settings)).toBe(true);
    expect(Object.isFrozen(settings.http)).toBe(true);
    expect(Object.isFrozen(settings.endpoints.tablesDeny)).toBe(true);
  });

  it('names every wrong variable, what was given and what is allowed', () => {
    expect(problemsOf({ PORT: 'abc', LOG_LEVEL: 'loud', OAUTH_STRICT: 'yes' })).toEqual([
      'PORT="abc" must be a whole number from 0 to 65535',
      'OAUTH_STRICT="yes" must be true or false',
      'LOG_LEVEL="loud" must be one of silent, fatal, error, warn, info, debug, trace',
    ]);
  });

  it('never prints a secret', () => {
    const problems = problemsOf({ DATABASE_URL: 'postgres://u:topsecret@h/db' });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^DATABASE_URL=\*\*\* must be mysql:/);
    expect(problems.join()).not.toContain('topsecret');
  });

  it('counts an empty variable as not set', () => {
    expect(readSettings({ PORT: '  ' }).http.port).toBe(3000);
  });

  it('reads a secret from a file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'dx-settings-')), 'password');
    writeFileSync(file, 'correct horse battery staple\n');
    expect(readSettings({ ADMIN_PASSWORD_FILE: file }).admin.password).toBe('correct horse battery staple');
    expect(problemsOf({ ADMIN_PASSWORD_FILE: file, ADMIN_PASSWORD: 'x' })[0]).toMatch(/both set/);
    expect(problemsOf({ ADMIN_PASSWORD_FILE: `${file}.none` })[0]).toMatch(/cannot be read \(ENOENT\)/);
  });

  it.each([
    ['mysql://shop:pw@db:3306/shop', true],
    ['mariadb://shop@db/shop', true],
    ['sqlite:./var/shop.sqlite', true],
    ['mysql://db:3306', false],
    ['mysql://db:3306/a/b', false],
    ['sqlite:', false],
    ['db', false],
  ])('takes %s as DATABASE_URL: %s', (url, allowed) => {
    expect(problemsOf({ DATABASE_URL: url })).toHaveLength(allowed ? 0 : 1);
  });

  it.each([
    ['https://shop.example', true],
    ['https://shop.example,http://localhost:5173', true],
    ['*', false],
    ['https://shop.example/', false],
    ['shop.example', false],
  ])('takes %s as CORS_ORIGINS: %s', (origins, allowed) => {
    expect(problemsOf({ CORS_ORIGINS: origins })).toHaveLength(allowed ? 0 : 1);
  });

  it.each([
    ['65536', 65536],
    ['64kb', 65536],
    ['1MB', 1048576],
  ])('reads a size of %s', (text, size) => {
    expect(readSettings({ BODY_LIMIT: text }).http.bodyLimit).toBe(size);
  });

  it('checks limits against each other', () => {
    expect(problemsOf({ PAGE_LIMIT_DEFAULT: '100', PAGE_LIMIT_MAX: '10' })).toEqual([
      'PAGE_LIMIT_DEFAULT=100 must not be greater than PAGE_LIMIT_MAX=10',
    ]);
  });

  it('keeps the paths of the server itself free', () => {
    expect(problemsOf({ ROUTE_PREFIX: 'back-office/data' })).toEqual([
      'ROUTE_PREFIX="back-office/data" must not begin with a path of the server itself',
    ]);
    expect(problemsOf({ ROUTE_PREFIX: 'back-offices' })).toEqual([]);
  });

  it('takes no session that ends before it is idle', () => {
    expect(problemsOf({ SESSION_IDLE_S: '120', SESSION_LIFETIME_S: '60' })).toHaveLength(1);
  });

  it('takes proxies by their addresses only', () => {
    expect(problemsOf({ TRUST_PROXY: '1' })).toHaveLength(1);
    expect(readSettings({ TRUST_PROXY: 'loopback' }).http.trustProxy).toEqual(['loopback']);
    expect(readSettings({ TRUST_PROXY: '10.0.0.0/8, ::1' }).http.trustProxy).toEqual(['10.0.0.0/8', '::1']);
    expect(problemsOf({ TRUST_PROXY: 'everyone' })).toHaveLength(1);
  });
});

const README_TABLE = /(<!-- settings -->\n)[^]*?(<!-- \/settings -->)/;

/** `WRITE_SETTINGS=1 npm test -- apps/api/src/settings` renews what is printed from the table of settings. */
if (process.env['WRITE_SETTINGS'] === '1') {
  writeFileSync('.env.example', printEnvExample());
  const readme = readFileSync('README.md', 'utf8');
  writeFileSync('README.md', readme.replace(README_TABLE, `$1\n${printSettingsTable()}\n$2`));
}

describe('the README', () => {
  it('has the table of settings', () => {
    expect(readFileSync(join(process.cwd(), 'README.md'), 'utf8')).toContain(printSettingsTable());
  });
});

describe('.env.example', () => {
  const file = readFileSync(join(process.cwd(), '.env.example'), 'utf8');

  it('is what the table of settings prints', () => {
    expect(file).toBe(printEnvExample());
  });

  it('lists every setting', () => {
    for (const name of Object.keys(SETTING_DEFINITIONS)) expect(file).toContain(`#${name}=`);
  });

  it('holds values that are valid', () => {
    const env = Object.fromEntries(
      [...file.matchAll(/^#([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name as string, value as string]),
    );
    expect(readSettings(env)).toEqual(readSettings({}));
  });
});
