import { Validator } from '@seriousme/openapi-schema-validator';
import type { Dialect } from '@dx/database';
import { compileSnapshot, DenyList, suggestConfiguration } from '@dx/entity-configuration';
import type { StoredConfiguration } from '@dx/entity-configuration';
import { compileGrants } from '@dx/kernel';
import type { JsonSchema, OpenApiDocument } from '@dx/openapi';
import { buildCatalogue, buildColumn, buildTable, types } from '../../support/build-catalogue.js';
import { configureEndpoint } from '../../support/configure-endpoint.js';
import { documentOf, pathsOf } from './document-of.js';

const dialect = { quote: (name: string) => `[${name}]` } as unknown as Dialect;
const id = (name: string) => buildColumn(name, types.int(), { autoIncrement: true });
const readOnly = (fieldName: string) => ({ fieldName, type: 'integer', isCreatable: false, isEditable: false });

const SHOP = compileSnapshot(
  [
    configureEndpoint({
      alias: 'products',
      table: 'product',
      identifier: 'id_product',
      fields: [readOnly('id_product'), 'sku'],
      through: {
        categories: {
          alias: 'categories',
          table: 'link',
          parent: [['id_product', 'fk_product']],
          child: [['id_category', 'fk_category']],
        },
      },
    }),
    configureEndpoint({
      alias: 'categories',
      table: 'category',
      identifier: 'id_category',
      fields: [
        readOnly('id_category'),
        { fieldName: 'label', validation: { isRequired: true } },
        { fieldName: 'hidden', isCreatable: false, isEditable: false },
      ],
    }),
  ],
  buildCatalogue(
    buildTable('product', [id('id_product'), buildColumn('sku', types.varchar(20))]),
    buildTable('category', [
      id('id_category'),
      buildColumn('label', types.varchar(20)),
      buildColumn('hidden', types.varchar(9)),
    ]),
    buildTable('link', [buildColumn('fk_product', types.int()), buildColumn('fk_category', types.int())], {
      primaryKey: ['fk_product', 'fk_category'],
    }),
  ),
  new DenyList(),
  dialect,
).entities;

const schemasOf = ({ components }: OpenApiDocument): Record<string, JsonSchema> =>
  components['schemas'] as Record<string, JsonSchema>;
const parametersOf = (document: OpenApiDocument, path: string) =>
  (pathsOf(document)[path]?.['get'] as { parameters: { name?: string; description?: string }[] }).parameters;
const isValid = async (document: OpenApiDocument): Promise<boolean> =>
  (await new Validator().validate(JSON.parse(JSON.stringify(document)) as Record<string, unknown>)).valid;

describe('a document with related records', () => {
  it('describes what may be sent through a junction: any field, nothing required, and the mark where links can be', () => {
    const schemas = schemasOf(documentOf({ entities: SHOP }));
    const properties = (kind: string): string[] =>
      Object.keys(schemas[`categories.${kind}.in.products.categories`]?.properties ?? {});
    expect(properties('create')).toEqual(['id_category', 'label']);
    expect(properties('update-item')).toEqual(['id_category', 'label', '$unlink']);
    expect(properties('replace-item')).toEqual(['id_category', 'label', '$unlink']);
    expect(schemas['categories.create.in.products.categories']).toMatchObject({ additionalProperties: false });
    expect(schemas['categories.create.in.products.categories']).not.toHaveProperty('required');
    expect(schemas['products.create']?.properties?.['categories']).toEqual({
      type: 'array',
      items: { $ref: '#/components/schemas/categories.create.in.products.categories' },
    });
  });

  it('is valid and tells how related and included records are filtered', async () => {
    const document = documentOf({ entities: SHOP });
    expect(await isValid(document)).toBe(true);
    const parameters = parametersOf(document, '/dynamic-entity/products');
    expect(parameters.find(({ name }) => name === 'filter')?.description).toContain(
      '`filter[products.categories.id_category]`',
    );
    expect(parameters.find(({ name }) => name === 'includeFilter')?.description).toContain(
      '`includeFilter[categories.id_category]`',
    );
    expect(parametersOf(document, '/dynamic-entity/categories').map(({ name }) => name)).not.toContain('includeFilter');
  });

  it('says nothing of related records to a caller who may not read them', () => {
    const text = JSON.stringify(documentOf({ entities: SHOP, grants: compileGrants(['products:*']) }));
    expect(text).not.toContain('categories');
    expect(text).not.toContain('includeFilter[');
  });

  it('of one endpoint stays small in a shop where everything is related to everything', async () => {
    const names = Array.from({ length: 300 }, (_, place) => `table_${place}`);
    const tables = names.map((name, place) =>
      buildTable(
        name,
        [
          id('id'),
          ...Array.from({ length: 3 }, (_, key) => buildColumn(`fk_${key}`, types.int())),
          buildColumn('title', types.varchar(50)),
        ],
        {
          foreignKeys: [0, 1, 2].map((key) => ({
            name: `${name}_${key}`,
            columns: [`fk_${key}`],
            referencedTable: names[(place * 7 + key * 31 + 1) % 300] as string,
            referencedColumns: ['id'],
            onDelete: 'RESTRICT',
            onUpdate: 'RESTRICT',
          })),
        },
      ),
    );
    const byName = new Map(tables.map((table) => [table.name, table]));
    const stored = tables.map((table, place): StoredConfiguration => {
      const { configuration, suggestedRelations } = suggestConfiguration(table, {
        tables: byName,
        takenAliases: new Set(),
      });
      const childRelations = suggestedRelations.map(({ relation }) => relation);
      return {
        ...configuration,
        childRelations,
        id: place + 1,
        revision: `${place}`,
        createdAt: null,
        updatedAt: null,
      };
    });
    const { entities } = compileSnapshot(stored, buildCatalogue(...tables), new DenyList(), dialect);
    const alias = stored[0]?.tableAlias ?? '';
    const document = documentOf({ entities, alias });
    expect(Object.keys(schemasOf(document)).filter((name) => name.endsWith('.record'))).toHaveLength(40);
    expect(JSON.stringify(document).length).toBeLessThan(700_000);
    expect(await isValid(document)).toBe(true);
  });
});
