import { boolean, column, decimal, id, int, bigint, json, optional, table, varchar, words } from './describe-table.js';
import type { SampleTable } from './describe-table.js';

/** Prices by store and currency, warehouses and what lies in them. */
export const PRICE_AND_STOCK_TABLES: readonly SampleTable[] = [
  table(
    'spy_price_type',
    [
      column('id_price_type', id()),
      column('name', varchar(255)),
      optional('price_mode_configuration', words('NET_MODE', 'GROSS_MODE', 'BOTH')),
    ],
    { comment: 'Kinds of prices', unique: [['name']] },
  ),
  table(
    'spy_price_product',
    [
      column('id_price_product', id()),
      column('fk_price_type', int()),
      optional('fk_product_abstract', int()),
      optional('fk_product', int()),
      optional('price', int(), 'Without meaning since prices depend on the store'),
    ],
    {
      comment: 'Prices of a product or a variant',
      unique: [['fk_product', 'fk_product_abstract', 'fk_price_type']],
      references: [
        'fk_price_type → spy_price_type.id_price_type',
        'fk_product_abstract → spy_product_abstract.id_product_abstract!',
        'fk_product → spy_product.id_product!',
      ],
    },
  ),
  table(
    'spy_price_product_store',
    [
      column('id_price_product_store', id(true)),
      column('fk_price_product', int()),
      column('fk_store', int()),
      column('fk_currency', int()),
      optional('gross_price', int(), 'In cents, tax included'),
      optional('net_price', int(), 'In cents, without tax'),
      optional('price_data', json(), 'Prices by quantity'),
      optional('price_data_checksum', varchar(255)),
    ],
    {
      comment: 'A price in one store and currency',
      unique: [['fk_price_product', 'fk_store', 'fk_currency']],
      references: [
        'fk_price_product → spy_price_product.id_price_product!',
        'fk_store → spy_store.id_store',
        'fk_currency → spy_currency.id_currency',
      ],
    },
  ),
  table(
    'spy_price_product_default',
    [column('id_price_product_default', id(true)), column('fk_price_product_store', bigint())],
    {
      comment: 'Prices that apply when no other does',
      unique: [['fk_price_product_store']],
      references: ['fk_price_product_store → spy_price_product_store.id_price_product_store!'],
    },
  ),
  table(
    'spy_stock',
    [
      column('id_stock', id()),
      column('name', varchar(255)),
      column('is_active', boolean(), '', '1'),
      optional('uuid', varchar(255)),
    ],
    { comment: 'Warehouses', unique: [['name'], ['uuid']] },
  ),
  table('spy_stock_store', [column('id_stock_store', id()), column('fk_stock', int()), column('fk_store', int())], {
    comment: 'Stores that a warehouse serves',
    unique: [['fk_stock', 'fk_store']],
    references: ['fk_stock → spy_stock.id_stock!', 'fk_store → spy_store.id_store!'],
  }),
  table(
    'spy_stock_product',
    [
      column('id_stock_product', id()),
      column('fk_product', int()),
      column('fk_stock', int()),
      column('quantity', decimal(20, 10), '', '0'),
      column('is_never_out_of_stock', boolean(), '', '0'),
    ],
    {
      comment: 'Pieces of a variant in a warehouse',
      unique: [['fk_product', 'fk_stock']],
      references: ['fk_product → spy_product.id_product!', 'fk_stock → spy_stock.id_stock'],
    },
  ),
  table(
    'spy_availability',
    [
      column('id_availability', id()),
      column('sku', varchar(255)),
      column('fk_store', int()),
      column('quantity', decimal(20, 10), '', '0'),
      column('is_never_out_of_stock', boolean(), '', '0'),
    ],
    {
      comment: 'What a store can sell now',
      unique: [['sku', 'fk_store']],
      references: ['fk_store → spy_store.id_store'],
    },
  ),
];
