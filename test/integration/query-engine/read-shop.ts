import type { StoredConfiguration } from '@dx/entity-configuration';
import { configureEndpoint } from '../../support/configure-endpoint.js';

/** Tables with every kind of key and value, made by statements that both databases understand. */
export const READ_SHOP: readonly string[] = [
  `CREATE TABLE country (
     id_country INTEGER NOT NULL PRIMARY KEY,
     iso2_code VARCHAR(2) NOT NULL UNIQUE,
     name VARCHAR(255),
     is_active BOOLEAN NOT NULL,
     area DECIMAL(20,4),
     population BIGINT,
     ratio DOUBLE,
     founded DATE,
     changed DATETIME(6),
     secret VARCHAR(20) NOT NULL
   )`,
  `INSERT INTO country VALUES
     (3, 'FR', NULL, 0, NULL, NULL, NULL, NULL, NULL, 'hidden-3'),
     (1, 'DE', 'Germany', 1, '9999999999999.0001', 9007199254740993, 0.1, '1949-05-23', '2024-01-01 10:00:00.500000', 'hidden-1'),
     (2, 'AT', 'Österreich "<&>/''', 1, '19.5000', -9007199254740993, 1.5, '1955-05-15', '2024-01-01 10:00:00.000000', 'hidden-2')`,
  `CREATE TABLE region (
     id_region INTEGER NOT NULL PRIMARY KEY,
     fk_country INTEGER,
     country_code VARCHAR(8),
     name VARCHAR(50) NOT NULL
   )`,
  `INSERT INTO region VALUES
     (12, 1, 'DE', 'Bavaria'), (11, 1, 'DE', 'Berlin'), (13, 2, 'AT', 'Vienna'), (14, NULL, NULL, 'Nowhere'),
     (15, 2, '1x', 'Tyrol')`,
  `CREATE TABLE city (id_city INTEGER NOT NULL PRIMARY KEY, fk_region INTEGER, mayor VARCHAR(20), name VARCHAR(50))`,
  `INSERT INTO city VALUES (101, 11, '1', 'Mitte'), (102, 12, '2', 'Munich'), (103, 12, NULL, 'Augsburg'), (104, 13, '1abc', 'Wien')`,
  `CREATE TABLE category (id_category INTEGER NOT NULL PRIMARY KEY, fk_parent INTEGER, name VARCHAR(50))`,
  `INSERT INTO category VALUES (1, NULL, 'root'), (2, 1, 'a'), (3, 1, 'b'), (4, 2, 'aa')`,
  `CREATE TABLE stock (fk_product INTEGER NOT NULL, store VARCHAR(10) NOT NULL, quantity DECIMAL(10,2), PRIMARY KEY (fk_product, store))`,
  `INSERT INTO stock VALUES (1, 'DE', '1.00'), (1, 'AT', '2.50'), (2, 'DE', '3.00'), (11, 'D', '4.00')`,
  `CREATE TABLE price (id_price INTEGER NOT NULL PRIMARY KEY, fk_product INTEGER, store VARCHAR(10), value DECIMAL(10,2))`,
  `INSERT INTO price VALUES (1, 1, 'DE', '9.99'), (2, 1, 'DE', '8.88'), (3, 1, 'AT', '7.77'), (4, 2, NULL, '6.66'), (5, 1, '1D', '5.55')`,
  `CREATE TABLE ledger (account BIGINT NOT NULL PRIMARY KEY, amount DECIMAL(18,2) NOT NULL)`,
  `INSERT INTO ledger VALUES (9007199254740993, '12345678901.25'), (9007199254740992, '12345678901.26')`,
  `CREATE TABLE booking (id_booking INTEGER NOT NULL PRIMARY KEY, account BIGINT NOT NULL, amount DECIMAL(20,4) NOT NULL)`,
  `INSERT INTO booking VALUES (1, 9007199254740993, '12345678901.2500'), (2, 9007199254740992, '12345678901.2600')`,
];

/** Endpoints over {@link READ_SHOP}. */
export const READ_ENDPOINTS: readonly StoredConfiguration[] = [
  configureEndpoint({
    alias: 'countries',
    table: 'country',
    identifier: 'id_country',
    fields: [
      { fieldName: 'iso2_code', fieldVisibleName: 'code' },
      { fieldName: 'id_country', type: 'integer' },
      'name',
      { fieldName: 'is_active', type: 'boolean' },
      { fieldName: 'area', type: 'decimal' },
      { fieldName: 'population', type: 'integer' },
      { fieldName: 'ratio', type: 'float' },
      { fieldName: 'founded', type: 'date' },
      { fieldName: 'changed', type: 'datetime' },
    ],
    relations: {
      regions: ['regions', ['id_country', 'fk_country']],
      regionsByCode: ['regions', ['iso2_code', 'country_code']],
      cities: ['cities', ['id_country', 'mayor']],
    },
  }),
  configureEndpoint({
    alias: 'countries-by-code',
    table: 'country',
    identifier: 'iso2_code',
    fields: ['iso2_code', 'name'],
  }),
  configureEndpoint({
    alias: 'regions',
    table: 'region',
    identifier: 'id_region',
    fields: [{ fieldName: 'id_region', type: 'integer' }, 'name'],
    relations: {
      cities: ['cities', ['id_region', 'fk_region']],
      country: ['countries', ['fk_country', 'id_country']],
      countryOfCode: ['countries', ['country_code', 'id_country']],
    },
  }),
  configureEndpoint({
    alias: 'cities',
    table: 'city',
    identifier: 'id_city',
    fields: [{ fieldName: 'id_city', type: 'integer' }, 'name'],
    relations: { mayorOf: ['countries', ['mayor', 'id_country']] },
  }),
  configureEndpoint({
    alias: 'categories',
    table: 'category',
    identifier: 'id_category',
    fields: [{ fieldName: 'id_category', type: 'integer' }, 'name'],
    relations: {
      children: ['categories', ['id_category', 'fk_parent']],
      parent: ['categories', ['fk_parent', 'id_category']],
    },
  }),
  configureEndpoint({
    alias: 'stocks',
    table: 'stock',
    identifier: 'fk_product',
    fields: [{ fieldName: 'fk_product', type: 'integer' }, 'store', { fieldName: 'quantity', type: 'decimal' }],
    relations: { prices: ['prices', ['fk_product', 'fk_product'], ['store', 'store']] },
  }),
  configureEndpoint({
    alias: 'prices',
    table: 'price',
    identifier: 'id_price',
    fields: [
      { fieldName: 'id_price', type: 'integer' },
      { fieldName: 'value', type: 'decimal' },
    ],
    relations: { stock: ['stocks', ['store', 'store'], ['fk_product', 'fk_product']] },
  }),
  configureEndpoint({
    alias: 'ledgers',
    table: 'ledger',
    identifier: 'account',
    fields: [
      { fieldName: 'account', type: 'integer' },
      { fieldName: 'amount', type: 'decimal' },
    ],
    relations: {
      bookings: ['bookings', ['account', 'account']],
      bookingsByAmount: ['bookings', ['amount', 'amount']],
    },
  }),
  configureEndpoint({
    alias: 'bookings',
    table: 'booking',
    identifier: 'id_booking',
    fields: [{ fieldName: 'id_booking', type: 'integer' }, { fieldName: 'account', type: 'string' }, 'amount'],
  }),
  configureEndpoint({ alias: 'hidden', table: 'city', identifier: 'id_city', fields: ['id_city'], isActive: false }),
];
