import { boolean, column, date, decimal, id, int, optional, table, text, times, timestamp, varchar, words } from './describe-table.js';
import type { SampleTable } from './describe-table.js';

const salutation = () => words('Mr', 'Ms', 'Mrs', 'Dr', 'n/a');

/** Customers and what they ordered. */
export const ORDER_TABLES: readonly SampleTable[] = [
  table(
    'spy_customer',
    [
      column('id_customer', id()),
      column('customer_reference', varchar(255)),
      optional('fk_locale', int()),
      column('email', varchar(255)),
      optional('salutation', salutation()),
      optional('first_name', varchar(100)),
      optional('last_name', varchar(100)),
      optional('date_of_birth', date()),
      optional('company', varchar(100)),
      optional('phone', varchar(255)),
      optional('registered', date()),
      ...times(),
    ],
    {
      comment: 'Customers',
      unique: [['customer_reference'], ['email']],
      references: ['fk_locale → spy_locale.id_locale'],
    },
  ),
  table(
    'spy_customer_address',
    [
      column('id_customer_address', id()),
      column('fk_customer', int()),
      column('fk_country', int()),
      optional('salutation', salutation()),
      column('first_name', varchar(100)),
      column('last_name', varchar(100)),
      optional('address1', varchar(255)),
      optional('zip_code', varchar(15)),
      optional('city', varchar(255)),
      ...times(),
    ],
    {
      comment: 'Addresses of a customer',
      references: ['fk_customer → spy_customer.id_customer!', 'fk_country → spy_country.id_country'],
    },
  ),
  table(
    'spy_sales_order_address',
    [
      column('id_sales_order_address', id()),
      column('fk_country', int()),
      optional('salutation', salutation()),
      column('first_name', varchar(100)),
      column('last_name', varchar(100)),
      optional('address1', varchar(255)),
      column('zip_code', varchar(15)),
      column('city', varchar(255)),
      ...times(),
    ],
    { comment: 'Addresses as they were when an order was placed', references: ['fk_country → spy_country.id_country'] },
  ),
  table(
    'spy_sales_order',
    [
      column('id_sales_order', id()),
      column('fk_sales_order_address_billing', int()),
      optional('fk_sales_order_address_shipping', int()),
      optional('fk_locale', int()),
      column('order_reference', varchar(255)),
      optional('customer_reference', varchar(255)),
      column('email', varchar(255)),
      optional('salutation', salutation()),
      column('first_name', varchar(100)),
      column('last_name', varchar(100)),
      column('store', varchar(255)),
      column('currency_iso_code', varchar(5)),
      optional('price_mode', words('NET_MODE', 'GROSS_MODE')),
      column('is_test', boolean(), '', '0'),
      optional('cart_note', text()),
      ...times(),
    ],
    {
      comment: 'Orders',
      unique: [['order_reference']],
      references: [
        'fk_sales_order_address_billing → spy_sales_order_address.id_sales_order_address',
        'fk_sales_order_address_shipping → spy_sales_order_address.id_sales_order_address',
        'fk_locale → spy_locale.id_locale',
      ],
    },
  ),
  table('spy_oms_order_item_state', [column('id_oms_order_item_state', id()), column('name', varchar(255)), optional('description', varchar(255))], {
    comment: 'States that an ordered item goes through',
    unique: [['name']],
  }),
  table(
    'spy_sales_order_item',
    [
      column('id_sales_order_item', id()),
      column('fk_sales_order', int()),
      column('fk_oms_order_item_state', int()),
      column('sku', varchar(255)),
      column('name', varchar(255)),
      optional('group_key', varchar(255)),
      column('quantity', int(), '', '1'),
      optional('amount', decimal(20, 10), 'For goods sold by measure'),
      column('gross_price', int(), 'In cents, of one piece'),
      optional('net_price', int()),
      column('tax_rate', decimal(8, 2), 'Percent', '0'),
      optional('last_state_change', timestamp()),
      ...times(),
    ],
    {
      comment: 'What an order consists of',
      references: [
        'fk_sales_order → spy_sales_order.id_sales_order!',
        'fk_oms_order_item_state → spy_oms_order_item_state.id_oms_order_item_state',
      ],
    },
  ),
  table(
    'spy_sales_order_totals',
    [
      column('id_sales_order_totals', id()),
      column('fk_sales_order', int()),
      column('subtotal', int(), 'In cents'),
      column('tax_total', int(), 'In cents', '0'),
      column('grand_total', int(), 'In cents'),
      ...times(),
    ],
    { comment: 'Sums of an order', references: ['fk_sales_order → spy_sales_order.id_sales_order!'] },
  ),
];
