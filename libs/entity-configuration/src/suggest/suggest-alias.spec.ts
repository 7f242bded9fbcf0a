import { aliasOfTable, freeName, wordsOfTable } from './suggest-alias.js';

describe('aliasOfTable', () => {
  it.each([
    ['spy_country', 'countries'],
    ['spy_currency', 'currencies'],
    ['spy_tax_set', 'tax-sets'],
    ['spy_tax_set_tax', 'tax-set-taxes'],
    ['spy_product_abstract', 'product-abstracts'],
    ['spy_oms_order_item_status', 'oms-order-item-statuses'],
    ['spy_availability', 'availabilities'],
    ['spy_customer_address', 'customer-addresses'],
    ['spy_sales', 'sales'],
    ['spy_store', 'stores'],
    ['spy_category', 'categories'],
    ['spy_glossary_key', 'glossary-keys'],
    ['pyz_data', 'data'],
    ['pyz_news', 'news'],
    ['pyz_series', 'series'],
    ['countries', 'countries'],
    ['statuses', 'statuses'],
    ['addresses', 'addresses'],
    ['quotas', 'quotas'],
    ['shop_person', 'shop-people'],
    ['OrderItem', 'order-items'],
    ['straße maß', 'strasse-masses'],
    ['SPY_STORE', 'stores'],
    ['spy_', 'spies'],
    ['日本', 'records'],
  ])('%s becomes %s', (table, alias) => {
    expect(aliasOfTable(table)).toBe(alias);
  });

  it('removes other prefixes when they are given', () => {
    expect(aliasOfTable('shop_country', ['shop_'])).toBe('countries');
    expect(wordsOfTable('spy_country', [])).toEqual(['spy', 'country']);
  });
});

describe('freeName', () => {
  it('counts up to the first free name', () => {
    const taken = new Set(['stores', 'stores-2']);
    expect(freeName('stores', (name) => taken.has(name))).toBe('stores-3');
    expect(freeName('units', (name) => taken.has(name))).toBe('units');
  });
});
