import type { Page } from 'playwright-core';
import { goTo, keepPicture, logIn, openBackOffice, settle, type BackOffice } from './support/open-back-office.js';

describe('look', () => {
  let office: BackOffice;
  let page: Page;
  beforeAll(async () => {
    office = await openBackOffice();
    page = await office.open(process.env['LOOK_DARK'] ? { language: 'de', scheme: 'dark' } : {});
    page.setDefaultTimeout(8000);
  }, 120_000);
  afterAll(async () => {
    console.log(office.complaints.join('\n'));
    await office.close();
  });
  const steps: Record<string, () => Promise<void>> = {
    login: async () => {
      await page.goto('/admin');
      await page.locator('input[name=email]').waitFor();
    },
    endpoints: async () => {
      await logIn(page);
      await settle(page);
    },
    tables: () => goTo(page, '/tables'),
    create: () => goTo(page, '/endpoints/new?table=spy_product_abstract'),
    edit: () => goTo(page, '/endpoints/1'),
    editrel: () => goTo(page, '/endpoints/5?tab=relations'),
    try: async () => {
      await goTo(page, '/endpoints/1?tab=try');
      await page.locator('[role=tabpanel] button', { hasText: /Send|Senden/ }).click();
      await page.getByTestId('status').waitFor();
    },
    history: () => goTo(page, '/endpoints/1?tab=history'),
    relations: async () => {
      await goTo(page, '/relations');
      await page.locator('.react-flow__node').first().waitFor();
      await page.waitForTimeout(500);
    },
    plan: () => goTo(page, '/endpoints/plan?tables=spy_customer_group,spy_currency,spy_store'),
    keys: () => goTo(page, '/access/keys'),
    clients: () => goTo(page, '/access/clients'),
    users: () => goTo(page, '/access/users'),
    documentation: () => goTo(page, '/documentation'),
    profile: () => goTo(page, '/profile'),
    palette: async () => {
      await page.keyboard.press('Control+k');
      await page.locator('[role=listbox]').waitFor();
    },
  };
  it.each(Object.keys(steps))('%s', async (name) => {
    await steps[name]?.();
    await keepPicture(page, `look-${process.env['LOOK_DARK'] ? 'dark-' : ''}${name}`);
  });
});
