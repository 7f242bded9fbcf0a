import { ConfigurationStore } from '@dx/entity-configuration';
import type { Page } from 'playwright-core';
import { TEST_ADMIN } from '../support/create-test-app.js';
import { pollUntil } from '../support/poll-until.js';
import { dragColumn } from './support/drag-column.js';
import {
  goTo,
  keepPicture,
  keepReadmePicture,
  logIn,
  openBackOffice,
  settle,
  standStill,
  type BackOffice,
} from './support/open-back-office.js';

const README_PICTURE_BYTES_MAX = 150_000;

describe('journeys of an administrator', () => {
  let office: BackOffice;
  let page: Page;

  beforeAll(async () => {
    office = await openBackOffice();
    page = await office.open();
  });
  afterAll(() => office.close());

  const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(office.server.url + path, {
      ...init,
      headers: {
        authorization: `Bearer ${office.server.adminToken}`,
        'content-type': 'application/json',
        ...init.headers,
      },
    });
  const endpointOf = async (alias: string): Promise<{ id: number; revision: string; isActive: boolean }> => {
    const answer = (await (await ask(`/back-office/configurations?search=${alias}`)).json()) as {
      data: { id: number; revision: string; tableAlias: string; isActive: boolean }[];
    };
    const found = answer.data.find(({ tableAlias }) => tableAlias === alias);
    if (found === undefined) throw new Error(`there is no endpoint ${alias}`);
    return found;
  };
  const statusOf = async (alias: string): Promise<number> =>
    (await ask(`/dynamic-entity/${alias}?page[limit]=1`)).status;

  it('is told that a password is wrong, and keeps no token where scripts could read it', async () => {
    await page.goto('/admin/tables');
    await page.locator('input[name=email]').fill(TEST_ADMIN.email);
    await page.locator('input[name=password]').fill('not the right password');
    await page.locator('button[type=submit]').click();
    await page.getByRole('alert').getByText('E-mail or password is wrong.').waitFor();
    await logIn(page);
    const stored = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])');
    expect(stored).not.toMatch(/token|dx_|eyJ|session/i);
    office.forgetComplaints();
  });

  it('looks as the README shows it', async () => {
    const { id } = await endpointOf('products');
    const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
    await page.setViewportSize({ width: 1120, height: 640 });
    const sizes = new Map<string, number>();
    const keep = async (name: string, path: string, prepare?: () => Promise<void>): Promise<void> => {
      await goTo(page, path);
      await prepare?.();
      await page.mouse.move(0, 0);
      await standStill(page);
      sizes.set(name, await keepReadmePicture(page, name));
    };
    await keep('back-office-endpoints', '/endpoints');
    await keep('back-office-fields', `/endpoints/${id}`);
    await keep('back-office-relations', '/relations?endpoint=products', () =>
      page.locator('.react-flow__node').nth(5).waitFor(),
    );
    await keep('back-office-try-it', `/endpoints/${id}?tab=try`, async () => {
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByTestId('status').waitFor();
    });
    await page.setViewportSize({ width, height });
    expect([...sizes].filter(([, size]) => size > README_PICTURE_BYTES_MAX)).toEqual([]);
  });

  it('makes an endpoint out of a table in at most twelve clicks, counted from the login to the first 200', async () => {
    let clicks = 0;
    const click = async (name: string | RegExp, role: 'button' | 'link' = 'button'): Promise<void> => {
      clicks += 1;
      await page.locator('#content, nav').getByRole(role, { name }).first().click();
    };
    await click('Tables', 'link');
    await page.getByRole('searchbox').fill('spy_tax_set');
    await click('Create endpoint: spy_tax_set', 'link');
    await page.getByLabel('Alias').fill('tax-sets-for-erp');
    await page.getByText('Ready: /dynamic-entity/tax-sets-for-erp').waitFor();
    await keepPicture(page, 'journey-create');
    await click('Create endpoint');
    await click('Send');
    await page.getByTestId('status').waitFor();
    expect(await page.getByTestId('status').textContent()).toBe('200');
    expect(await page.getByTestId('body').textContent()).toContain('"id_tax_set"');
    expect(clicks).toBeLessThanOrEqual(12);
    expect(await statusOf('tax-sets-for-erp')).toBe(200);
  });

  it('sees what is wrong beside the field, and saves what is right with the keyboard', async () => {
    const { id } = await endpointOf('tax-sets-for-erp');
    await goTo(page, `/endpoints/${id}`);
    const name = page.getByLabel('Name of name');
    await name.fill('id_tax_set');
    await page.locator('tr[data-wrong=true]').first().waitFor();
    await page.getByText(/problem.? to solve/).waitFor();
    await name.fill('title');
    await page.getByText('Unsaved changes').waitFor();
    await page.keyboard.press('Control+s');
    await page.getByText('Everything is saved').waitFor();
    const answer = (await (await ask('/dynamic-entity/tax-sets-for-erp?page[limit]=1')).json()) as { data: object[] };
    expect(Object.keys(answer.data[0] ?? {})).toContain('title');
  });

  it('moves between the cells of the grid with the arrow keys, and ticks whole columns', async () => {
    await page.locator('[data-grid="1:3"]').focus();
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate('document.activeElement.dataset.grid')).toBe('2:3');
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate('document.activeElement.dataset.grid')).toBe('2:4');
    const all = page.getByLabel('Required: all fields shown');
    await all.click();
    expect(await page.locator('tbody input[aria-label^="Required:"]:checked').count()).toBeGreaterThan(2);
  });

  it('is asked before unsaved changes are left', async () => {
    await page.locator('nav').getByRole('link', { name: 'Tables' }).click();
    await page.getByRole('dialog').getByText('If you leave now').waitFor();
    await keepPicture(page, 'journey-unsaved');
    await page.getByRole('button', { name: 'Stay here' }).click();
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await page.getByText('Everything is saved').waitFor();
  });

  it('sees what somebody else saved in between, and decides', async () => {
    const { id, revision } = await endpointOf('tax-sets-for-erp');
    await page.getByLabel('Name of name').fill('label');
    const other = await ask(`/back-office/configurations/${id}`, {
      method: 'PATCH',
      headers: { 'if-match': `"${revision}"` },
      body: JSON.stringify({ definition: { isDeletable: true } }),
    });
    expect(other.status).toBe(200);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('isDeletable').waitFor();
    await keepPicture(page, 'journey-stale');
    await dialog.getByRole('button', { name: 'Overwrite with mine' }).click();
    await page.getByText('Everything is saved').waitFor();
    office.forgetComplaints();
  });

  it('goes back to an earlier version in the history', async () => {
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByRole('button', { name: 'Back to this version' }).last().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Back to this version' }).click();
    await page.getByText('The earlier version is in force again.').waitFor();
    const answer = (await (await ask('/dynamic-entity/tax-sets-for-erp?page[limit]=1')).json()) as { data: object[] };
    expect(Object.keys(answer.data[0] ?? {})).toContain('name');
  });

  it('switches an endpoint off and on again, and takes a deletion back with the relations that led there', async () => {
    await goTo(page, '/endpoints');
    await page.getByPlaceholder('Search endpoint or table').fill('spy_locale');
    await page.getByLabel('locales is active').click({ force: true });
    await page.getByText('locales is off.').waitFor();
    expect(await statusOf('locales')).toBe(404);
    await page.getByRole('button', { name: 'Undo' }).click();
    await pollUntil('locales is served again', async () => (await statusOf('locales')) === 200);

    const store = office.server.app.get(ConfigurationStore);
    const relationsTo = async (): Promise<number> =>
      (await store.list({ limit: 500, offset: 0 })).items
        .flatMap(({ childRelations }) => childRelations)
        .filter(({ childDynamicEntityConfiguration }) => childDynamicEntityConfiguration.tableAlias === 'locales')
        .length;
    const before = await relationsTo();
    await page.getByRole('button', { name: 'Actions for locales' }).click();
    await page.getByRole('menuitem', { name: 'Delete endpoint' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete endpoint' }).click();
    await page.getByText(/locales was deleted, and with it what led there: .+\./).waitFor();
    expect(await statusOf('locales')).toBe(404);
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await pollUntil('locales is back', async () => (await statusOf('locales')) === 200);
    await pollUntil('its relations are back', async () => (await relationsTo()) === before);
  });

  it('plans several endpoints and makes them in one go', async () => {
    await goTo(page, '/tables');
    await page.getByRole('searchbox').fill('spy_c');
    await page.getByText('spy_availability', { exact: true }).waitFor({ state: 'detached' });
    await page.getByLabel('Choose spy_country', { exact: true }).click({ force: true });
    await page.getByLabel('Choose spy_currency', { exact: true }).click({ force: true });
    await page.getByRole('button', { name: 'Plan 2 endpoints' }).click();
    await page.getByLabel('Alias of spy_currency', { exact: true }).fill('money');
    await keepPicture(page, 'journey-plan');
    await page.getByRole('button', { name: 'Create 2 endpoints' }).click();
    await page.getByText('2 endpoints were made.').waitFor();
    expect(await statusOf('money')).toBe(200);
  });

  it('relates endpoints: accepts what foreign keys suggest, draws, and is refused what can never be equal', async () => {
    const { id } = await endpointOf('tax-set-taxes');
    await goTo(page, `/endpoints/${id}?tab=relations`);
    await page.getByRole('button', { name: 'Accept taxSet', exact: true }).click();
    await page.getByText('Relation taxSet was added.').waitFor();
    await goTo(page, '/relations?endpoint=tax-set-taxes');
    await page.locator('.react-flow__node').nth(2).waitFor();
    await settle(page);
    await keepPicture(page, 'journey-relations');
    await page.locator('.react-flow__node[data-id="tax-sets"] button', { hasText: 'more column' }).click();
    await dragColumn(page, ['tax-set-taxes', 'fk_tax_set'], ['tax-sets', 'name']);
    await page.getByText(/can never be equal/).waitFor();
    await dragColumn(page, ['tax-set-taxes', 'fk_tax_set'], ['tax-sets', 'id_tax_set']);
    await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('drawn');
    await page.getByRole('dialog').getByRole('button', { name: 'Save relation' }).click();
    await page.getByText('Relation drawn was added.').waitFor();
    const answer = await ask('/dynamic-entity/tax-set-taxes?page[limit]=1&include=drawn');
    expect(answer.status).toBe(200);
  });

  it('saves the picture as a file', async () => {
    for (const format of ['SVG', 'PNG']) {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: format }).click(),
      ]);
      expect(file.suggestedFilename()).toBe(`tax-set-taxes.${format.toLowerCase()}`);
    }
  });

  it('issues a key that is shown once, with a command that works', async () => {
    await goTo(page, '/access/keys');
    await page.locator('#content').getByRole('button', { name: 'New API key' }).first().click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Name').fill('erp-import');
    await form.getByRole('button', { name: 'Read all' }).click();
    await form.getByRole('button', { name: 'Create key' }).click();
    const key = (await page.getByTestId('secret').textContent())?.trim() ?? '';
    const command = (await page.getByTestId('command').textContent()) ?? '';
    await keepPicture(page, 'journey-key');
    const address = /"(http[^"]+)"/.exec(command)?.[1] ?? '';
    expect(command).toContain(`X-Api-Key: ${key}`);
    const answer = await fetch(address, { headers: { 'x-api-key': key } });
    expect(answer.status).toBe(200);
    expect((await fetch(address, { method: 'DELETE', headers: { 'x-api-key': key } })).status).toBe(403);
    await page.getByLabel('I have kept it').click();
    await page.getByRole('button', { name: 'Done' }).click();
    expect(await page.content()).not.toContain(key);
  });

  it('keeps what was typed when the session ends, and goes on after another login', async () => {
    const { id } = await endpointOf('countries');
    await goTo(page, `/endpoints/${id}`);
    await page.getByLabel('Name of iso3_code').fill('iso3');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Your session has ended').first().waitFor();
    await keepPicture(page, 'journey-expired');
    await dialog.locator('input[name=password]').fill(TEST_ADMIN.password);
    await dialog.locator('button[type=submit]').click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByLabel('Name of iso3_code').inputValue()).toBe('iso3');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Everything is saved').waitFor();
    office.forgetComplaints();
  });

  it('goes anywhere by keyboard', async () => {
    await goTo(page, '/endpoints');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('audit');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/admin\/audit/);
    await page.locator('#content').focus();
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await page.waitForURL(/\/admin\/tables/);
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
  });

  it('changes language and logs out', async () => {
    await page.locator('nav button', { hasText: TEST_ADMIN.email }).click();
    await page.getByText('Deutsch').click();
    await page.locator('h1', { hasText: 'Tabellen' }).waitFor();
    await page.getByRole('button', { name: 'Abmelden' }).click();
    await page.locator('h1', { hasText: 'Anmelden' }).waitFor();
    expect((await page.context().cookies()).filter(({ value }) => value !== '')).toEqual([]);
  });

  it('never made the browser complain, nor asked another machine', () => {
    expect(office.complaints).toEqual([]);
  });
});
