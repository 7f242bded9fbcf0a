import type { StoredConfiguration } from '@dx/entity-configuration';
import { configureEndpoint, type EndpointOptions } from '../../support/configure-endpoint.js';
import type { OpenEngine } from '../../support/open-engine.js';
import type { DatabaseKind } from '../../support/test-database.js';

/** Products, what they belong to in many-to-many ways, and texts as keys. */
export function beyondShop(kind: DatabaseKind): readonly string[] {
  const id = kind === 'sqlite' ? 'INTEGER PRIMARY KEY AUTOINCREMENT' : 'INTEGER NOT NULL AUTO_INCREMENT PRIMARY KEY';
  const other = kind === 'sqlite' ? '' : ' CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci';
  return [
    `CREATE TABLE product (
       id_product ${id}, sku VARCHAR(20) NOT NULL, name VARCHAR(40), fk_brand INTEGER, brand_code VARCHAR(10),
       CONSTRAINT product_sku UNIQUE (sku)
     )`,
    `CREATE TABLE variant (id_variant ${id}, fk_product INTEGER NOT NULL, color VARCHAR(10), size INTEGER,
       CONSTRAINT variant_product FOREIGN KEY (fk_product) REFERENCES product (id_product))`,
    `CREATE TABLE stock (id_stock ${id}, fk_variant INTEGER NOT NULL, quantity DECIMAL(10,2) NOT NULL)`,
    `CREATE TABLE category (
       id_category ${id}, category_key VARCHAR(20) NOT NULL, label VARCHAR(20) NOT NULL, position INTEGER DEFAULT 7,
       owner VARCHAR(10) DEFAULT 'shop',
       CONSTRAINT category_key UNIQUE (category_key)
     )`,
    `CREATE TABLE category_text (id_text ${id}, fk_category INTEGER NOT NULL, text VARCHAR(20) NOT NULL,
       CONSTRAINT text_category FOREIGN KEY (fk_category) REFERENCES category (id_category))`,
    `CREATE TABLE product_category (
       fk_product INTEGER NOT NULL, fk_category INTEGER NOT NULL, rank_number INTEGER NOT NULL DEFAULT 0,
       PRIMARY KEY (fk_product, fk_category),
       CONSTRAINT link_product FOREIGN KEY (fk_product) REFERENCES product (id_product),
       CONSTRAINT link_category FOREIGN KEY (fk_category) REFERENCES category (id_category)
     )`,
    // Nothing keeps a pair from being there twice, and both sides have a column of the same name.
    `CREATE TABLE product_tag (id_link ${id}, id_tag INTEGER NOT NULL, id_product INTEGER NOT NULL)`,
    `CREATE TABLE tag (id_tag INTEGER NOT NULL PRIMARY KEY, word VARCHAR(20) NOT NULL)`,
    `CREATE TABLE related_product (fk_product INTEGER NOT NULL, fk_other INTEGER NOT NULL, PRIMARY KEY (fk_product, fk_other))`,
    `CREATE TABLE single_owner (fk_product INTEGER NOT NULL, fk_tag INTEGER NOT NULL, PRIMARY KEY (fk_tag))`,
    `CREATE TABLE brand (id_brand INTEGER NOT NULL PRIMARY KEY, code VARCHAR(10)${other} NOT NULL UNIQUE, number_text VARCHAR(10))`,
  ];
}

const TABLES_IN_ORDER = [
  'product_category',
  'product_tag',
  'related_product',
  'single_owner',
  'category_text',
  'category',
  'tag',
  'stock',
  'variant',
  'product',
  'brand',
];

/** Empties the shop and puts a few linked rows into it. */
export async function fillBeyondShop(open: OpenEngine): Promise<void> {
  for (const table of TABLES_IN_ORDER) await open.run(`DELETE FROM ${table}`);
  for (const sql of ROWS) await open.run(sql);
  open.statements.length = 0;
}

const ROWS = [
  `INSERT INTO brand VALUES (1, 'ACME', '1'), (2, 'acme2', '1x'), (3, 'Bolt', '03')`,
  `INSERT INTO product (id_product, sku, name, fk_brand, brand_code) VALUES
     (1, 'p1', 'Lamp', 1, 'ACME'), (2, 'p2', 'Desk', 2, 'acme'), (3, 'p3', NULL, NULL, NULL)`,
  `INSERT INTO variant (id_variant, fk_product, color, size) VALUES
     (11, 1, 'red', 1), (12, 1, 'blue', 2), (21, 2, 'red', 2), (22, 2, 'green', 3)`,
  `INSERT INTO stock (id_stock, fk_variant, quantity) VALUES (111, 11, 5), (112, 12, 0), (211, 21, 9)`,
  `INSERT INTO category (id_category, category_key, label) VALUES (1, 'lights', 'Lights'), (2, 'home', 'Home'), (3, 'sale', 'Sale')`,
  `INSERT INTO category_text (id_text, fk_category, text) VALUES (1, 1, 'bright'), (2, 2, 'cosy')`,
  `INSERT INTO product_category (fk_product, fk_category, rank_number) VALUES (1, 1, 5), (1, 2, 6), (2, 2, 0)`,
  `INSERT INTO tag VALUES (1, 'new'), (2, 'hot'), (3, 'old')`,
  `INSERT INTO product_tag (id_tag, id_product) VALUES (2, 1), (1, 1), (2, 1), (3, 2)`,
  `INSERT INTO related_product VALUES (1, 2), (2, 1), (2, 3)`,
];

const OPTIONAL = { validation: { isRequired: false } } as const;
const readOnlyId = (fieldName: string): EndpointOptions['fields'][number] => ({
  fieldName,
  type: 'integer',
  isCreatable: false,
  isEditable: false,
  ...OPTIONAL,
});

const CATEGORIES = {
  alias: 'categories',
  table: 'product_category',
  parent: [['id_product', 'fk_product']],
  child: [['id_category', 'fk_category']],
} as const;

/** Endpoints over {@link beyondShop}. */
export const BEYOND_ENDPOINTS: readonly StoredConfiguration[] = [
  configureEndpoint({
    alias: 'products',
    table: 'product',
    identifier: 'id_product',
    isDeletable: true,
    fields: [readOnlyId('id_product'), { fieldName: 'sku', validation: { isRequired: true } }, 'name'],
    relations: {
      variants: ['variants', ['id_product', 'fk_product']],
      brand: ['brands', ['fk_brand', 'id_brand']],
      brandByCode: ['brands', ['brand_code', 'code']],
      brandByNumber: ['brands', ['id_product', 'number_text']],
    },
    through: {
      categories: CATEGORIES,
      shownCategories: { ...CATEGORIES, isEditable: false },
      keyedCategories: { ...CATEGORIES, alias: 'keyed-categories' },
      tags: {
        alias: 'tags',
        table: 'product_tag',
        parent: [['id_product', 'id_product']],
        child: [['id_tag', 'id_tag']],
      },
      ownTags: {
        alias: 'tags',
        table: 'single_owner',
        parent: [['id_product', 'fk_product']],
        child: [['id_tag', 'fk_tag']],
      },
      related: {
        alias: 'products',
        table: 'related_product',
        parent: [['id_product', 'fk_product']],
        child: [['id_product', 'fk_other']],
      },
    },
  }),
  configureEndpoint({
    alias: 'variants',
    table: 'variant',
    identifier: 'id_variant',
    fields: [readOnlyId('id_variant'), 'color', { fieldName: 'size', type: 'integer' }],
    relations: {
      stocks: ['stocks', ['id_variant', 'fk_variant']],
      product: ['products', ['fk_product', 'id_product']],
    },
  }),
  configureEndpoint({
    alias: 'stocks',
    table: 'stock',
    identifier: 'id_stock',
    fields: [readOnlyId('id_stock'), { fieldName: 'quantity', type: 'decimal' }],
  }),
  configureEndpoint({
    alias: 'categories',
    table: 'category',
    identifier: 'id_category',
    fields: [
      readOnlyId('id_category'),
      { fieldName: 'category_key', validation: { isRequired: true } },
      { fieldName: 'label', fieldVisibleName: 'title', validation: { isRequired: true } },
      { fieldName: 'position', type: 'integer', validation: { isRequired: false, max: 99 } },
      { fieldName: 'owner', isEditable: false, ...OPTIONAL },
    ],
    relations: { texts: ['category-texts', ['id_category', 'fk_category']] },
    through: {
      products: {
        alias: 'products',
        table: 'product_category',
        parent: [['id_category', 'fk_category']],
        child: [['id_product', 'fk_product']],
      },
    },
  }),
  configureEndpoint({
    alias: 'keyed-categories',
    table: 'category',
    identifier: 'category_key',
    fields: ['category_key', { fieldName: 'label', validation: { isRequired: true } }],
  }),
  configureEndpoint({
    alias: 'category-texts',
    table: 'category_text',
    identifier: 'id_text',
    fields: [readOnlyId('id_text'), 'text'],
  }),
  configureEndpoint({
    alias: 'tags',
    table: 'tag',
    identifier: 'id_tag',
    fields: [{ fieldName: 'id_tag', type: 'integer' }, 'word'],
  }),
  configureEndpoint({
    alias: 'brands',
    table: 'brand',
    identifier: 'id_brand',
    fields: [{ fieldName: 'id_brand', type: 'integer' }, 'code'],
  }),
];
