import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { goTo, keepPicture, logIn, openBackOffice, settle, type BackOffice } from './support/open-back-office.js';

const VIEWER = { email: 'viewer@example.com', password: 'a-few-words-of-a-viewer' } as const;
const LOGINS_MAX = 30;

describe('what others may do, and trying it', () => {
  let office: BackOffice;
  let page: Page;
  let keys: readonly string[];

  beforeAll(async () => {
    office = await openBackOffice();
    page = await office.open();
    page.setDefaultTimeout(15_000);
    await logIn(page);
  });
  afterAll(() => office.close());

  const countCountries = async (): Promise<string> => {
    const [row] = await office.server.database.rows({ sql: 'SELECT COUNT(*) FROM spy_country', params: [] });
    return String(row?.[0]);
  };
  const statusWith = async (key: string): Promise<number> =>
    (await fetch(`${office.server.url}/dynamic-entity/countries/1`, { headers: { 'x-api-key': key } })).status;
  const readSecret = async (): Promise<string> => {
    const secret = ((await page.getByTestId('secret').textContent()) ?? '').trim();
    await page.getByLabel('I have kept it').click();
    await page.getByRole('button', { name: 'Done' }).click();
    return secret;
  };
  const chooseKey = async (label: string): Promise<void> => {
    await page.getByRole('combobox', { name: label }).click();
    await page.getByRole('option', { name: 'partner' }).click();
  };

  it('gives a key the reading of one endpoint by the matrix, and another text with an overlap', async () => {
    await goTo(page, '/access/keys');
    await page.locator('#content').getByRole('button', { name: 'New API key' }).first().click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Name').fill('partner');
    await form.getByLabel('GET All endpoints').uncheck({ force: true });
    await form.getByLabel('Search endpoint or table').fill('countries');
    await form.getByLabel('GET countries', { exact: true }).check({ force: true });
    await form.getByRole('button', { name: 'Create key' }).click();
    const first = await readSecret();
    await page.getByRole('button', { name: 'Actions for partner' }).click();
    await page.getByRole('menuitem', { name: 'Rotate' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click();
    const second = await readSecret();
    expect(second).not.toBe(first);
    expect([await statusWith(first), await statusWith(second)]).toEqual([200, 200]);
    await page.getByText(/old key good until/).waitFor();
    keys = [first, second];
  });

  it('shows the API documentation as that key sees it, and saves it', async () => {
    await goTo(page, '/documentation');
    await chooseKey('As seen by');
    await page.getByRole('heading', { name: 'What partner may use' }).waitFor();
    await settle(page);
    await keepPicture(page, 'documentation-of-key');
    expect(await page.locator('tbody tr').allTextContents()).toEqual([expect.stringMatching(/^countriesGET/)]);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download OpenAPI as JSON' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('openapi-partner.json');
    const document = JSON.parse(readFileSync(await file.path(), 'utf8')) as { paths: object };
    expect(Object.keys(document.paths)).toEqual(['/dynamic-entity/countries', '/dynamic-entity/countries/{id}']);
  });

  it('sends a request with the rights of that key, and shows statements with their plan', async () => {
    await goTo(page, '/endpoints/1?tab=try');
    await chooseKey('With the rights of');
    await page.getByLabel('Explain the statements').check({ force: true });
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByTestId('status').getByText('200').waitFor();
    await page.getByRole('tab', { name: '1 statement' }).click();
    await page
      .getByLabel('SQL')
      .getByText(/SELECT .* FROM "?spy_country/s)
      .waitFor();
    await page
      .getByRole('cell', { name: /SCAN|SEARCH/ })
      .first()
      .waitFor();
    await keepPicture(page, 'try-statements');
    await page.getByLabel('Method').selectOption('DELETE');
    await page.getByRole('textbox', { name: 'Record' }).fill('1');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByTestId('status').getByText('403').waitFor();
  });

  it('pre-fills a body from the fields, and leaves nothing behind after a dry run', async () => {
    await goTo(page, '/endpoints');
    await goTo(page, '/endpoints/1?tab=try');
    const before = await countCountries();
    await page.getByLabel('Method').selectOption('POST');
    const editor = page.locator('.cm-content');
    await editor.getByText('"iso2_code"').waitFor();
    await editor.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('{ "data": [{ "iso2_code": "QX" }] }');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByTestId('status').waitFor();
    await keepPicture(page, 'try-dry-run');
    expect(await page.getByTestId('status').textContent()).toBe('201');
    await page.getByText('Rolled back').waitFor();
    expect(await countCountries()).toBe(before);
    for (const [language, sign] of [
      ['fetch', /await fetch\(/],
      ['Python', /import urllib\.request/],
      ['PHP', /<\?php|curl_init/],
      ['curl', /^curl /],
    ] as const) {
      await page.getByRole('radiogroup', { name: 'As code' }).getByText(language, { exact: true }).click();
      expect(await page.getByLabel('As code', { exact: true }).last().textContent()).toMatch(sign);
    }
  });

  it('duplicates an endpoint, switched off', async () => {
    await goTo(page, '/endpoints');
    await page.getByRole('button', { name: 'Actions for countries' }).click();
    await page.getByRole('menuitem', { name: 'Duplicate' }).click();
    await page.getByRole('heading', { name: 'countries-2' }).waitFor();
    expect(await page.getByLabel('Active', { exact: true }).isChecked()).toBe(false);
  });

  it('relates two endpoints through a junction that is chosen', async () => {
    await goTo(page, '/endpoints');
    await page.getByPlaceholder('Search endpoint or table').fill('spy_stock');
    await page.getByRole('link', { name: 'stocks', exact: true }).click();
    await page.getByRole('tab', { name: 'Relations' }).click();
    await page.getByRole('button', { name: 'Add relation' }).click();
    const form = page.getByRole('dialog');
    await form.getByText('Many to many').click();
    await form.getByLabel('Junction table').click();
    await page.getByRole('option', { name: 'spy_stock_product', exact: true }).click();
    await form.getByLabel('Name').fill('stocked');
    await form.getByRole('button', { name: 'Save relation' }).click();
    await page.getByText('Relation stocked was added.').waitFor();
    const answer = await fetch(`${office.server.url}/dynamic-entity/stocks?include=stocked&page[limit]=1`, {
      headers: { authorization: `Bearer ${office.server.adminToken}` },
    });
    const { data } = (await answer.json()) as { data: { stocked: unknown[] }[] };
    expect([answer.status, (data[0]?.stocked.length ?? 0) > 0]).toEqual([200, true]);
  });

  it('makes a user who may look at everything and change nothing', async () => {
    await goTo(page, '/access/users');
    await page.getByRole('button', { name: 'New user' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Name').fill('Vera Viewer');
    await form.getByLabel('E-mail').fill(VIEWER.email);
    await form.getByText('Viewer', { exact: true }).click();
    await form.getByLabel('New password').fill(VIEWER.password);
    await form.getByRole('button', { name: 'Save' }).click();
    await page.locator('td', { hasText: 'Vera Viewer' }).waitFor();
    const other = await office.open();
    await logIn(other, VIEWER);
    await goTo(other, '/endpoints/1');
    expect(await other.locator('nav a').allTextContents()).not.toContain('API keys');
    expect(await other.getByLabel('Name of iso2_code').getAttribute('readonly')).not.toBeNull();
    expect(await other.getByRole('button', { name: 'Save' }).count()).toBe(0);
    await keepPicture(other, 'fields-of-viewer');
  });

  it('ends a key at once', async () => {
    await goTo(page, '/access/keys');
    await page.getByRole('button', { name: 'Actions for partner' }).click();
    await page.getByRole('menuitem', { name: 'Revoke' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('partner was revoked.').waitFor();
    expect(await Promise.all(keys.map(statusWith))).toEqual([403, 403]);
    expect(office.complaints).toEqual([]);
  });

  it('is told to wait after too many wrong passwords', async () => {
    const other = await office.open();
    await other.goto('/admin');
    const told = other.getByText(/Too many attempts/);
    for (let attempt = 0; attempt < LOGINS_MAX && (await told.count()) === 0; attempt += 1) {
      await other.locator('input[name=email]').fill(VIEWER.email);
      await other.locator('input[name=password]').fill(`wrong ${attempt}`);
      const [answer] = await Promise.all([
        other.waitForResponse(/back-office\/session/),
        other.locator('button[type=submit]').click(),
      ]);
      if (answer.status() === 429) await told.waitFor();
      else await other.getByText('E-mail or password is wrong.').waitFor();
    }
    await keepPicture(other, 'login-throttled');
    expect(await told.count()).toBe(1);
  });
});
