import type { ConfigurationRule, EntityConfiguration, FieldDefinition } from '@dx/entity-configuration';
import type { Table } from '@dx/schema-catalogue';
import { measureSimilarity } from './measure-similarity.js';
import { proposeFix } from './propose-fix.js';

const table = (name: string, columns: Readonly<Record<string, string>>, primaryKey = ['id_country']): Table =>
  ({
    name,
    primaryKey,
    columnsByName: new Map(
      Object.entries(columns).map(([column, type]) => [column, { name: column, declaredType: type }]),
    ),
  }) as unknown as Table;
const field = (fieldName: string, type = 'string'): FieldDefinition => ({
  fieldName,
  fieldVisibleName: `${fieldName}_shown`,
  type,
  isCreatable: true,
  isEditable: true,
});
const CONFIGURATION: EntityConfiguration = {
  tableName: 'spy_country',
  tableAlias: 'countries',
  isActive: true,
  definition: {
    identifier: 'id_country',
    isDeletable: false,
    fields: [field('id_country', 'integer'), field('iso2_code'), field('rate', 'decimal')],
  },
  childRelations: [
    {
      name: 'rates',
      isEditable: true,
      childDynamicEntityConfiguration: { tableAlias: 'tax-rates' },
      relationFieldMappings: [{ childFieldName: 'fk_country', parentFieldName: 'id_country' }],
    },
  ],
};
const RATES = table('spy_tax_rate', { id_tax_rate: 'int', fk_country: 'int' });
const propose = (
  now: Table | null,
  problems: readonly [string, ConfigurationRule][] = [],
  suggested: readonly FieldDefinition[] = [],
  rates = RATES,
) =>
  proposeFix({
    configuration: CONFIGURATION,
    problems: problems.map(([path, rule]) => ({ path, rule })),
    tables: new Map(
      [rates, ...(now === null || now.name !== 'spy_country' ? [] : [now])].map((one) => [one.name, one]),
    ),
    freeTables: now !== null && now.name !== 'spy_country' ? [now] : [],
    tableOf: (alias) => (alias === 'tax-rates' ? rates : undefined),
    suggestFields: () => suggested,
  });
const kinds = (fix: ReturnType<typeof propose>): unknown[] => fix.changes.map(({ kind, from, to }) => [kind, from, to]);
const columns = (fix: ReturnType<typeof propose>): string[] =>
  fix.configuration.definition.fields.map(({ fieldName }) => fieldName);

describe('proposeFix', () => {
  it('follows a renamed column and keeps its visible name', () => {
    const now = table('spy_country', {
      id_country: 'int',
      iso_code2: 'varchar(2)',
      rate: 'decimal(8,2)',
      note: 'text',
    });
    const suggested = [field('iso_code2'), field('note')];
    const fix = propose(now, [['definition.fields[1].fieldName', 'unknown-column']], suggested);
    expect(kinds(fix)).toEqual([['use-column', 'iso2_code', 'iso_code2']]);
    expect(fix.configuration.definition.fields[1]).toMatchObject({
      fieldName: 'iso_code2',
      fieldVisibleName: 'iso2_code_shown',
    });
  });

  it('takes no column of another type, in use, or with another name for a renamed one', () => {
    const now = table('spy_country', { id_country: 'int', iso2_cod: 'int', rate: 'decimal(8,2)', zzz: 'text' });
    const fix = propose(now, [], [field('iso2_cod', 'integer'), field('rate'), field('zzz')]);
    expect(kinds(fix)).toEqual([['remove-field', 'iso2_code', null]]);
    expect(columns(fix)).toEqual(['id_country', 'rate']);
    expect(fix.configuration.isActive).toBe(true);
  });

  it('takes over the new type of a column, and asks to accept one that still fits', () => {
    const now = table('spy_country', { id_country: 'int', iso2_code: 'varchar(3)', rate: 'varchar(20)' });
    const suggested = [field('iso2_code'), { ...field('rate'), validation: { isRequired: true, maxLength: 20 } }];
    const fix = propose(
      now,
      [
        ['definition.fields[1].fieldName', 'retyped-column'],
        ['definition.fields[2].type', 'retyped-column'],
      ],
      suggested,
    );
    expect(kinds(fix)).toEqual([
      ['accept-column', 'string', 'string'],
      ['change-type', 'decimal', 'string'],
    ]);
    expect(fix.configuration.definition.fields[1]).toEqual(CONFIGURATION.definition.fields[1]);
    expect(fix.configuration.definition.fields[2]).toMatchObject({ type: 'string', validation: { maxLength: 20 } });
  });

  it('lets identifier and relations follow a renamed key', () => {
    const now = table('spy_country', { country_id: 'int', iso2_code: 'varchar(2)', rate: 'decimal' }, ['country_id']);
    const fix = propose(now, [], [field('country_id', 'integer')]);
    expect(kinds(fix)).toEqual([
      ['use-column', 'id_country', 'country_id'],
      ['change-identifier', 'id_country', 'country_id'],
      ['use-column', 'id_country', 'country_id'],
    ]);
    expect(fix.configuration.definition.identifier).toBe('country_id');
    expect(fix.configuration.childRelations[0]?.relationFieldMappings[0]?.parentFieldName).toBe('country_id');
  });

  it('takes the primary key when the identifier is gone, and adds its field', () => {
    const now = table('spy_country', { pk: 'int', iso2_code: 'varchar(2)', rate: 'decimal' }, ['pk']);
    const fix = propose(now, [], [field('pk', 'integer')]);
    expect(fix.configuration.definition.identifier).toBe('pk');
    expect(columns(fix)).toEqual(['pk', 'iso2_code', 'rate']);
    expect(kinds(fix).at(-1)).toEqual(['remove-relation', 'rates', null]);
  });

  it('switches off what nothing can name any more, and touches nothing else', () => {
    const now = table('spy_country', { iso2_code: 'varchar(2)' }, []);
    const fix = propose(now);
    expect(kinds(fix)).toEqual([['deactivate', 'true', 'false']]);
    expect(fix.configuration).toEqual({ ...CONFIGURATION, isActive: false });
  });

  it('follows a renamed table, else switches off', () => {
    const all = { id_country: 'int', iso2_code: 'varchar(2)', rate: 'decimal' };
    expect(propose(table('shop_country', all)).configuration.tableName).toBe('shop_country');
    for (const other of [null, table('shop_country', { id_country: 'int' }), table('xyz', all)]) {
      expect(kinds(propose(other))).toEqual([['deactivate', 'true', 'false']]);
    }
  });

  it('mends a relation whose child column was renamed, else leaves it out', () => {
    const now = table('spy_country', { id_country: 'int', iso2_code: 'varchar(2)', rate: 'decimal' });
    const renamed = propose(now, [], [], table('spy_tax_rate', { fk_countries: 'int' }));
    expect(renamed.configuration.childRelations[0]?.relationFieldMappings[0]?.childFieldName).toBe('fk_countries');
    const gone = propose(now, [], [], table('spy_tax_rate', { x: 'int' }));
    expect([kinds(gone), gone.configuration.childRelations]).toEqual([[['remove-relation', 'rates', null]], []]);
  });
});

it.each([
  ['iso2_code', 'iso2_code', 1],
  ['a', 'A', 1],
  ['a', 'b', 0],
  ['abc', 'xyz', 0],
])('measures how alike %s and %s are', (left, right, expected) =>
  expect(measureSimilarity(left, right)).toBe(expected),
);
