import type { Page } from 'playwright-core';
import { openSession } from '../support/open-session.js';
import { findColourViolations, findViolations } from './support/find-violations.js';
import { loadTexts } from './support/load-texts.js';
import {
  fillShop,
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
  health: '/health',
  plugins: '/plugins',
  webhooks: '/webhooks',
  audit: '/audit',
  keys: '/access/keys',
  clients: '/access/clients',
  users: '/access/users',
  profile: '/profile',
  documentation: '/documentation',
  missing: '/no/such/screen',
};

/** What a visitor does on a screen, in words of the language that it is shown in. */
interface Visit {
  readonly page: Page;
  readonly say: (key: string, values?: Readonly<Record<string, string>>) => string;
  readonly press: (key: string, values?: Readonly<Record<string, string>>) => Promise<void>;
  readonly choose: (owner: string, item: string) => Promise<void>;
}

/** Everything that opens over or in a screen: where, and what opens it. */
const DIALOGS: Readonly<Record<string, readonly [path: string, open: (visit: Visit) => Promise<void>]>> = {
  search: ['/endpoints', ({ page }) => page.keyboard.press('Control+k')],
  shortcuts: ['/endpoints', ({ press }) => press('shortcuts.title')],
  'endpoint-delete': [
    '/endpoints',
    async ({ page, say }) => {
      await page.getByRole('button', { name: say('endpoints.actionsOf', { alias: 'countries' }) }).click();
      await page.getByRole('menuitem', { name: say('endpoints.delete') }).click();
    },
  ],
  field: ['/endpoints/1', ({ page }) => page.locator('[data-grid="1:6"]').click()],
  unsaved: [
    '/endpoints/1',
    async ({ page, say }) => {
      await page.locator('#content .dx-cell-input input').last().fill('changed');
      await page
        .locator('nav')
        .getByRole('link', { name: say('nav.tables') })
        .click();
    },
  ],
  'relation-form': ['/endpoints/1?tab=relations', ({ press }) => press('relations.add')],
  key: ['/access/keys', ({ press }) => press('access.newKey')],
  'key-rotate': ['/access/keys', ({ choose }) => choose('reader', 'access.rotate')],
  'key-revoke': ['/access/keys', ({ choose }) => choose('reader', 'access.revoke')],
  client: ['/access/clients', ({ press }) => press('access.newClient')],
  user: ['/access/users', ({ press }) => press('access.newUser')],
  plugin: ['/plugins', ({ page }) => page.locator('tbody button', { hasText: 'validation' }).click()],
  'plugin-form': [
    '/plugins',
    async ({ page, say }) => {
      await page.locator('tbody button', { hasText: 'validation' }).click();
      const name = say('plugins.switchOf', { plugin: 'validation', alias: 'countries' });
      await page.getByLabel(name, { exact: true }).press('Space');
      await page
        .getByRole('dialog', { name: say('plugins.settingsOf', { plugin: 'validation', alias: 'countries' }) })
        .waitFor();
    },
  ],
  'webhook-form': ['/webhooks', ({ press }) => press('webhooks.new')],
  'webhook-test': ['/webhooks', ({ choose }) => choose('erp', 'webhooks.test')],
  'webhook-rotate': ['/webhooks', ({ choose }) => choose('erp', 'webhooks.rotate')],
};

/** Why only this part: the screen behind it is one that was looked at already. */
const DIALOG = '[role=dialog]';

describe('every screen', () => {
  let office: BackOffice;

  beforeAll(async () => {
    office = await openBackOffice({ env: { WEBHOOK_ALLOW_PRIVATE: 'true' } });
    await fillShop(office.server);
    await fillScreens(office);
  });
  afterAll(() => office.close());

  describe.each(['en', 'de'] as const)('in %s', (language) => {
    const texts = loadTexts(language);
    let page: Page;
    let visit: Visit;

    beforeAll(async () => {
      page = await office.open({ language });
      visit = makeVisit(page, texts);
    });
    afterAll(() => page.context().close());

    const check = async (name: string, part?: string): Promise<void> => {
      const [first, second] = language === 'en' ? (['light', 'dark'] as const) : (['dark', 'light'] as const);
      await show(first);
      await keepPicture(page, `${name}-${first}`);
      expect({ name, first, found: await findViolations(page, part) }).toEqual({ name, first, found: [] });
      await show(second);
      expect({ name, second, found: await findColourViolations(page, part) }).toEqual({ name, second, found: [] });
    };
    const show = async (colorScheme: 'light' | 'dark'): Promise<void> => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await standStill(page);
    };

    it('login', async () => {
      await page.goto('/admin');
      await page.locator('input[name=email]').waitFor();
      await check('login');
      await logIn(page);
    });

    it.each(Object.entries(SCREENS))('%s', async (name, path) => {
      await goTo(page, path);
      if (name === 'health') await page.locator('.recharts-surface').first().waitFor();
      await check(name);
    });

    it.each(Object.entries(DIALOGS))('%s, opened', async (name, [path, open]) => {
      await goTo(page, path);
      await open(visit);
      await page.locator('[role=dialog]').last().waitFor();
      await settle(page);
      await check(name, DIALOG);
      await closeAll(page);
    });

    it('an expired session', async () => {
      await goTo(page, '/audit');
      await page.context().clearCookies();
      await page.locator('#content tbody button').first().waitFor();
      await goTo(page, '/tables');
      await page.locator('[role=dialog] input[name=password]').waitFor();
      await check('expired', DIALOG);
      office.forgetComplaints();
    });
  });

  it('never made the browser complain, nor asked another machine', () => {
    expect(office.complaints).toEqual([]);
  });
});

function makeVisit(page: Page, texts: ReadonlyMap<string, string>): Visit {
  const say: Visit['say'] = (key, values = {}) => {
    const text = texts.get(key);
    if (text === undefined) throw new Error(`there is no text ${key}`);
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
  };
  return {
    page,
    say,
    press: (key, values) =>
      page
        .locator('#content, header')
        .getByRole('button', { name: say(key, values) })
        .first()
        .click(),
    choose: async (owner, item) => {
      await page.getByRole('button', { name: say('access.actionsOf', { name: owner }), exact: true }).click();
      await page.getByRole('menuitem', { name: say(item) }).click();
    },
  };
}

async function closeAll(page: Page): Promise<void> {
  const dialogs = page.locator('[role=dialog]');
  for (let count = await dialogs.count(); count > 0; count -= 1) {
    await page.keyboard.press('Escape');
    await dialogs.nth(count - 1).waitFor({ state: 'detached' });
  }
}

/** Something to show on every screen: a key, a client, a webhook with a delivery, requests, an endpoint that lost a column. */
async function fillScreens({ server }: BackOffice): Promise<void> {
  const admin = await openSession(server);
  const make = async (path: string, body: unknown, method = 'POST'): Promise<void> => {
    const { status, body: answer } = await admin.send(method, path, body);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answer)}`);
  };
  await make('/back-office/api-keys', { name: 'reader', scopes: ['countries:read'], expiresAt: null });
  await make('/back-office/oauth-clients', { name: 'erp', grants: ['client_credentials'], scopes: ['*:read'] });
  await make('/back-office/webhooks', { name: 'erp', url: 'http://127.0.0.1:9/hook', endpoints: ['countries'] });
  for (const query of ['', '?page[limit]=2', '?filter[countries.nothing]=1', '?include=nothing']) {
    await fetch(`${server.url}/dynamic-entity/countries${query}`, {
      headers: { authorization: `Bearer ${server.adminToken}` },
    });
  }
  await server.database.run({ sql: 'ALTER TABLE spy_currency RENAME COLUMN symbol TO sign', params: [] });
  await make('/back-office/tables/reload', undefined);
}
