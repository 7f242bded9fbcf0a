import type { StoredConfiguration } from '@dx/entity-configuration';
import { configureEndpoint, type EndpointOptions } from '../../support/configure-endpoint.js';
import type { DatabaseKind } from '../../support/test-database.js';

/** Tables with every kind of key and column, in the words of the database. */
export function writeShop(kind: DatabaseKind): readonly string[] {
  const id = kind === 'sqlite' ? 'INTEGER PRIMARY KEY AUTOINCREMENT' : 'INTEGER NOT NULL AUTO_INCREMENT PRIMARY KEY';
  const word =
    kind === 'sqlite' ? `TEXT CHECK (word IN ('red', 'green'))` : `ENUM('red', 'green') CHARACTER SET utf8mb4`;
  return [
    `CREATE TABLE country (
       id_country ${id},
       iso2_code VARCHAR(2) NOT NULL,
       name VARCHAR(255),
       postal_code_mandatory BOOLEAN DEFAULT 0,
       created_at DATETIME(6),
       updated_at DATETIME(6),
       CONSTRAINT country_iso2 UNIQUE (iso2_code)
     )`,
    `CREATE TABLE tax_rate (
       id_tax_rate ${id},
       fk_country INTEGER,
       name VARCHAR(20) NOT NULL,
       rate DECIMAL(8,2) NOT NULL,
       CONSTRAINT tax_rate_name UNIQUE (fk_country, name),
       CONSTRAINT tax_rate_country FOREIGN KEY (fk_country) REFERENCES country (id_country)
     )`,
    `CREATE TABLE tax_note (
       id_tax_note ${id},
       fk_tax_rate INTEGER NOT NULL,
       note VARCHAR(30) NOT NULL,
       level SMALLINT NOT NULL DEFAULT 3,
       CONSTRAINT tax_note_rate FOREIGN KEY (fk_tax_rate) REFERENCES tax_rate (id_tax_rate)
     )`,
    `CREATE TABLE price (
       fk_product INTEGER NOT NULL,
       store VARCHAR(10) NOT NULL,
       amount DECIMAL(20,4),
       quantity INTEGER NOT NULL DEFAULT 5,
       PRIMARY KEY (fk_product, store)
     )`,
    `CREATE TABLE exact (
       id BIGINT NOT NULL PRIMARY KEY,
       amount DECIMAL(20,4),
       bytes VARBINARY(16),
       doc JSON,
       day DATE,
       moment DATETIME(6),
       clock TIME,
       word ${word},
       flag BOOLEAN,
       ratio DOUBLE,
       note VARCHAR(10),
       small SMALLINT,
       big BIGINT
     )`,
    `CREATE TABLE page (id_page ${id}, url VARCHAR(100), title VARCHAR(20) NOT NULL, hidden VARCHAR(5))`,
    `CREATE TABLE locale (code VARCHAR(10) NOT NULL PRIMARY KEY, label VARCHAR(20))`,
    `CREATE TABLE node (
       id_node INTEGER NOT NULL PRIMARY KEY,
       fk_node INTEGER,
       name VARCHAR(10),
       CONSTRAINT node_parent FOREIGN KEY (fk_node) REFERENCES node (id_node)
     )`,
    `CREATE TABLE defaults (id_defaults ${id}, note VARCHAR(10) NOT NULL DEFAULT 'none')`,
    `CREATE TABLE setting (name VARCHAR(20) NOT NULL, value VARCHAR(20))`,
  ];
}

const OPTIONAL = { validation: { isRequired: false } } as const;
const integer = (fieldName: string): EndpointOptions['fields'][number] => ({ fieldName, type: 'integer', ...OPTIONAL });
const readOnlyId = (fieldName: string): EndpointOptions['fields'][number] => ({
  fieldName,
  type: 'integer',
  isCreatable: false,
  isEditable: false,
  ...OPTIONAL,
});

/** Endpoints over {@link writeShop}. */
export const WRITE_ENDPOINTS: readonly StoredConfiguration[] = [
  configureEndpoint({
    alias: 'countries',
    table: 'country',
    identifier: 'id_country',
    isDeletable: true,
    fields: [
      readOnlyId('id_country'),
      { fieldName: 'iso2_code', validation: { isRequired: true, minLength: 2, maxLength: 2 } },
      { fieldName: 'name', fieldVisibleName: 'label', validation: { isRequired: false, maxLength: 20 } },
      { fieldName: 'postal_code_mandatory', type: 'boolean', ...OPTIONAL },
    ],
    relations: { taxRates: ['tax-rates', ['id_country', 'fk_country']] },
  }),
  lockRelation(
    configureEndpoint({
      alias: 'locked-countries',
      table: 'country',
      identifier: 'id_country',
      fields: [
        integer('id_country'),
        'iso2_code',
        { fieldName: 'created_at', type: 'datetime' },
        { fieldName: 'updated_at', type: 'datetime' },
      ],
      relations: { taxRates: ['tax-rates', ['id_country', 'fk_country']] },
    }),
  ),
  configureEndpoint({
    alias: 'tax-rates',
    table: 'tax_rate',
    identifier: 'id_tax_rate',
    isDeletable: true,
    fields: [
      integer('id_tax_rate'),
      { fieldName: 'name', validation: { isRequired: true, maxLength: 20 } },
      { fieldName: 'rate', type: 'decimal', validation: { isRequired: true, precision: 8, scale: 2 } },
    ],
    relations: { notes: ['tax-notes', ['id_tax_rate', 'fk_tax_rate']] },
  }),
  configureEndpoint({
    alias: 'linked-rates',
    table: 'tax_rate',
    identifier: 'id_tax_rate',
    fields: [
      readOnlyId('id_tax_rate'),
      { fieldName: 'fk_country', fieldVisibleName: 'country', type: 'integer' },
      'name',
      { fieldName: 'rate', type: 'decimal' },
    ],
  }),
  configureEndpoint({
    alias: 'tax-notes',
    table: 'tax_note',
    identifier: 'id_tax_note',
    isDeletable: true,
    fields: [
      readOnlyId('id_tax_note'),
      { fieldName: 'fk_tax_rate', fieldVisibleName: 'rate', type: 'integer', validation: { isRequired: true } },
      { fieldName: 'note', validation: { isRequired: true } },
      { fieldName: 'level', type: 'integer', validation: { isRequired: false, min: 1, max: 99 } },
    ],
  }),
  configureEndpoint({
    alias: 'prices',
    table: 'price',
    identifier: 'fk_product',
    isDeletable: true,
    fields: [integer('fk_product'), 'store', { fieldName: 'amount', type: 'decimal' }, integer('quantity')],
  }),
  configureEndpoint({
    alias: 'keyed-prices',
    table: 'price',
    identifier: 'fk_product',
    fields: [
      { fieldName: 'fk_product', type: 'integer', isEditable: false, ...OPTIONAL },
      { fieldName: 'store', isEditable: false, validation: { isRequired: true } },
      { fieldName: 'amount', type: 'decimal' },
      integer('quantity'),
    ],
  }),
  configureEndpoint({
    alias: 'products',
    table: 'node',
    identifier: 'id_node',
    fields: [integer('id_node'), 'name'],
    relations: { prices: ['store-prices', ['id_node', 'fk_product']] },
  }),
  configureEndpoint({
    alias: 'store-prices',
    table: 'price',
    identifier: 'store',
    fields: ['store', { fieldName: 'amount', type: 'decimal' }, integer('quantity')],
  }),
  configureEndpoint({
    alias: 'exacts',
    table: 'exact',
    identifier: 'id',
    isDeletable: true,
    fields: [
      integer('id'),
      { fieldName: 'amount', type: 'decimal' },
      { fieldName: 'bytes', type: 'binary' },
      { fieldName: 'doc', type: 'json' },
      { fieldName: 'day', type: 'date' },
      { fieldName: 'moment', type: 'datetime' },
      { fieldName: 'clock', type: 'time' },
      { fieldName: 'word', type: 'enum' },
      { fieldName: 'flag', type: 'boolean' },
      { fieldName: 'ratio', type: 'float' },
      'note',
      integer('small'),
      integer('big'),
    ],
  }),
  configureEndpoint({
    alias: 'pages',
    table: 'page',
    identifier: 'id_page',
    fields: [
      readOnlyId('id_page'),
      { fieldName: 'url', validation: { isRequired: false, constraints: [{ name: 'url' }] } },
      'title',
    ],
  }),
  configureEndpoint({
    alias: 'titleless',
    table: 'page',
    identifier: 'id_page',
    fields: [readOnlyId('id_page'), 'url'],
  }),
  configureEndpoint({
    alias: 'locales',
    table: 'locale',
    identifier: 'code',
    isDeletable: true,
    fields: ['code', 'label'],
  }),
  configureEndpoint({
    alias: 'nodes',
    table: 'node',
    identifier: 'id_node',
    isDeletable: true,
    fields: [integer('id_node'), { fieldName: 'fk_node', type: 'integer' }, 'name'],
    relations: { children: ['nodes', ['id_node', 'fk_node']] },
  }),
  configureEndpoint({
    alias: 'defaults',
    table: 'defaults',
    identifier: 'id_defaults',
    fields: [readOnlyId('id_defaults'), 'note'],
  }),
  configureEndpoint({ alias: 'settings', table: 'setting', identifier: 'name', fields: ['name', 'value'] }),
];

/** The same endpoint with relations that cannot be written through. */
function lockRelation(endpoint: StoredConfiguration): StoredConfiguration {
  return {
    ...endpoint,
    childRelations: endpoint.childRelations.map((relation) => ({ ...relation, isEditable: false })),
  };
}
