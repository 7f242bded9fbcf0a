import type { Database } from '@dx/database';
import type { EntityConfiguration } from '@dx/entity-configuration';

/** Two tables of a shop. */
export async function createShopTables(database: Database): Promise<void> {
  const id =
    database.dialect.name === 'mysql' ? 'INT NOT NULL AUTO_INCREMENT PRIMARY KEY' : 'INTEGER PRIMARY KEY AUTOINCREMENT';
  await run(
    database,
    `CREATE TABLE spy_country (id_country ${id}, iso2_code VARCHAR(2) NOT NULL, name VARCHAR(255) NULL,
      CONSTRAINT iso2_unique UNIQUE (iso2_code))`,
  );
  await run(
    database,
    `CREATE TABLE spy_tax_rate (id_tax_rate ${id}, fk_country INT NULL, name VARCHAR(255) NOT NULL, rate DECIMAL(8,2) NOT NULL)`,
  );
}

/** Runs SQL as another program would. */
export async function run(database: Database, sql: string, ...params: (string | number | null)[]): Promise<void> {
  await database.run({ sql, params });
}

/** The `countries` endpoint with a relation to `tax-rates`. */
export function countries(change: Partial<EntityConfiguration> = {}): EntityConfiguration {
  return {
    tableName: 'spy_country',
    tableAlias: 'countries',
    isActive: true,
    definition: {
      identifier: 'id_country',
      isDeletable: true,
      fields: [
        {
          fieldName: 'id_country',
          fieldVisibleName: 'id_country',
          isCreatable: false,
          isEditable: false,
          type: 'integer',
        },
        {
          fieldName: 'iso2_code',
          fieldVisibleName: 'iso2',
          isCreatable: true,
          isEditable: true,
          type: 'string',
          validation: { isRequired: true, minLength: 2, maxLength: 2 },
          description: 'ISO 3166 “alpha-2” – Ä',
          examples: 'DE, AT',
        },
        { fieldName: 'name', fieldVisibleName: 'name', isCreatable: true, isEditable: true, type: 'string' },
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
    ...change,
  };
}

/** The `tax-rates` endpoint. */
export function taxRates(change: Partial<EntityConfiguration> = {}): EntityConfiguration {
  return {
    tableName: 'spy_tax_rate',
    tableAlias: 'tax-rates',
    isActive: true,
    definition: {
      identifier: 'id_tax_rate',
      fields: [
        {
          fieldName: 'id_tax_rate',
          fieldVisibleName: 'id_tax_rate',
          isCreatable: false,
          isEditable: false,
          type: 'integer',
        },
        { fieldName: 'name', fieldVisibleName: 'name', isCreatable: true, isEditable: true, type: 'string' },
        { fieldName: 'rate', fieldVisibleName: 'rate', isCreatable: true, isEditable: true, type: 'float' },
      ],
    },
    childRelations: [],
    ...change,
  };
}
