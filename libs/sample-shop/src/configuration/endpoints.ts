import type { FieldRules } from './installer-entry.js';

/** One endpoint of the sample shop; its fields come from the table's description. */
export interface Endpoint {
  readonly table: string;
  readonly alias: string;
  /** Default: the table's one key column. */
  readonly identifier?: string;
  readonly deletable?: true;
  /** Rules beyond what the columns say, by column. */
  readonly rules?: Readonly<Record<string, FieldRules>>;
  readonly examples?: Readonly<Record<string, string>>;
  /**
   * `name → alias (child column = parent column)`. The arrow `→` may be written through; `⇢` is for reading only, as every
   * relation to one record must be: writing it would set the other record's own key.
   */
  readonly relations?: readonly string[];
}

const NOT_NEGATIVE = { min: 0 } as const;

/** The endpoints that the sample shop begins with. */
export const ENDPOINTS: readonly Endpoint[] = [
  {
    table: 'spy_country',
    alias: 'countries',
    deletable: true,
    rules: { iso2_code: { minLength: 2, maxLength: 2 }, iso3_code: { minLength: 3, maxLength: 3 } },
    examples: { iso2_code: 'DE, AT', iso3_code: 'DEU, AUT', name: 'Germany, Austria' },
    relations: [
      'countryTaxRates → tax-rates (fk_country = id_country)',
      'countryRegions → regions (fk_country = id_country)',
    ],
  },
  {
    table: 'spy_region',
    alias: 'regions',
    deletable: true,
    examples: { iso2_code: 'DE-BE', name: 'Berlin' },
    relations: ['regionCountry ⇢ countries (id_country = fk_country)'],
  },
  {
    table: 'spy_tax_rate',
    alias: 'tax-rates',
    deletable: true,
    examples: { name: 'Germany standard', rate: '19.00' },
    relations: [
      'taxRateCountry ⇢ countries (id_country = fk_country)',
      'taxRateTaxSets → tax-set-taxes (fk_tax_rate = id_tax_rate)',
    ],
  },
  {
    table: 'spy_tax_set',
    alias: 'tax-sets',
    deletable: true,
    examples: { name: 'Standard goods' },
    relations: ['taxSetTaxRates → tax-set-taxes (fk_tax_set = id_tax_set)'],
  },
  {
    table: 'spy_tax_set_tax',
    alias: 'tax-set-taxes',
    identifier: 'fk_tax_rate',
    deletable: true,
    relations: ['taxSetTaxRate ⇢ tax-rates (id_tax_rate = fk_tax_rate)'],
  },
  { table: 'spy_locale', alias: 'locales', examples: { locale_name: 'en_US, de_DE' } },
  { table: 'spy_currency', alias: 'currencies', examples: { code: 'EUR', name: 'Euro', symbol: '€' } },
  {
    table: 'spy_store',
    alias: 'stores',
    examples: { name: 'DE, AT' },
    relations: [
      'storeCurrency ⇢ currencies (id_currency = fk_currency)',
      'storeLocale ⇢ locales (id_locale = fk_locale)',
    ],
  },
  {
    table: 'spy_product_abstract',
    alias: 'product-abstracts',
    deletable: true,
    rules: { sku: { minLength: 1, maxLength: 255 } },
    examples: { sku: '0001', color_code: '#1F4E8C', attributes: '{"material":"steel"}' },
    relations: [
      'productAbstractProducts → products (fk_product_abstract = id_product_abstract)',
      'productAbstractLocalizedAttributes → product-abstract-localized-attributes (fk_product_abstract = id_product_abstract)',
      'productAbstractStores → product-abstract-stores (fk_product_abstract = id_product_abstract)',
      'productAbstractPrices → product-prices (fk_product_abstract = id_product_abstract)',
      'productAbstractImageSets → product-image-sets (fk_product_abstract = id_product_abstract)',
      'productAbstractCategories → product-categories (fk_product_abstract = id_product_abstract)',
      'productAbstractLabels → product-label-product-abstracts (fk_product_abstract = id_product_abstract)',
      'productAbstractUrls → urls (fk_resource_product_abstract = id_product_abstract)',
      'productAbstractTaxSet ⇢ tax-sets (id_tax_set = fk_tax_set)',
    ],
  },
  {
    table: 'spy_product_abstract_localized_attributes',
    alias: 'product-abstract-localized-attributes',
    deletable: true,
    examples: { name: 'Alba Backpack', attributes: '{}' },
    relations: ['localizedAttributesLocale ⇢ locales (id_locale = fk_locale)'],
  },
  {
    table: 'spy_product_abstract_store',
    alias: 'product-abstract-stores',
    deletable: true,
    relations: ['productAbstractStoreStore ⇢ stores (id_store = fk_store)'],
  },
  {
    table: 'spy_product',
    alias: 'products',
    deletable: true,
    rules: { sku: { minLength: 1, maxLength: 255 }, discount: { min: 0, max: 100 } },
    examples: { sku: '0001_1', attributes: '{"color":"black"}' },
    relations: [
      'productLocalizedAttributes → product-localized-attributes (fk_product = id_product)',
      'productStocks → stock-products (fk_product = id_product)',
      'productPrices → product-prices (fk_product = id_product)',
      'productImageSets → product-image-sets (fk_product = id_product)',
      'productProductAbstract ⇢ product-abstracts (id_product_abstract = fk_product_abstract)',
      'productAvailabilities ⇢ availabilities (sku = sku)',
    ],
  },
  {
    table: 'spy_product_localized_attributes',
    alias: 'product-localized-attributes',
    deletable: true,
    examples: { name: 'Alba Backpack black', attributes: '{"color":"black"}' },
    relations: ['productLocalizedAttributesLocale ⇢ locales (id_locale = fk_locale)'],
  },
  { table: 'spy_price_type', alias: 'price-types', examples: { name: 'DEFAULT' } },
  {
    table: 'spy_price_product',
    alias: 'product-prices',
    deletable: true,
    rules: { price: NOT_NEGATIVE },
    relations: [
      'productPriceStores → product-price-stores (fk_price_product = id_price_product)',
      'productPriceType ⇢ price-types (id_price_type = fk_price_type)',
    ],
  },
  {
    table: 'spy_price_product_store',
    alias: 'product-price-stores',
    deletable: true,
    rules: { gross_price: NOT_NEGATIVE, net_price: NOT_NEGATIVE },
    examples: { gross_price: '1999', net_price: '1680' },
    relations: [
      'productPriceDefaults → product-price-defaults (fk_price_product_store = id_price_product_store)',
      'productPriceStore ⇢ stores (id_store = fk_store)',
      'productPriceCurrency ⇢ currencies (id_currency = fk_currency)',
    ],
  },
  { table: 'spy_price_product_default', alias: 'product-price-defaults', deletable: true },
  {
    table: 'spy_stock',
    alias: 'stocks',
    examples: { name: 'Warehouse Berlin' },
    relations: ['stockProducts → stock-products (fk_stock = id_stock)'],
  },
  {
    table: 'spy_stock_product',
    alias: 'stock-products',
    deletable: true,
    examples: { quantity: '12.5000000000' },
    relations: ['stockProductStock ⇢ stocks (id_stock = fk_stock)'],
  },
  { table: 'spy_availability', alias: 'availabilities' },
  {
    table: 'spy_category',
    alias: 'categories',
    deletable: true,
    examples: { category_key: 'outdoor' },
    relations: [
      'categoryAttributes → category-attributes (fk_category = id_category)',
      'categoryNodes → category-nodes (fk_category = id_category)',
      'categoryProducts → product-categories (fk_category = id_category)',
    ],
  },
  {
    table: 'spy_category_attribute',
    alias: 'category-attributes',
    deletable: true,
    relations: ['categoryAttributeLocale ⇢ locales (id_locale = fk_locale)'],
  },
  {
    table: 'spy_category_node',
    alias: 'category-nodes',
    deletable: true,
    rules: { node_order: NOT_NEGATIVE },
    relations: [
      'childCategoryNodes → category-nodes (fk_parent_category_node = id_category_node)',
      'parentCategoryNode ⇢ category-nodes (id_category_node = fk_parent_category_node)',
      'categoryNodeCategory ⇢ categories (id_category = fk_category)',
      'categoryNodeUrls → urls (fk_resource_categorynode = id_category_node)',
    ],
  },
  {
    table: 'spy_product_category',
    alias: 'product-categories',
    deletable: true,
    relations: ['productCategoryCategory ⇢ categories (id_category = fk_category)'],
  },
  {
    table: 'spy_product_image_set',
    alias: 'product-image-sets',
    deletable: true,
    relations: ['imageSetImages → product-image-set-images (fk_product_image_set = id_product_image_set)'],
  },
  {
    table: 'spy_product_image',
    alias: 'product-images',
    deletable: true,
    examples: { external_url_large: 'https://images.example.com/large/0001_1.jpg' },
    relations: ['imageImageSets → product-image-set-images (fk_product_image = id_product_image)'],
  },
  {
    table: 'spy_product_image_set_to_product_image',
    alias: 'product-image-set-images',
    deletable: true,
    rules: { sort_order: NOT_NEGATIVE },
    relations: ['imageSetImageImage ⇢ product-images (id_product_image = fk_product_image)'],
  },
  {
    table: 'spy_product_label',
    alias: 'product-labels',
    deletable: true,
    relations: ['labelProductAbstracts → product-label-product-abstracts (fk_product_label = id_product_label)'],
  },
  {
    table: 'spy_product_label_product_abstract',
    alias: 'product-label-product-abstracts',
    deletable: true,
    relations: ['productLabel ⇢ product-labels (id_product_label = fk_product_label)'],
  },
  {
    table: 'spy_url',
    alias: 'urls',
    deletable: true,
    rules: { url: { minLength: 1, maxLength: 255, constraints: [{ name: 'url' }] } },
    examples: { url: '/en/alba-backpack-0001' },
  },
  {
    table: 'spy_sales_order',
    alias: 'sales-orders',
    relations: [
      'salesOrderItems → sales-order-items (fk_sales_order = id_sales_order)',
      'salesOrderTotals ⇢ sales-order-totals (fk_sales_order = id_sales_order)',
    ],
  },
  { table: 'spy_sales_order_item', alias: 'sales-order-items', rules: { quantity: { min: 1 } } },
  { table: 'spy_sales_order_totals', alias: 'sales-order-totals' },
  { table: 'pyz_product_overview', alias: 'product-overviews', identifier: 'id_product_abstract' },
];
