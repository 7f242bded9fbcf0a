import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { Webhook } from 'standardwebhooks';
import { openSession, type BrowserSession } from '../support/open-session.js';
import { findViolations } from './support/find-violations.js';
import {
  fillShop,
  goTo,
  keepPicture,
  logIn,
  openBackOffice,
  settle,
  type BackOffice,
} from './support/open-back-office.js';

const ALIAS = 'countries';

describe('operations in the Back Office', () => {
  let office: BackOffice;
  let page: Page;
  let admin: BrowserSession;
  let receiver: Receiver;

  beforeAll(async () => {
    receiver = await openReceiver();
    office = await openBackOffice({ env: { WEBHOOK_ALLOW_PRIVATE: 'true', WEBHOOK_POLL_MS: '100' } });
    await fillShop(office.server);
    admin = await openSession(office.server);
    page = await office.open();
    page.setDefaultTimeout(15_000);
    await logIn(page);
  }, 240_000);

  afterAll(async () => {
    await office?.close();
    await receiver?.close();
  });

  const change = (iso2: string, iso3: string) =>
    fetch(`${office.server.url}/dynamic-entity/${ALIAS}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${office.server.adminToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ data: [{ iso2_code: iso2, iso3_code: iso3, name: `Land ${iso2}` }] }),
    });

  it('switches a plugin on, with settings from a form that is made from its schema', async () => {
    await goTo(page, '/plugins');
    await keepPicture(page, 'plugins');
    await page.getByRole('button', { name: /^audit/ }).click();
    await page.getByLabel(`audit on ${ALIAS}`, { exact: true }).press('Space');
    await page.getByText(`audit works on ${ALIAS} now.`).waitFor();
    await keepPicture(page, 'plugin-endpoints');
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: /^validation/ }).click();
    await page.getByLabel(`validation on ${ALIAS}`, { exact: true }).press('Space');
    const dialog = page.getByRole('dialog', { name: /Settings of validation/ });
    await dialog.getByRole('button', { name: /Add to/ }).click();
    await dialog.getByLabel('field', { exact: true }).fill('iso2_code');
    await dialog.getByLabel('pattern', { exact: true }).fill('^[A-Z');
    await dialog.getByRole('button', { name: 'Switch on' }).click();
    await dialog.locator('[aria-invalid=true], [role=alert]').first().waitFor();
    await keepPicture(page, 'plugin-settings');
    expect(await findViolations(page)).toEqual([]);
    await dialog.getByLabel('pattern', { exact: true }).fill('^[A-Z]{2}$');
    await dialog.getByRole('button', { name: 'Switch on' }).click();
    await dialog.waitFor({ state: 'detached' });

    const { body } = await admin.send<{ data: { tableAlias: string; plugins?: unknown }[] }>(
      'GET',
      '/back-office/configurations?limit=500',
    );
    expect(body.data.find(({ tableAlias }) => tableAlias === ALIAS)?.plugins).toEqual([
      { name: 'audit', settings: {} },
      { name: 'validation', settings: { rules: [{ kind: 'pattern', field: 'iso2_code', pattern: '^[A-Z]{2}$' }] } },
    ]);
    await page.keyboard.press('Escape');
  });

  it('makes a webhook, sends a test, and shows what became of a message', async () => {
    await goTo(page, '/webhooks');
    await page.getByRole('button', { name: 'New webhook' }).first().click();
    const form = page.getByRole('dialog', { name: 'New webhook' });
    await form.getByLabel('Name', { exact: true }).fill('erp');
    await form.getByLabel('Address').fill(receiver.url);
    await form.getByLabel('Endpoints').fill(ALIAS);
    await page.getByRole('option', { name: ALIAS, exact: true }).click();
    await page.keyboard.press('Tab');
    await form.getByRole('button', { name: 'Switch it on' }).click();
    await form.getByRole('button', { name: 'Switch it on' }).waitFor({ state: 'detached' });
    await keepPicture(page, 'webhook-form');
    expect(await findViolations(page)).toEqual([]);
    await form.getByRole('button', { name: 'Create webhook' }).click();
    const secret = (await page.getByTestId('secret').textContent()) ?? '';
    receiver.verifyWith(secret.trim());
    await page.getByLabel(/I kept|kept it|stored/i).check();
    await page.getByRole('button', { name: 'Done' }).click();

    await page.getByRole('button', { name: 'Actions for erp' }).click();
    await page.getByRole('menuitem', { name: 'Send a test' }).click();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('The receiver took it').waitFor();
    await keepPicture(page, 'webhook-test');
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');

    expect((await change('QX', 'QXX')).status).toBe(201);
    await receiver.wait(2);
    await page.getByRole('tab', { name: 'Deliveries' }).click();
    await page.locator('td', { hasText: 'Delivered' }).first().waitFor();
    await keepPicture(page, 'webhook-deliveries');
    expect(await findViolations(page)).toEqual([]);
    await page
      .getByRole('button', { name: new RegExp(`^${ALIAS} .* create$`) })
      .first()
      .click();
    await page.getByText('HTTP 204').first().waitFor();
    await keepPicture(page, 'webhook-delivery');
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Send again' }).click();
    await receiver.wait(3);
    await page.keyboard.press('Escape');
    expect(receiver.faults).toEqual([]);
  });

  it('shows in the audit log who changed what', async () => {
    await goTo(page, '/audit');
    await page.getByLabel('Kind', { exact: true }).selectOption('data');
    await page.locator('td', { hasText: 'configurations' }).first().waitFor({ state: 'detached' });
    await page.locator('td button[aria-expanded]').first().click();
    await page.getByText('QXX').first().waitFor();
    await keepPicture(page, 'audit');
    expect(await findViolations(page)).toEqual([]);
    await page.getByLabel('Record', { exact: true }).fill('no such record');
    await page.getByText('Nothing found.').waitFor();
  });

  it('shows requests, errors and changed tables', async () => {
    for (let count = 0; count < 30; count += 1) {
      const address = count % 5 === 0 ? `${ALIAS}?filter[${ALIAS}.nothing]=1` : `${ALIAS}?page[limit]=2`;
      await fetch(`${office.server.url}/dynamic-entity/${address}`, {
        headers: { authorization: `Bearer ${office.server.adminToken}` },
      });
    }
    await office.server.database.run({ sql: 'ALTER TABLE spy_country RENAME COLUMN name TO country_name', params: [] });
    await admin.send('POST', '/back-office/tables/reload');
    await goTo(page, '/health');
    await page.locator('.recharts-surface').first().waitFor();
    await page.getByRole('button', { name: `Apply proposal: ${ALIAS}` }).waitFor();
    await settle(page);
    await keepPicture(page, 'health');
    await page.getByRole('button', { name: `Apply proposal: ${ALIAS}` }).scrollIntoViewIfNeeded();
    await keepPicture(page, 'health-drift');
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: `Apply proposal: ${ALIAS}` }).click();
    await page.getByText(`${ALIAS} fits its table again.`).waitFor();
    const { body } = await admin.send<{ data: { alias: string }[] }>('GET', '/back-office/drift');
    expect(body.data.map(({ alias }) => alias)).not.toContain(ALIAS);
  });

  it('never made the browser complain, nor asked another machine', () => {
    expect(office.complaints).toEqual([]);
  });
});

interface Receiver {
  readonly url: string;
  readonly faults: readonly string[];
  verifyWith(secret: string): void;
  /** Waits until so many messages came. */
  wait(count: number): Promise<void>;
  close(): Promise<void>;
}

/** A system that takes messages and checks their signatures. */
async function openReceiver(): Promise<Receiver> {
  let webhook: Webhook | null = null;
  const faults: string[] = [];
  const seen: string[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      try {
        webhook?.verify(body, request.headers as Record<string, string>);
      } catch (error) {
        faults.push(String(error));
      }
      seen.push(body);
      response.writeHead(204).end();
      for (const one of waiting) if (seen.length >= one.count) one.resolve();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    faults,
    verifyWith: (secret) => (webhook = new Webhook(secret)),
    wait: (count) =>
      seen.length >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve })),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
