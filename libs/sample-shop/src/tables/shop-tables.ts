import { CATEGORY_TABLES } from './category-tables.js';
import { column, int, optional, varchar } from './describe-table.js';
import type { SampleTable, SampleView } from './describe-table.js';
import { ORDER_TABLES } from './order-tables.js';
import { PRICE_AND_STOCK_TABLES } from './price-and-stock-tables.js';
import { PRODUCT_TABLES } from './product-tables.js';
import { REFERENCE_TABLES } from './reference-tables.js';

/** All tables of the sample shop; each comes after the tables that it refers to. */
export const SHOP_TABLES: readonly SampleTable[] = [
  ...REFERENCE_TABLES,
  ...PRODUCT_TABLES,
  ...PRICE_AND_STOCK_TABLES,
  ...CATEGORY_TABLES,
  ...ORDER_TABLES,
];

/** The shop's one view. */
export const SHOP_VIEWS: readonly SampleView[] = [
  {
    name: 'pyz_product_overview',
    columns: [
      column('id_product_abstract', int()),
      column('sku', varchar(255)),
      column('name', varchar(255)),
      column('locale_name', varchar(5)),
      optional('tax_set', varchar(255)),
      column('variants', int()),
    ],
    select: `SELECT abstract.id_product_abstract, abstract.sku, texts.name, locale.locale_name, tax.name AS tax_set,
  (SELECT COUNT(*) FROM spy_product product WHERE product.fk_product_abstract = abstract.id_product_abstract) AS variants
FROM spy_product_abstract abstract
JOIN spy_product_abstract_localized_attributes texts ON texts.fk_product_abstract = abstract.id_product_abstract
JOIN spy_locale locale ON locale.id_locale = texts.fk_locale
LEFT JOIN spy_tax_set tax ON tax.id_tax_set = abstract.fk_tax_set`,
  },
];
