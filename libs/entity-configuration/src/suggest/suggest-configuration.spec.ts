import { buildCatalogue, buildColumn, buildTable, types } from '../../../../test/support/build-catalogue.js';
import { checkConfiguration } from '../checks/check-configuration.js';
import { DenyList } from '../checks/deny-list.js';
import type { Table } from '@dx/schema-catalogue';
import { suggestConfiguration } from './suggest-configuration.js';
import type { SuggestedRelation, SuggestionContext, TableSuggestion } from './table-suggestion.js';

const country = buildTable(
  'spy_country',
  [
    buildColumn('id_country', types.int(), { autoIncrement: true }),
    buildColumn('iso2_code', types.varchar(2), { comment: 'Two letters of ISO 3166.' }),
    buildColumn('name', types.varchar(255), { nullable: true }),
    buildColumn('postal_code_mandatory', types.boolean(), { nullable: true, default: { kind: 'literal', value: '0' } }),
  ],
  { uniqueKeys: [['iso2_code']] },
);

const taxRate = buildTable(
  'spy_tax_rate',
  [
    buildColumn('id_tax_rate', types.int(), { autoIncrement: true }),
    buildColumn('fk_country', types.int(), { nullable: true }),
    buildColumn('name', types.varchar(255)),
    buildColumn('rate', types.decimal(8, 2)),
    buildColumn('created_at', types.timestamp(), { nullable: true }),
    buildColumn('updated_at', types.timestamp(), { nullable: true }),
  ],
  { foreignKeys: [foreignKey('spy_tax_rate-fk_country', ['fk_country'], 'spy_country', ['id_country'])] },
);

function foreignKey(name: string, columns: string[], referencedTable: string, referencedColumns: string[]) {
  return { name, columns, referencedTable, referencedColumns, onDelete: 'RESTRICT', onUpdate: 'RESTRICT' };
}

function suggest(table: Table, context: Partial<SuggestionContext> = {}): TableSuggestion {
  const tables = new Map([country, taxRate, table].map((one) => [one.name, one]));
  return suggestConfiguration(table, { tables, takenAliases: new Set(), ...context });
}

function fieldOf(suggestion: TableSuggestion, name: string) {
  const index = suggestion.configuration.definition.fields.findIndex((field) => field.fieldName === name);
  const path = `definition.fields[${index}].`;
  const reasons = suggestion.reasons.filter((reason) => reason.path.startsWith(path));
  return {
    field: suggestion.configuration.definition.fields[index],
    reasons: new Map(reasons.map(({ path: full, reason }) => [full.slice(path.length), reason])),
  };
}

describe('suggestConfiguration', () => {
  it('suggests alias, identifier and every field of an ordinary table', () => {
    const { configuration, readOnlyReason, leftOut } = suggest(country);
    expect(configuration.tableAlias).toBe('countries');
    expect(configuration.definition.identifier).toBe('id_country');
    expect(configuration.definition.fields.map((field) => field.fieldVisibleName)).toEqual([
      'id_country',
      'iso2_code',
      'name',
      'postal_code_mandatory',
    ]);
    expect([readOnlyReason, leftOut]).toEqual([null, []]);
  });

  it('takes no alias that is in use', () => {
    const { configuration, reasons } = suggest(country, { takenAliases: new Set(['countries', 'countries-2']) });
    expect(configuration.tableAlias).toBe('countries-3');
    expect(reasons.find(({ path }) => path === 'tableAlias')?.reason).toContain('taken');
  });

  it('closes what the database or the server fills in', () => {
    const id = fieldOf(suggest(taxRate), 'id_tax_rate');
    expect(id.field).toMatchObject({ isCreatable: false, isEditable: false, validation: { isRequired: false } });
    expect(id.reasons.get('isCreatable')).toBe('The database numbers new records itself.');
    const created = fieldOf(suggest(taxRate), 'created_at');
    expect(created.field).toMatchObject({ isCreatable: false, isEditable: false, type: 'datetime' });
    const computed = buildTable('pyz_line', [
      buildColumn('id', types.int(), { autoIncrement: true }),
      buildColumn('total', types.int(), { generated: 'stored' }),
      buildColumn('touched', types.timestamp(), { onUpdate: true, default: { kind: 'expression', sql: 'now()' } }),
    ]);
    expect(fieldOf(suggest(computed), 'total').field).toMatchObject({ isCreatable: false, isEditable: false });
    expect(fieldOf(suggest(computed), 'touched').field).toMatchObject({ isCreatable: true, isEditable: false });
  });

  it('requires what is NOT NULL without a default, and says why', () => {
    const name = fieldOf(suggest(taxRate), 'name');
    expect(name.field?.validation).toEqual({ isRequired: true, maxLength: 255 });
    expect(name.reasons.get('validation.isRequired')).toBe('NOT NULL without a default.');
    expect(fieldOf(suggest(taxRate), 'fk_country').field?.validation?.isRequired).toBe(false);
    expect(fieldOf(suggest(country), 'postal_code_mandatory').field?.validation?.isRequired).toBe(false);
  });

  it('takes type and rules from the column', () => {
    const table = buildTable('pyz_all', [
      buildColumn('id', types.bigint({ unsigned: true }), { autoIncrement: true }),
      buildColumn('tiny', types.tinyint({ unsigned: true })),
      buildColumn('medium', types.mediumint()),
      buildColumn('big', types.bigint()),
      buildColumn('rate', types.decimal(8, 2)),
      buildColumn('share', types.decimal(4, 4)),
      buildColumn('ratio', types.double()),
      buildColumn('code', types.varchar(3)),
      buildColumn('body', types.text()),
      buildColumn('state', types.enumOf('new', 'paid')),
      buildColumn('odd', types.enumOf('a, b', 'c')),
      buildColumn('flags', types.setOf('x', 'y')),
      buildColumn('day', types.date()),
      buildColumn('at', types.datetime(6)),
      buildColumn('clock', types.time()),
      buildColumn('data', types.json()),
      buildColumn('ref', types.uuid()),
      buildColumn('bytes', types.varbinary(16)),
      buildColumn('on', types.boolean()),
      buildColumn('born', types.year()),
    ]);
    const suggestion = suggest(table);
    const brief = suggestion.configuration.definition.fields.map(({ fieldName, type, validation, enumValues }) => {
      const { isRequired: _isRequired, ...rules } = validation ?? {};
      return [fieldName, type, rules, enumValues];
    });
    expect(brief).toEqual([
      ['id', 'integer', { min: 0 }, undefined],
      ['tiny', 'integer', { min: 0, max: 255 }, undefined],
      ['medium', 'integer', { min: -8_388_608, max: 8_388_607 }, undefined],
      ['big', 'integer', {}, undefined],
      ['rate', 'decimal', { precision: 8, scale: 2 }, undefined],
      ['share', 'decimal', {}, undefined],
      ['ratio', 'decimal', {}, undefined],
      ['code', 'string', { maxLength: 3 }, undefined],
      ['body', 'string', {}, undefined],
      ['state', 'enum', {}, 'new, paid'],
      ['odd', 'enum', {}, undefined],
      ['flags', 'string', {}, undefined],
      ['day', 'date', {}, undefined],
      ['at', 'datetime', {}, undefined],
      ['clock', 'time', {}, undefined],
      ['data', 'json', {}, undefined],
      ['ref', 'uuid', {}, undefined],
      ['bytes', 'binary', {}, undefined],
      ['on', 'boolean', {}, undefined],
      ['born', 'integer', { min: 1901, max: 2155 }, undefined],
    ]);
    expect(fieldOf(suggestion, 'big').reasons.get('type')).toContain('64-bit');
  });

  it('describes fields by comment, key and reference', () => {
    expect(fieldOf(suggest(country), 'iso2_code').field?.description).toBe('Two letters of ISO 3166.');
    expect(fieldOf(suggest(country), 'id_country').field?.description).toBe('The primary key of this table.');
    expect(fieldOf(suggest(taxRate), 'fk_country').field?.description).toBe('Refers to id_country of spy_country.');
    expect(fieldOf(suggest(country), 'iso2_code').field?.examples).toBe('DE');
  });

  it('leaves out what cannot be offered and repairs names', () => {
    const table = buildTable('pyz_place', [
      buildColumn('id', types.int(), { autoIncrement: true }),
      buildColumn('position', types.unsupported('point')),
      buildColumn('a.b', types.int()),
      buildColumn('a b', types.int()),
      buildColumn('identifier', types.int()),
      buildColumn('größe', types.int()),
    ]);
    const suggestion = suggest(table);
    expect(suggestion.leftOut.map(({ column }) => column)).toEqual(['position']);
    expect(suggestion.configuration.definition.fields.map((field) => field.fieldVisibleName)).toEqual([
      'id',
      'a_b',
      'a_b_2',
      'identifier_value',
      'größe',
    ]);
  });

  it('finds an identifier for every kind of key', () => {
    const columns = [
      buildColumn('fk_a', types.int()),
      buildColumn('locale', types.varchar(5)),
      buildColumn('n', types.int()),
    ];
    const identifierOf = (table: Table): string => suggest(table).configuration.definition.identifier;
    const toCountry = [foreignKey('k', ['fk_a'], 'spy_country', ['id_country'])];
    expect(identifierOf(buildTable('t', columns, { primaryKey: ['fk_a', 'locale'] }))).toBe('fk_a');
    expect(identifierOf(buildTable('t', columns, { primaryKey: ['fk_a', 'locale'], foreignKeys: toCountry }))).toBe(
      'locale',
    );
    expect(identifierOf(buildTable('t', columns, { uniqueKeys: [['n', 'fk_a'], ['locale']] }))).toBe('locale');
    const keyless = suggest(buildTable('t', columns));
    expect(keyless.readOnlyReason).toContain('no primary key');
    expect(keyless.configuration.definition.fields.some((field) => field.isCreatable || field.isEditable)).toBe(false);
    const view = suggest(
      buildTable('v', [buildColumn('x', types.varchar(5)), buildColumn('id_x', types.int())], { kind: 'view' }),
    );
    expect(view.configuration.definition.identifier).toBe('id_x');
    expect(view.readOnlyReason).toContain('view');
  });

  it('lets key columns be created, not edited', () => {
    const table = buildTable('t', [buildColumn('code', types.varchar(5)), buildColumn('n', types.int())], {
      primaryKey: ['code'],
    });
    expect(fieldOf(suggest(table), 'code').field).toMatchObject({ isCreatable: true, isEditable: false });
  });

  it('suggests what passes every check, for each of these tables', () => {
    for (const table of [country, taxRate]) {
      const { configuration } = suggest(table);
      const context = {
        catalogue: buildCatalogue(table),
        denyList: new DenyList(),
        others: new Map(),
        purpose: 'save' as const,
      };
      expect(checkConfiguration(configuration, context)).toEqual([]);
    }
  });
});

describe('suggested relations', () => {
  it('follow foreign keys in both directions', () => {
    const relations = suggest(country).suggestedRelations;
    expect(relations).toEqual([
      expect.objectContaining({ kind: 'to-many', childTable: 'spy_tax_rate', childConfigured: false }),
    ]);
    expect(relations[0]?.relation).toEqual({
      name: 'countryTaxRates',
      isEditable: true,
      childDynamicEntityConfiguration: { tableAlias: 'tax-rates' },
      relationFieldMappings: [{ childFieldName: 'fk_country', parentFieldName: 'id_country' }],
    });
    expect(suggest(taxRate).suggestedRelations[0]?.relation).toEqual({
      name: 'country',
      isEditable: false,
      childDynamicEntityConfiguration: { tableAlias: 'countries' },
      relationFieldMappings: [{ childFieldName: 'id_country', parentFieldName: 'fk_country' }],
    });
  });

  it('lead to the endpoint that exists', () => {
    const [relation] = suggest(country, { aliasByTable: new Map([['spy_tax_rate', 'taxes']]) }).suggestedRelations;
    expect(relation?.childConfigured).toBe(true);
    expect(relation?.relation.childDynamicEntityConfiguration.tableAlias).toBe('taxes');
  });

  it('have unique names, also for several keys to one table, a self reference and a field of the same name', () => {
    const order = buildTable(
      'spy_sales_order',
      [
        buildColumn('id_sales_order', types.int(), { autoIncrement: true }),
        buildColumn('fk_country_billing', types.int()),
        buildColumn('fk_country_shipping', types.int()),
        buildColumn('fk_parent', types.int(), { nullable: true }),
        buildColumn('parent', types.varchar(20)),
      ],
      {
        foreignKeys: [
          foreignKey('b', ['fk_country_billing'], 'spy_country', ['id_country']),
          foreignKey('s', ['fk_country_shipping'], 'spy_country', ['id_country']),
          foreignKey('p', ['fk_parent'], 'spy_sales_order', ['id_sales_order']),
        ],
      },
    );
    const tables = new Map([country, order].map((one) => [one.name, one]));
    const names = (table: Table): string[] =>
      suggest(table, { tables }).suggestedRelations.map(({ relation }) => relation.name);
    expect(names(country)).toEqual(['countrySalesOrdersByCountryBilling', 'countrySalesOrdersByCountryShipping']);
    expect(names(order)).toEqual(['childSalesOrders', 'countryBilling', 'countryShipping', 'parent2']);
  });

  it('carry every pair of a composite key', () => {
    const child = buildTable('c', [buildColumn('x', types.int()), buildColumn('y', types.int())], {
      primaryKey: ['x', 'y'],
      foreignKeys: [foreignKey('k', ['x', 'y'], 'p', ['a', 'b'])],
    });
    const parent = buildTable('p', [buildColumn('a', types.int()), buildColumn('b', types.int())], {
      primaryKey: ['a', 'b'],
    });
    const [relation] = suggest(parent, {
      tables: new Map([child, parent].map((one) => [one.name, one])),
    }).suggestedRelations;
    expect(relation?.relation.relationFieldMappings).toEqual([
      { childFieldName: 'x', parentFieldName: 'a' },
      { childFieldName: 'y', parentFieldName: 'b' },
    ]);
  });

  describe('through junctions', () => {
    const product = buildTable('spy_product_abstract', [
      buildColumn('id_product_abstract', types.int(), { autoIncrement: true }),
    ]);
    const category = buildTable('spy_category', [buildColumn('id_category', types.int(), { autoIncrement: true })]);
    const toProduct = foreignKey('fp', ['fk_product_abstract'], product.name, ['id_product_abstract']);
    const toCategory = foreignKey('fc', ['fk_category'], category.name, ['id_category']);
    const pair = [buildColumn('fk_category', types.int()), buildColumn('fk_product_abstract', types.int())];
    const linked = (junction: Table, of: Table = product): readonly SuggestedRelation[] =>
      suggest(of, {
        tables: new Map([product, category, junction].map((one) => [one.name, one])),
      }).suggestedRelations.filter(({ kind }) => kind === 'many-to-many');

    it('are suggested from a primary key made of two foreign keys, in both directions', () => {
      const junction = buildTable('spy_product_category', pair, {
        primaryKey: ['fk_category', 'fk_product_abstract'],
        foreignKeys: [toProduct, toCategory],
      });
      expect(linked(junction)).toEqual([
        {
          relation: {
            name: 'productAbstractCategories',
            isEditable: true,
            childDynamicEntityConfiguration: { tableAlias: 'categories' },
            relationFieldMappings: [],
            through: {
              tableName: 'spy_product_category',
              parentMappings: [{ parentFieldName: 'id_product_abstract', junctionFieldName: 'fk_product_abstract' }],
              childMappings: [{ childFieldName: 'id_category', junctionFieldName: 'fk_category' }],
            },
          },
          kind: 'many-to-many',
          childTable: 'spy_category',
          childConfigured: false,
          foreignKey: 'fc',
          reason:
            'Junction spy_product_category: its primary key is made of the foreign keys fp to spy_product_abstract and fc to spy_category.',
        },
      ]);
      expect(linked(junction, category)[0]?.relation.name).toBe('categoryProductAbstracts');
    });

    it('are suggested from a unique key, for reading when further columns need a value', () => {
      const columns = [
        buildColumn('id', types.int(), { autoIncrement: true }),
        ...pair,
        buildColumn('rank', types.int()),
      ];
      const junction = buildTable('spy_product_category', columns, {
        uniqueKeys: [['fk_product_abstract', 'fk_category']],
        foreignKeys: [toProduct, toCategory],
      });
      const [suggestion] = linked(junction);
      expect(suggestion?.relation.isEditable).toBe(false);
      expect(suggestion?.reason).toContain('unique key spy_product_category-fk_product_abstract-fk_category');
    });

    it('are not suggested without such a key, nor over a table that is denied', () => {
      const plain = buildTable('spy_product_category', pair, { foreignKeys: [toProduct, toCategory] });
      expect(linked(plain)).toEqual([]);
      const keyed = buildTable('spy_product_category', pair, {
        primaryKey: ['fk_category', 'fk_product_abstract'],
        foreignKeys: [toProduct, toCategory],
      });
      const tables = new Map([product, category, keyed].map((one) => [one.name, one]));
      for (const denied of [keyed.name, category.name]) {
        const { suggestedRelations } = suggest(product, { tables, isDenied: (name) => name === denied });
        expect(suggestedRelations.filter(({ kind }) => kind === 'many-to-many')).toEqual([]);
      }
    });

    it('link a table to itself once in each direction', () => {
      const columns = [buildColumn('fk_product', types.int()), buildColumn('fk_other', types.int())];
      const junction = buildTable('spy_product_relation', columns, {
        primaryKey: ['fk_product', 'fk_other'],
        foreignKeys: [
          foreignKey('a', ['fk_product'], product.name, ['id_product_abstract']),
          foreignKey('b', ['fk_other'], product.name, ['id_product_abstract']),
        ],
      });
      expect(linked(junction).map(({ relation }) => relation.name)).toEqual([
        'linkedProductAbstractsByOther',
        'linkedProductAbstractsByProduct',
      ]);
    });
  });
});
