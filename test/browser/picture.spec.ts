import type { Page } from 'playwright-core';
import { openSession, type BrowserSession } from '../support/open-session.js';
import { pollUntil } from '../support/poll-until.js';
import { goTo, keepPicture, logIn, openBackOffice, type BackOffice } from './support/open-back-office.js';

const CENTRE = 'countries';

interface Layout {
  readonly nodes: readonly { readonly id: string; readonly x: number; readonly y: number }[];
}

describe('positions in the picture of relations', () => {
  let office: BackOffice;
  let page: Page;
  let admin: BrowserSession;

  beforeAll(async () => {
    office = await openBackOffice();
    admin = await openSession(office.server);
    page = await office.open();
    page.setDefaultTimeout(15_000);
    await logIn(page);
    await goTo(page, `/relations?endpoint=${CENTRE}`);
    await node().waitFor();
  }, 240_000);
  afterAll(() => office?.close());

  const node = () => page.locator(`.react-flow__node[data-id="${CENTRE}"]`);
  const stored = async () => {
    const { body } = await admin.send<Layout>('GET', `/back-office/relation-layout?picture=${CENTRE}`);
    return body.nodes.find(({ id }) => id === CENTRE);
  };

  it('moves by key, again and again, and the server keeps where it ended', async () => {
    await node().focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowRight');
    await pollUntil('stored position', async () => (await stored()) !== undefined);
    const first = await stored();
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowRight');
    await pollUntil('position further to the right', async () => ((await stored())?.x ?? 0) > (first?.x ?? 0));
    expect((await stored())?.y).toBe(first?.y);
    await keepPicture(page, 'picture-moved');
  });

  it('is as it was left in another window of the same user', async () => {
    const place = await stored();
    const other = await office.open();
    await logIn(other);
    await goTo(other, `/relations?endpoint=${CENTRE}`);
    const style = await other.locator(`.react-flow__node[data-id="${CENTRE}"]`).getAttribute('style');
    expect(style).toContain(`translate(${place?.x}px, ${place?.y}px)`);
  });

  it('forgets them when it is arranged anew', async () => {
    await page.getByRole('button', { name: 'Arrange' }).click();
    await pollUntil('picture without positions', async () => (await stored()) === undefined);
  });

  it('never made the browser complain, nor asked another machine', () => {
    expect(office.complaints).toEqual([]);
  });
});
