import { ConfigurationStore, SnapshotService } from '@dx/entity-configuration';
import { ApiKeyService, OAuthClientService, UserService } from '@dx/auth';
import { SYSTEM_CALLER } from '@dx/kernel';
import type { Page } from 'playwright-core';
import { openSession } from '../support/open-session.js';
import { HOSTILE_TEXTS } from './support/hostile-texts.js';
import { goTo, logIn, openBackOffice, settle, type BackOffice } from './support/open-back-office.js';

/** A column for every hostile text, named by it; the number tells those apart that differ in case only. */
const columnName = (text: string, index: number): string => `${text} ${index}`;
const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const COLUMNS = HOSTILE_TEXTS.map((text, index) => `${quote(columnName(text, index))} VARCHAR(255)`).join(', ');

describe('hostile texts in everything that is stored', () => {
  let office: BackOffice;
  let page: Page;

  beforeAll(async () => {
    office = await openBackOffice({
      env: { WEBHOOK_ALLOW_PRIVATE: 'true', WEBHOOK_POLL_MS: '100' },
      setUpSql: [
        `CREATE TABLE hostile (id INTEGER PRIMARY KEY AUTOINCREMENT, ${COLUMNS})`,
        `INSERT INTO hostile (${HOSTILE_TEXTS.map((text, index) => quote(columnName(text, index))).join(', ')}) VALUES (${HOSTILE_TEXTS.map((text) => `'${text.replaceAll("'", "''")}'`).join(', ')})`,
        ...HOSTILE_TEXTS.map(
          (text, index) =>
            `CREATE TABLE ${quote(`t ${columnName(text, index)}`)} (id INTEGER PRIMARY KEY, hostile_id INTEGER REFERENCES hostile (id))`,
        ),
      ],
    });
    await store(office);
    await change(office);
    page = await office.open();
    await logIn(page);
  });
  afterAll(() => office.close());

  it.each([
    '/tables',
    '/endpoints',
    '/endpoints/new?table=hostile',
    '/endpoints/1',
    '/endpoints/1?tab=relations',
    '/endpoints/1?tab=history',
    '/relations?endpoint=hostile',
    '/access/keys',
    '/access/clients',
    '/access/users',
    '/documentation',
    '/plugins',
    '/webhooks',
    '/audit',
    '/health',
    '/endpoints/1?tab=try',
    `/endpoints/new?table=${encodeURIComponent(`t ${columnName(HOSTILE_TEXTS[7] ?? '', 7)}`)}`,
    `/relations?endpoint=${encodeURIComponent(HOSTILE_TEXTS[0] ?? '')}`,
  ])('are only texts on %s', async (path) => {
    await goTo(page, path);
    await expectHarmless();
  });

  it('are only texts in an answer that is tried', async () => {
    await goTo(page, '/endpoints/1?tab=try');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByTestId('status').waitFor();
    expect(await page.getByTestId('body').textContent()).toContain('<svg onload=window.__hit=1>');
    await expectHarmless();
  });

  it('are only texts in the differences of the audit log', async () => {
    await goTo(page, '/audit');
    const differences = page.locator('td button[aria-expanded]');
    for (let place = 0; place < 4; place += 1) await differences.nth(place).click();
    await page
      .getByText(/window\.__hit=1/)
      .first()
      .waitFor();
    await expectHarmless();
  });

  it('are only texts in a webhook, its form, its deliveries and their content', async () => {
    await goTo(page, '/webhooks');
    await page
      .getByRole('button', { name: /^Actions for/ })
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await page.getByRole('dialog').waitFor();
    await expectHarmless();
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'Deliveries' }).click();
    await page.locator('td button[aria-haspopup=dialog]').first().click();
    await page.getByRole('dialog').getByText(/__hit/).first().waitFor();
    await expectHarmless();
    await page.keyboard.press('Escape');
  });

  it('are only texts where a plugin is switched on', async () => {
    await goTo(page, '/plugins');
    await page.locator('tbody button', { hasText: 'audit' }).click();
    await page.getByRole('dialog').waitFor();
    await expectHarmless();
    await page.keyboard.press('Escape');
  });

  it('are only texts in the proposals for an endpoint whose columns are gone', async () => {
    const [text = '', index] = [HOSTILE_TEXTS[8], 8];
    await office.server.database.run({
      sql: `ALTER TABLE hostile RENAME COLUMN ${quote(columnName(text, index))} TO ${quote(`gone ${text}`)}`,
      params: [],
    });
    const admin = await openSession(office.server);
    await admin.send('POST', '/back-office/tables/reload');
    await goTo(page, '/health');
    await page.getByRole('button', { name: 'Apply proposal: hostile' }).waitFor();
    await expectHarmless();
  });

  it('are only texts in the list of the search', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search' }).fill('<script');
    await settle(page);
    await expectHarmless();
  });

  async function expectHarmless(): Promise<void> {
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))');
    // Why a text: what runs in the browser is not compiled with this project.
    const found: unknown = await page.evaluate(`({
      hit: window.__hit ?? 0,
      injected: document.querySelectorAll('#root :is(img[onerror], iframe, object, embed, script, base)').length,
      links: [...document.querySelectorAll('a[href]')].filter((link) => /^\\s*(javascript|data):/i.test(link.getAttribute('href'))).length,
    })`);
    expect(found).toEqual({ hit: 0, injected: 0, links: 0 });
    expect(office.complaints).toEqual([]);
  }
});

/** Puts the texts wherever an administrator can store one. */
async function store({ server }: BackOffice): Promise<void> {
  const { app } = server;
  await app.get(SnapshotService).refresh({ catalogue: true });
  const fields = HOSTILE_TEXTS.map((text, index) => ({
    fieldName: columnName(text, index),
    fieldVisibleName: `field_${index}`,
    isCreatable: true,
    isEditable: true,
    type: 'string',
    validation: { isRequired: false },
    description: text,
    examples: text,
    enumValues: text,
  }));
  const key = { fieldName: 'id', fieldVisibleName: 'id', isCreatable: false, isEditable: false, type: 'integer' };
  await app.get(ConfigurationStore).importAll(
    [
      {
        tableName: 'hostile',
        tableAlias: 'hostile',
        isActive: true,
        definition: { identifier: 'id', fields: [key, ...fields] },
        plugins: [{ name: 'audit' }, { name: 'webhook' }],
      },
    ],
    { author: HOSTILE_TEXTS[7] ?? '' },
  );
  for (const [index, text] of HOSTILE_TEXTS.slice(0, 12).entries()) {
    await app.get(UserService).create({
      email: `u${index}@example.com`,
      name: text,
      role: 'viewer',
      password: `long-unusual-phrase-${index}-xyz`,
    });
    await app.get(OAuthClientService).create(
      {
        name: text,
        grants: ['client_credentials'],
        scopes: ['*:read'],
        redirectUris: [],
        passwordGrant: false,
        expiresAt: null,
      },
      true,
      { ...SYSTEM_CALLER, name: text },
    );
    await app
      .get(ApiKeyService)
      .create({ name: `key${index}`, scopes: ['hostile:read'], expiresAt: null }, { ...SYSTEM_CALLER, name: text });
  }
}

/** Tells webhooks with such names of a change of such values, and has it written down. */
async function change({ server }: BackOffice): Promise<void> {
  const admin = await openSession(server);
  for (const text of HOSTILE_TEXTS.slice(0, 12)) {
    const made = await admin.send('POST', '/back-office/webhooks', {
      name: text,
      url: `http://127.0.0.1:9/${encodeURIComponent(text)}`,
      endpoints: ['hostile'],
    });
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  }
  const values = Object.fromEntries(HOSTILE_TEXTS.map((text, index) => [`field_${index}`, `${text} changed`]));
  const answer = await fetch(`${server.url}/dynamic-entity/hostile/1`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${server.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ data: values }),
  });
  if (answer.status !== 200) throw new Error(await answer.text());
}
