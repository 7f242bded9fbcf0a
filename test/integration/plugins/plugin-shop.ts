import type { DatabaseKind } from '../../support/test-database.js';

/** Tables with what the shipped plugins look at: numbers, dates, a secret, a parent. */
export function pluginShop(kind: DatabaseKind): readonly string[] {
  const id = kind === 'sqlite' ? 'INTEGER PRIMARY KEY AUTOINCREMENT' : 'BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY';
  return [
    `CREATE TABLE shop_brand (id_brand ${id}, code VARCHAR(20) NOT NULL)`,
    `CREATE TABLE shop_product (
       id_product ${id},
       fk_brand BIGINT,
       sku VARCHAR(30) NOT NULL,
       store VARCHAR(10),
       price DECIMAL(20,4),
       list_price DECIMAL(20,4),
       valid_from DATE,
       valid_to DATETIME,
       supplier_token VARCHAR(50),
       big BIGINT
     )`,
    `CREATE TABLE shop_label (id_label ${id}, fk_product BIGINT NOT NULL, text VARCHAR(30) NOT NULL)`,
    `CREATE TABLE spy_vault_deposit (id_deposit ${id}, code VARCHAR(20))`,
  ];
}

const field = (fieldName: string, type: string, more: object = {}): object => ({
  fieldName,
  fieldVisibleName: fieldName,
  type,
  isCreatable: true,
  isEditable: true,
  validation: { isRequired: false },
  ...more,
});

/** A plugin switched on. */
export interface Plugin {
  readonly name: string;
  readonly settings?: object;
}

/** Installer entries over {@link pluginShop}, with plugins on products and labels. */
export function pluginConfigurations(products: readonly Plugin[], labels: readonly Plugin[] = []): readonly object[] {
  return [
    {
      tableName: 'shop_product',
      tableAlias: 'products',
      isActive: true,
      definition: {
        identifier: 'id_product',
        isDeletable: true,
        fields: [
          field('id_product', 'integer'),
          field('fk_brand', 'integer', { fieldVisibleName: 'brand' }),
          field('sku', 'string'),
          field('store', 'string'),
          field('price', 'decimal'),
          field('list_price', 'decimal', { fieldVisibleName: 'listPrice' }),
          field('valid_from', 'date', { fieldVisibleName: 'validFrom' }),
          field('valid_to', 'datetime', { fieldVisibleName: 'validTo' }),
          field('supplier_token', 'string', { fieldVisibleName: 'supplier' }),
          field('big', 'integer'),
        ],
      },
      childRelations: [
        {
          name: 'labels',
          isEditable: true,
          childDynamicEntityConfiguration: { tableAlias: 'labels' },
          relationFieldMappings: [{ parentFieldName: 'id_product', childFieldName: 'fk_product' }],
        },
      ],
      ...(products.length === 0 ? {} : { plugins: products }),
    },
    {
      tableName: 'shop_label',
      tableAlias: 'labels',
      isActive: true,
      definition: {
        identifier: 'id_label',
        isDeletable: true,
        fields: [field('id_label', 'integer'), field('text', 'string')],
      },
      childRelations: [],
      ...(labels.length === 0 ? {} : { plugins: labels }),
    },
  ];
}
