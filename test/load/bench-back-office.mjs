// `npm run bench:back-office`: how long an administrator waits in Chromium with a thousand tables, beside the floor: the
// same requests of the admin API alone, without a browser.
import { chromium } from 'playwright-core';
import { ensureChromium } from '../../scripts/find-chromium.mjs';
import { median, readOptions } from './measure.mjs';
import { setUpWideStage } from './stage.mjs';

const LIST_GOAL_MS = 2000;
const PREVIEW_GOAL_MS = 500;
const PAGE = 500;

const { tables, columns, rounds } = readOptions({ tables: 1000, columns: 15, rounds: 7 });

const stage = await setUpWideStage({ tables, columns });
const browser = await chromium.launch({
  executablePath: ensureChromium(),
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'],
});
try {
  const cookie = await signIn();
  const context = await browser.newContext({ baseURL: stage.ours.url, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto('/admin');
  await page.locator('input[name=email]').fill(stage.admin.email);
  await page.locator('input[name=password]').fill(stage.admin.password);
  await page.locator('button[type=submit]').click();
  await page.locator('#content h1').waitFor();
  const thread = await watchThread(page);

  const rows = [
    await measure('tables, the page loaded anew', LIST_GOAL_MS, () => listAlone(cookie), loadList),
    await measure('tables, from another screen', LIST_GOAL_MS, () => listAlone(cookie), openList),
    await measure('preview of an endpoint', PREVIEW_GOAL_MS, (round) => previewAlone(cookie, round), openPreview),
  ];
  console.log(
    `| ${tables} tables of ${columns} columns | median ms | worst ms | CPU ms of the page | floor ms | goal |`,
  );
  console.log('| --- | --- | --- | --- | --- | --- |');
  for (const { name, figures, floors, goal } of rows) {
    const waits = figures.map(({ ms }) => ms);
    const cells = [median(waits), Math.max(...waits), median(figures.map(({ cpuMs }) => cpuMs)), median(floors)];
    console.log(`| ${name} | ${cells.map((cell) => cell.toFixed(0)).join(' | ')} | < ${goal} |`);
  }

  async function during(work, sign) {
    const cpu = await thread();
    const start = performance.now();
    await work();
    await sign.waitFor();
    const ms = performance.now() - start;
    const used = await thread();
    // Why: a page that is loaded anew begins to count anew.
    return { ms, cpuMs: used < cpu ? used : used - cpu };
  }

  /** Leaves the list, forgets what was read, and comes back by the navigation. */
  async function openList() {
    await page.goto('/admin/endpoints');
    await page.locator('#content tbody, #content h2').first().waitFor();
    const link = page.locator('nav').getByRole('link', { name: 'Tables' });
    return during(() => link.click(), page.getByText('shop_table_0000', { exact: true }));
  }

  async function loadList() {
    return during(() => page.goto('/admin/tables'), page.getByText('shop_table_0000', { exact: true }));
  }

  /** From the table being chosen to the last field of its suggestion. */
  async function openPreview(round) {
    await openList();
    const name = tableAt(round);
    await page.getByRole('searchbox').fill(name);
    const link = page.getByRole('link', { name: `Create endpoint: ${name}` });
    await link.waitFor();
    return during(() => link.dispatchEvent('click'), page.getByLabel(`Name of column_${columns - 1}`));
  }
} finally {
  await browser.close();
  await stage.close();
}

/** Another table each time, so that nothing is known of it yet. */
function tableAt(round) {
  return `shop_table_${String(17 + 31 * round).padStart(4, '0')}`;
}

/** Answers the CPU milliseconds that the page's main thread has used, whatever else the machine does. */
async function watchThread(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  };
}

/** A round to warm up, then the rounds that count; browser and floor take turns. */
async function measure(name, goal, alone, inBrowser) {
  console.error(`${name} …`);
  const figures = [];
  const floors = [];
  await inBrowser(0);
  for (let round = 1; round <= rounds; round += 1) {
    const start = performance.now();
    await alone(round + rounds);
    floors.push(performance.now() - start);
    figures.push(await inBrowser(round));
  }
  return { name, goal, figures, floors };
}

async function signIn() {
  const answer = await fetch(`${stage.ours.url}/back-office/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(stage.admin),
  });
  if (!answer.ok) throw new Error(`no login: ${answer.status}`);
  return /^[^;]+/.exec(answer.headers.get('set-cookie'))[0];
}

async function listAlone(cookie) {
  for (let offset = 0; offset < tables; offset += PAGE) await read(cookie, `tables?offset=${offset}&limit=${PAGE}`);
}

async function previewAlone(cookie, round) {
  await read(cookie, `tables/${tableAt(round)}`);
}

async function read(cookie, path) {
  const answer = await fetch(`${stage.ours.url}/back-office/${path}`, { headers: { cookie } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}
