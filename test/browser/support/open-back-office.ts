import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationStore, SnapshotService } from '@dx/entity-configuration';
import { loadSampleShop, makeSampleConfiguration } from '@dx/sample-shop';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { createTestApp, TEST_ADMIN, type TestApp, type TestAppOptions } from '../../support/create-test-app.js';

const ROOT = join(__dirname, '..', '..', '..');
const OUTPUT = join(ROOT, 'test', 'output');
const README_PICTURES = join(ROOT, 'docs', 'pictures');
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-dev-shm-usage',
  '--disable-sync',
  '--no-first-run',
  '--font-render-hinting=none',
];

/** The Back Office in a real browser, on a server of its own. */
export interface BackOffice {
  readonly server: TestApp;
  /** What the browser reported that it should not: console messages, faults, requests to other machines. */
  readonly complaints: readonly string[];
  /** Begins anew, after a step that the browser rightly reports (a refused request). */
  forgetComplaints(): void;
  open(options?: WindowOptions): Promise<Page>;
  close(): Promise<void>;
}

export interface WindowOptions {
  readonly language?: 'en' | 'de';
  readonly scheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

/** Starts server and browser. Without options the server has the sample shop with its endpoints, on SQLite. */
export async function openBackOffice(options?: Omit<TestAppOptions, 'kind'>): Promise<BackOffice> {
  // Why a process: bundlers are modules that this CommonJS test run cannot load. It returns at once when nothing changed.
  execFileSync(process.execPath, [join(ROOT, 'scripts', 'build-back-office.mjs')], { stdio: 'ignore' });
  mkdirSync(OUTPUT, { recursive: true });
  const server = await createTestApp({ kind: 'sqlite', ...options });
  if (options === undefined) await fillShop(server);
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ARGUMENTS });
  const complaints: string[] = [];
  const contexts: BrowserContext[] = [];
  return {
    server,
    complaints,
    forgetComplaints: () => void complaints.splice(0),
    open: async (window = {}) => {
      const context = await openContext(browser, server.url, window);
      contexts.push(context);
      const page = await context.newPage();
      watch(page, server.url, complaints);
      return page;
    },
    close: async () => {
      for (const context of contexts) await context.close();
      await browser.close();
      await server.close();
    },
  };
}

/** Logs in as the first administrator. */
export async function logIn(
  page: Page,
  user: { readonly email: string; readonly password: string } = TEST_ADMIN,
): Promise<void> {
  await page.goto('/admin');
  await page.locator('input[name=email]').fill(user.email);
  await page.locator('input[name=password]').fill(user.password);
  await page.locator('button[type=submit]').click();
  await page.locator('#content').waitFor();
}

/** Waits until nothing moves or changes its colour any more, but for what never ends. */
export async function standStill(page: Page): Promise<void> {
  await waitFor(
    page,
    "document.getAnimations().every(({ playState, effect }) => playState !== 'running' || effect.getTiming().iterations === Infinity)",
  );
}

/** Keeps a picture of the window in `test/output`. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(OUTPUT, `${name}.png`), animations: 'disabled' });
}

/** Keeps a picture, with `WRITE_PICTURES=1` also where the README shows it; answers its size in bytes. */
export async function keepReadmePicture(page: Page, name: string): Promise<number> {
  await keepPicture(page, name);
  const file = join(OUTPUT, `${name}.png`);
  if (process.env['WRITE_PICTURES'] === '1') {
    mkdirSync(README_PICTURES, { recursive: true });
    copyFileSync(file, join(README_PICTURES, `${name}.png`));
  }
  return statSync(file).size;
}

/** Opens a screen by its address; without loading the page again when the application is there already. */
export async function goTo(page: Page, path: string): Promise<void> {
  const isThere = (await page.locator('#content').count()) > 0;
  if (isThere) await page.evaluate(`history.pushState({}, '', ${JSON.stringify(`/admin${path}`)})`);
  else await page.goto(`/admin${path}`);
  await settle(page);
  await page.locator('#content h1').waitFor();
}

/** Waits until nothing is being loaded, as the page itself says. */
export async function settle(page: Page): Promise<void> {
  await waitFor(
    page,
    "document.querySelector('#content') !== null && document.querySelector('[aria-busy=true]') === null",
  );
}

const DEADLINE_MS = 20_000;
/** Pictures in a row in which a condition must hold. */
const PICTURES = 4;

/**
 * Waits until an expression holds in the page for some pictures in a row. Why not Playwright's own waiting: it evaluates
 * texts in the page, which the page's policy forbids.
 */
async function waitFor(page: Page, condition: string): Promise<void> {
  const holds = await page.evaluate(`new Promise((resolve) => {
    const end = performance.now() + ${DEADLINE_MS};
    let held = 0;
    const look = () => {
      held = ${condition} ? held + 1 : 0;
      if (held >= ${PICTURES}) resolve(true);
      else if (performance.now() > end) resolve(false);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  })`);
  if (holds !== true) throw new Error(`within ${DEADLINE_MS} ms there was no: ${condition}`);
}

export async function fillShop(server: TestApp): Promise<void> {
  await loadSampleShop(server.database);
  await server.app.get(SnapshotService).refresh({ catalogue: true });
  await server.app.get(ConfigurationStore).importAll(makeSampleConfiguration());
}

function chromiumPath(): string {
  const path = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  if (!existsSync(path)) throw new Error(`there is no Chromium at ${path}: run the tests with \`npm test\``);
  return path;
}

async function openContext(browser: Browser, url: string, window: WindowOptions): Promise<BrowserContext> {
  const { language = 'en', scheme = 'light', width = 1360, height = 860 } = window;
  return browser.newContext({
    baseURL: url,
    viewport: { width, height },
    locale: language === 'de' ? 'de-DE' : 'en-GB',
    colorScheme: scheme,
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
}

function watch(page: Page, url: string, complaints: string[]): void {
  page.on('console', (message) =>
    complaints.push(`console ${message.type()}: ${message.text()} ${message.location().url}`),
  );
  page.on('pageerror', (error) => complaints.push(`fault: ${error.stack ?? error.message}`));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const asked = request.url();
    if (!asked.startsWith(url) && !/^(data|blob):/.test(asked)) complaints.push(`foreign host: ${asked}`);
  });
}
