import type { Page } from 'playwright-core';
import { findViolations } from './support/find-violations.js';
import {
  goTo,
  keepPicture,
  logIn,
  openBackOffice,
  settle,
  standStill,
  type BackOffice,
} from './support/open-back-office.js';

/** Every screen, as its address. */
const SCREENS: Readonly<Record<string, string>> = {
  endpoints: '/endpoints',
  tables: '/tables',
  create: '/endpoints/new?table=spy_product_abstract',
  plan: '/endpoints/plan?tables=spy_country,spy_currency',
  fields: '/endpoints/1',
  'endpoint-relations': '/endpoints/1?tab=relations',
  history: '/endpoints/1?tab=history',
  try: '/endpoints/1?tab=try',
  relations: '/relations?endpoint=countries',
  keys: '/access/keys',
  clients: '/access/clients',
  users: '/access/users',
  profile: '/profile',
  documentation: '/documentation',
  plugins: '/plugins',
  webhooks: '/webhooks',
  audit: '/audit',
};

describe.each(['en', 'de'] as const)('every screen (%s)', (language) => {
  let office: BackOffice;
  let page: Page;

  beforeAll(async () => {
    office = await openBackOffice();
    page = await office.open({ language });
  });
  afterAll(() => office.close());

  const check = async (name: string): Promise<void> => {
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await standStill(page);
      if ((language === 'en') === (scheme === 'light')) await keepPicture(page, `${name}-${scheme}`);
      expect({ name, scheme, found: await findViolations(page) }).toEqual({ name, scheme, found: [] });
    }
  };

  it('login', async () => {
    await page.goto('/admin');
    await page.locator('input[name=email]').waitFor();
    await check('login');
    await logIn(page);
  });

  it.each(Object.entries(SCREENS))('%s', async (name, path) => {
    await goTo(page, path);
    await check(name);
  });

  it('search', async () => {
    await goTo(page, '/endpoints');
    await page.keyboard.press('Control+k');
    await page.locator('[role=option]').first().waitFor();
    await check('search');
    await page.keyboard.press('Escape');
  });

  it('a field, in its drawer', async () => {
    await goTo(page, '/endpoints/1');
    await page.locator('[data-grid="1:6"]').click();
    await page.locator('[role=dialog] textarea').waitFor();
    await check('field');
    await page.keyboard.press('Escape');
  });

  it('a new key, with its matrix', async () => {
    await goTo(page, '/access/keys');
    await page
      .locator('#content button', { hasText: /New API key|Neuer API-Schlüssel/ })
      .first()
      .click();
    await page.locator('[role=dialog] table').waitFor();
    await settle(page);
    await check('key');
    await page.keyboard.press('Escape');
  });

  it('the form of a relation', async () => {
    await goTo(page, '/endpoints/1?tab=relations');
    await page.locator('button', { hasText: /Add relation|Beziehung hinzufügen/ }).click();
    await page.locator('[role=dialog] input[role=combobox]').first().waitFor();
    await check('relation-form');
    await page.keyboard.press('Escape');
  });

  it('never made the browser complain, nor asked another machine', () => {
    expect(office.complaints).toEqual([]);
  });
});
