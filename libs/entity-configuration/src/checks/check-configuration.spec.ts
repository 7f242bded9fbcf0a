import { buildCatalogue, buildColumn, buildTable, types } from '../../../../test/support/build-catalogue.js';
import type { EntityConfiguration, FieldDefinition } from '../model/definition.js';
import { checkConfiguration } from './check-configuration.js';
import type { KnownConfiguration } from './check-configuration.js';
import { DenyList } from './deny-list.js';

const catalogue = buildCatalogue(
  buildTable(
    'spy_country',
    [
      buildColumn('id_country', types.int(), { autoIncrement: true }),
      buildColumn('iso2_code', types.varchar(2)),
      buildColumn('population', types.bigint(), { nullable: true }),
      buildColumn('label', types.varchar(255), { generated: 'stored' }),
      buildColumn('area', types.unsupported('polygon'), { nullable: true }),
      buildColumn('founded', types.date(), { nullable: true }),
    ],
    { uniqueKeys: [['iso2_code']] },
  ),
  buildTable('spy_tax_rate', [
    buildColumn('id_tax_rate', types.int(), { autoIncrement: true }),
    buildColumn('fk_country', types.int(), { nullable: true }),
    buildColumn('rate', types.decimal(8, 2)),
  ]),
  buildTable('keyless', [buildColumn('note', types.varchar(20))]),
  buildTable('country_view', [buildColumn('id_country', types.int())], { kind: 'view' }),
);

const denyList = new DenyList();
const taxRates: KnownConfiguration = { id: 2, tableAlias: 'tax-rates', tableName: 'spy_tax_rate', isActive: true };

function field(fieldName: string, type: string, more: Partial<FieldDefinition> = {}): FieldDefinition {
  return { fieldName, fieldVisibleName: fieldName, isCreatable: true, isEditable: true, type, ...more };
}

function configuration(more: {
  readonly fields?: readonly FieldDefinition[];
  readonly identifier?: string;
  readonly top?: Partial<EntityConfiguration>;
}): EntityConfiguration {
  const id = field('id_country', 'integer', { isCreatable: false, isEditable: false });
  return {
    tableName: 'spy_country',
    tableAlias: 'countries',
    isActive: true,
    definition: { identifier: more.identifier ?? 'id_country', fields: [id, ...(more.fields ?? [])] },
    childRelations: [],
    ...more.top,
  };
}

function check(
  value: EntityConfiguration,
  purpose: 'save' | 'load' = 'save',
  others: readonly KnownConfiguration[] = [taxRates],
): string[] {
  const found = checkConfiguration(value, {
    catalogue,
    denyList,
    others: new Map(others.map((it) => [it.tableAlias, it])),
    purpose,
  });
  return found.map(({ severity, rule, path, message }) => `${severity} ${rule} ${path}: ${message}`);
}

describe('checkConfiguration', () => {
  it('finds nothing wrong with a good configuration', () => {
    const good = configuration({
      fields: [field('iso2_code', 'string', { validation: { isRequired: true, minLength: 2, maxLength: 2 } })],
      top: {
        childRelations: [
          {
            name: 'countryTaxRates',
            isEditable: true,
            childDynamicEntityConfiguration: { tableAlias: 'tax-rates' },
            relationFieldMappings: [{ childFieldName: 'fk_country', parentFieldName: 'id_country' }],
          },
        ],
      },
    });
    expect(check(good)).toEqual([]);
    expect(check(good, 'load')).toEqual([]);
  });

  it('reports everything at once, in the contract’s order and words', () => {
    const bad: EntityConfiguration = {
      tableName: 'spy_user',
      tableAlias: 'a b',
      isActive: true,
      definition: {
        identifier: 'id_user',
        fields: [
          { fieldName: 'x', fieldVisibleName: 'x', type: 'boolean', validation: { min: 1, maxLength: 3 } },
          { fieldName: '', fieldVisibleName: '', type: '', isCreatable: true, isEditable: true },
          field('d', 'decimal', { validation: { precision: 2, scale: 2 } }),
          field('i', 'integer', { validation: { min: 5, max: 5 } }),
          field('s', 'string', { validation: { minLength: 3, maxLength: 2 } }),
        ],
      },
      childRelations: [],
    };
    const taken: KnownConfiguration = { id: 9, tableAlias: 'a b', tableName: 'spy_country', isActive: false };
    expect(check(bad, 'save', [taken])).toEqual([
      'error denied-table tableName: Table name is not allowed for dynamic entity. Table: spy_user',
      'error duplicate-alias tableAlias: Table name or table alias is not unique for dynamic entity. Table: spy_country',
      'error invalid-alias tableAlias: Resource name `a b` is not valid. Allowed characters: a-z, A-Z, 0-9, _ and - ',
      'error rule-not-for-type definition.fields[0].validation: Validation rule(s): `min,maxLength` is not allowed for field type `boolean`.',
      'error contradicting-rules definition.fields[2].validation.scale: Validation setting `scale` must be less than `precision` for `decimal` field type.',
      'error contradicting-rules definition.fields[3].validation.min: Validation setting `min` must be less than `max` for `integer` field type.',
      'error contradicting-rules definition.fields[4].validation.minLength: Validation setting `minLength` must be less than `maxLength` for `string` field type.',
      'error identifier-not-a-field definition.identifier: Identifier is not defined in field definitions.',
      'error missing-key definition.fields[0].isCreatable: Field definition `isCreatable` is required for dynamic entity configuration.',
      'error missing-key definition.fields[0].isEditable: Field definition `isEditable` is required for dynamic entity configuration.',
      'error missing-key definition.fields[1].type: Field definition `type` is required for dynamic entity configuration.',
      'error missing-key definition.fields[1].fieldName: Field definition `fieldName` is required for dynamic entity configuration.',
      'error missing-key definition.fields[1].fieldVisibleName: Field definition `fieldVisibleName` is required for dynamic entity configuration.',
    ]);
  });

  it('accepts equal lengths and names offending rules in the contract’s order', () => {
    const value = configuration({
      fields: [
        field('iso2_code', 'string', { validation: { minLength: 2, maxLength: 2 } }),
        field('founded', 'date', {
          validation: { minLength: 1, maxLength: 1, scale: 1, precision: 2, max: 1, min: 1 },
        }),
      ],
    });
    expect(check(value)).toEqual([
      'error rule-not-for-type definition.fields[2].validation: Validation rule(s): `min,max,precision,scale,maxLength,minLength` is not allowed for field type `date`.',
    ]);
  });

  it('refuses rules that are no whole numbers and constraints that nobody knows', () => {
    const value = configuration({
      fields: [
        field('iso2_code', 'string', {
          validation: { maxLength: 1.5, constraints: [{ name: 'url' }, { name: 'iban' }] },
        }),
      ],
    });
    expect(check(value)).toEqual([
      'error contradicting-rules definition.fields[1].validation.maxLength: Validation setting `maxLength` must be a whole number, 0 or greater.',
      'error unknown-constraint definition.fields[1].validation.constraints[1].name: There is no constraint `iban`; known: url.',
    ]);
  });

  it('compares the fields with the columns', () => {
    const value = configuration({
      fields: [
        field('nope', 'string'),
        field('label', 'string', { isCreatable: false }),
        field('area', 'string'),
        field('founded', 'integer'),
        field('population', 'bignum'),
        field('iso2_code', 'date'),
      ],
    });
    const found = [
      'error unknown-column definition.fields[1].fieldName: The table has no column `nope`.',
      'error generated-column definition.fields[2].isEditable: Column `label` is computed by the database and can only be read.',
      'error unsupported-column definition.fields[3].fieldName: Column `area` has the type `polygon`, which cannot be offered.',
      'error retyped-column definition.fields[4].type: A field of type `integer` cannot lie on column `founded` of type `date`.',
      "warning unknown-type definition.fields[5].type: Type `bignum` is unknown; values are checked as the column's `bigint`.",
      'warning type-mismatch definition.fields[6].type: Column `iso2_code` is no `date`; values are checked as its `varchar(2)`.',
    ];
    expect(check(value)).toEqual(found);
    const loaded = check(value, 'load');
    expect(loaded).toHaveLength(found.length);
    expect(loaded.every((line) => line.startsWith('warning '))).toBe(true);
    expect(loaded[0]).toMatch(/The field is left out\.$/);
  });

  it('refuses names that cannot work or that are used twice', () => {
    const value = configuration({
      fields: [
        field('iso2_code', 'string', { fieldVisibleName: '__proto__' }),
        field('population', 'integer', { fieldVisibleName: 'id_country' }),
        field('population', 'integer', { fieldVisibleName: 'population' }),
        field('founded', 'date', { fieldVisibleName: 'identifier' }),
      ],
    });
    expect(check(value).map((line) => line.split(':')[0])).toEqual([
      'error invalid-name definition.fields[1].fieldVisibleName',
      'warning reserved-name definition.fields[4].fieldVisibleName',
      'error duplicate-name definition.fields[2].fieldVisibleName',
      'error duplicate-column definition.fields[3].fieldName',
    ]);
  });

  it.each(['$unlink', 'a.b', 'a,b', 'a[0]', 'say "a"', "l'area", '`a`', 'a\\b', ' a', 'a\n'])(
    'refuses the name %j for a field and a relation, and loads it with a warning',
    (name) => {
      const relation = {
        name,
        isEditable: false,
        childDynamicEntityConfiguration: { tableAlias: 'tax-rates' },
        relationFieldMappings: [{ childFieldName: 'fk_country', parentFieldName: 'id_country' }],
      };
      const value = configuration({
        fields: [field('iso2_code', 'string', { fieldVisibleName: `${name}` })],
        top: { childRelations: [{ ...relation, name: `${name}` }] },
      });
      const rules = (purpose: 'save' | 'load'): string[] =>
        check(value, purpose, [taxRates])
          .map((line) => line.split(' ').slice(0, 2).join(' '))
          .filter((line) => line.includes('invalid-'));
      expect(rules('save')).toEqual(['error invalid-name', 'error invalid-relation-name']);
      expect(rules('load')).toEqual(['warning invalid-name', 'warning invalid-relation-name']);
    },
  );

  it.each(['Größe', 'delivery time', 'prix (€)', 'a-b_c', 'über_50%', '№'])('takes the name %j', (fieldVisibleName) => {
    expect(check(configuration({ fields: [field('iso2_code', 'string', { fieldVisibleName })] }))).toEqual([]);
  });

  it.each([
    ['', true, 'error missing-identifier definition.identifier'],
    ['', false, 'warning missing-identifier definition.identifier'],
    ['iso2_code', true, undefined],
    ['population', true, 'warning identifier-not-unique definition.identifier'],
    ['founded', true, 'error retyped-column definition.identifier'],
    ['area', true, 'error unsupported-column definition.identifier'],
    ['nope', true, 'error unknown-column definition.identifier'],
  ])('judges the identifier %j', (identifier, isActive, expected) => {
    const fields = [
      field('iso2_code', 'string'),
      field('population', 'integer'),
      field('founded', 'integer'),
      field('area', 'string'),
      field('nope', 'string'),
    ];
    const lines = check(configuration({ identifier, fields, top: { isActive } }), 'load');
    const found = lines.map((line) => line.split(':')[0]).filter((line) => line?.includes('definition.identifier'));
    expect(found).toEqual(expected === undefined ? [] : [expected]);
  });

  it('says that rows without a key can only be read', () => {
    const top = { tableName: 'keyless', definition: { identifier: 'note', fields: [field('note', 'string')] } };
    expect(check(configuration({ top }))[0]).toBe(
      'warning read-only-table tableName: `keyless` has neither a primary key nor a unique key without null: only GET works.',
    );
    const view = {
      tableName: 'country_view',
      definition: { identifier: 'id_country', fields: [field('id_country', 'integer')] },
    };
    expect(check(configuration({ top: view }))[0]).toMatch(
      /^warning read-only-table tableName: `country_view` is a view/,
    );
  });

  it('judges relations', () => {
    const relation = (name: string, tableAlias: string, ...pairs: [string, string][]) => ({
      name,
      isEditable: true,
      childDynamicEntityConfiguration: { tableAlias },
      relationFieldMappings: pairs.map(([childFieldName, parentFieldName]) => ({ childFieldName, parentFieldName })),
    });
    const value = configuration({
      fields: [field('iso2_code', 'string')],
      top: {
        childRelations: [
          relation('rates', 'tax-rates', ['fk_country', 'id_country']),
          relation('rates', 'tax-rates', ['fk_nation', 'id_nation']),
          relation('iso2_code', 'gone'),
          relation('', 'sleeping', ['fk_country', 'id_country']),
          relation('a.b', 'countries', ['id_country', 'id_country']),
        ],
      },
    });
    const sleeping: KnownConfiguration = { id: 3, tableAlias: 'sleeping', tableName: 'spy_tax_rate', isActive: false };
    expect(check(value, 'save', [taxRates, sleeping]).map((line) => line.split(':')[0])).toEqual([
      'error duplicate-relation childRelations[1].name',
      'error unknown-mapped-column childRelations[1].relationFieldMappings[0].parentFieldName',
      'error unknown-mapped-column childRelations[1].relationFieldMappings[0].childFieldName',
      'error relation-shadows-field childRelations[2].name',
      'error unknown-child childRelations[2].childDynamicEntityConfiguration.tableAlias',
      'error no-mapping childRelations[2].relationFieldMappings',
      'error invalid-relation-name childRelations[3].name',
      'warning inactive-child childRelations[3].childDynamicEntityConfiguration.tableAlias',
      'error invalid-relation-name childRelations[4].name',
    ]);
  });
});
