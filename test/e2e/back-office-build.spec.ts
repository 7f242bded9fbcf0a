import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebFiles } from '../../apps/api/src/back-office/web/web.files.js';
import { createTestApp, type TestApp } from '../support/create-test-app.js';

const ROOT = join(__dirname, '..', '..');
const SCRIPT = join('scripts', 'build-back-office.mjs');

describe('a Back Office that cannot be built', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'dx-build-'));
    for (const path of ['scripts', join('apps', 'back-office'), 'node_modules']) {
      mkdirSync(join(folder, path), { recursive: true });
    }
    cpSync(join(ROOT, SCRIPT), join(folder, SCRIPT));
    cpSync(join(ROOT, 'package-lock.json'), join(folder, 'package-lock.json'));
    symlinkSync(join(ROOT, 'node_modules', 'vite'), join(folder, 'node_modules', 'vite'));
    writeFileSync(join(folder, 'apps', 'back-office', 'vite.config.mjs'), 'throw new Error("no such bundler");\n');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const build = (...args: string[]): { status: number | null; stderr: string } =>
    spawnSync(process.execPath, [SCRIPT, ...args], { cwd: folder, encoding: 'utf8' });

  it('fails the build', () => {
    const { status, stderr } = build();
    expect(status).not.toBe(0);
    expect(stderr).toContain('no such bundler');
  });

  it('is a warning to a start, with the reason and what to do', () => {
    const { status, stderr } = build('--optional');
    expect(status).toBe(0);
    expect(stderr).toMatch(/no such bundler[^]*WARNING: the Back Office could not be built[^]*npm ci/);
    expect(existsSync(join(folder, 'dist', 'back-office'))).toBe(false);
  });

  it('is optional for `npm start` and not for `npm run build`', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    expect(scripts['prestart']).toMatch(/nest build && node scripts\/build-back-office\.mjs --optional$/);
    expect(scripts['build']).toMatch(/nest build && node scripts\/build-back-office\.mjs$/);
  });
});

describe('a server without its Back Office', () => {
  let server: TestApp;

  beforeAll(async () => {
    server = await createTestApp({ kind: 'sqlite' });
    jest.spyOn(server.app.get(WebFiles), 'index').mockResolvedValue(null);
  });
  afterAll(() => server.close());

  it('says at /admin what to do, and answers everything else', async () => {
    for (const path of ['/admin', '/admin/endpoints']) {
      const answer = await fetch(`${server.url}${path}`);
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        503,
        'text/html; charset=utf-8',
      ]);
      expect(await answer.text()).toContain('node scripts/build-back-office.mjs');
    }
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
  });
});
