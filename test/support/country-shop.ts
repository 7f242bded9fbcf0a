import type { DatabaseKind } from './test-database.js';

/** Two small tables with a foreign key, a decimal and a unique key. */
export function makeCountryTables(kind: DatabaseKind): readonly string[] {
  const id = kind === 'mariadb' ? 'INT NOT NULL AUTO_INCREMENT PRIMARY KEY' : 'INTEGER PRIMARY KEY AUTOINCREMENT';
  return [
    `CREATE TABLE spy_country (id_country ${id}, iso2_code VARCHAR(2) NOT NULL UNIQUE, name VARCHAR(255) NULL)`,
    `CREATE TABLE spy_tax_rate (
      id_tax_rate ${id}, fk_country INT NOT NULL, name VARCHAR(255) NOT NULL, rate DECIMAL(8,2) NOT NULL,
      CONSTRAINT spy_tax_rate_fk FOREIGN KEY (fk_country) REFERENCES spy_country (id_country)
    )`,
  ];
}

const key = { isCreatable: false, isEditable: false, type: 'integer' } as const;
const writable = { isCreatable: true, isEditable: true } as const;

/** The endpoints `countries` and `tax-rates` with the relation `countryTaxRates`, as an installer file has them. */
export function makeCountryConfigurations(): readonly Record<string, unknown>[] {
  return [
    {
      tableName: 'spy_country',
      tableAlias: 'countries',
      isActive: true,
      definition: {
        identifier: 'id_country',
        isDeletable: false,
        fields: [
          { fieldName: 'id_country', fieldVisibleName: 'id_country', ...key },
          {
            fieldName: 'iso2_code',
            fieldVisibleName: 'iso2_code',
            ...writable,
            type: 'string',
            validation: { isRequired: true, minLength: 2, maxLength: 2 },
          },
          {
            fieldName: 'name',
            fieldVisibleName: 'name',
            ...writable,
            type: 'string',
            validation: { isRequired: false },
          },
        ],
      },
      childRelations: [
        {
          name: 'countryTaxRates',
          isEditable: true,
          childDynamicEntityConfiguration: { tableAlias: 'tax-rates' },
          relationFieldMappings: [{ childFieldName: 'fk_country', parentFieldName: 'id_country' }],
        },
      ],
    },
    {
      tableName: 'spy_tax_rate',
      tableAlias: 'tax-rates',
      isActive: true,
      definition: {
        identifier: 'id_tax_rate',
        isDeletable: true,
        fields: [
          { fieldName: 'id_tax_rate', fieldVisibleName: 'id_tax_rate', ...key },
          {
            fieldName: 'fk_country',
            fieldVisibleName: 'fk_country',
            ...writable,
            type: 'integer',
            validation: { isRequired: true },
          },
          {
            fieldName: 'name',
            fieldVisibleName: 'name',
            ...writable,
            type: 'string',
            validation: { isRequired: true },
          },
          {
            fieldName: 'rate',
            fieldVisibleName: 'rate',
            ...writable,
            type: 'decimal',
            validation: { isRequired: true, precision: 8, scale: 2 },
          },
        ],
      },
      childRelations: [],
    },
  ];
}
