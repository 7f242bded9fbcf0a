import type { Page } from 'playwright-core';
import { goTo, logIn, openBackOffice, type BackOffice } from './support/open-back-office.js';

const TABLES = 1000;
const COLUMNS = Array.from({ length: 14 }, (_, index) => `column_${index} VARCHAR(50)`).join(', ');

describe('a database of a thousand tables', () => {
  let office: BackOffice;
  let page: Page;

  beforeAll(async () => {
    office = await openBackOffice({
      setUpSql: Array.from(
        { length: TABLES },
        (_, index) => `CREATE TABLE shop_table_${String(index).padStart(4, '0')} (id INTEGER PRIMARY KEY, ${COLUMNS})`,
      ),
    });
    page = await office.open();
    await logIn(page);
  });
  afterAll(() => office.close());

  it('is listed with only the rows in view in the page', async () => {
    await goTo(page, '/tables');
    await page.getByText('shop_table_0000', { exact: true }).waitFor();
    await page.getByText('1,0', { exact: false }).first().waitFor();
    expect(await page.locator('tbody tr').count()).toBeLessThan(60);
  });

  it('is searched by the names of tables and columns', async () => {
    await goTo(page, '/tables');
    await page.getByRole('searchbox').fill('table_0999');
    await page.getByText('shop_table_0999', { exact: true }).waitFor();
    await page.getByRole('searchbox').fill('column_13');
    await page
      .getByText(/In columns: column_13/)
      .first()
      .waitFor();
  });

  it('keeps what is searched and shown in its address', async () => {
    const searched = (): Promise<string> => page.getByRole('searchbox').inputValue();
    await goTo(page, '/tables');
    await page.getByRole('searchbox').fill('table_0042');
    await page.getByText('Without endpoint', { exact: true }).click();
    await page.waitForURL(
      ({ searchParams }) => searchParams.get('search') === 'table_0042' && searchParams.get('show') === 'free',
    );
    await page.reload();
    await page.getByText('shop_table_0042', { exact: true }).waitFor();
    expect(await searched()).toBe('table_0042');
    await page.locator('nav').getByRole('link', { name: 'Endpoints' }).click();
    await page.waitForURL(/\/endpoints$/);
    await page.goBack();
    await page.getByText('shop_table_0042', { exact: true }).waitFor();
    expect(await searched()).toBe('table_0042');
    await page.locator('nav').getByRole('link', { name: 'Tables' }).click();
    await page.getByText('shop_table_0000', { exact: true }).waitFor();
    expect(await searched()).toBe('');
  });

  it('is scrolled to its end', async () => {
    await page.getByRole('searchbox').fill('');
    await page.getByText('shop_table_0000', { exact: true }).waitFor();
    await page.evaluate("document.querySelector('#content [role=region]').scrollTo(0, 49 * 1000)");
    await page
      .getByText(/shop_table_09[789]\d/)
      .first()
      .waitFor();
  });

  it('has a preview of an endpoint', async () => {
    await goTo(page, '/endpoints/new?table=shop_table_0500');
    await page.getByText('Ready: /dynamic-entity/shop-table-0500s', { exact: true }).waitFor();
  });
});
