import { buildCatalogue, buildColumn, buildTable, types } from '../../../../test/support/build-catalogue.js';
import { DenyList } from '../checks/deny-list.js';
import type { ChildRelation, FieldDefinition, StoredConfiguration } from '../model/definition.js';
import type { Snapshot } from '../model/snapshot.js';
import { compileSnapshot } from './compile-snapshot.js';

const dialect = { quote: (name: string) => `\`${name.replaceAll('`', '``')}\`` };
const denyList = new DenyList();

const country = buildTable(
  'spy_country',
  [
    buildColumn('id_country', types.int(), { autoIncrement: true }),
    buildColumn('iso2_code', types.varchar(2)),
    buildColumn('name', types.varchar(255), { nullable: true }),
    buildColumn('postal_code_mandatory', types.boolean(), { nullable: true }),
    buildColumn('created_at', types.timestamp(), { nullable: true }),
    buildColumn('updated_at', types.timestamp(), { nullable: true }),
  ],
  { uniqueKeys: [['iso2_code']] },
);
const taxRate = buildTable('spy_tax_rate', [
  buildColumn('id_tax_rate', types.int(), { autoIncrement: true }),
  buildColumn('fk_country', types.int(), { nullable: true }),
  buildColumn('rate', types.decimal(8, 2)),
]);
const catalogue = buildCatalogue(country, taxRate);

function field(fieldName: string, type: string, more: Partial<FieldDefinition> = {}): FieldDefinition {
  return { fieldName, fieldVisibleName: fieldName, isCreatable: true, isEditable: true, type, ...more };
}

function relation(name: string, tableAlias: string, ...pairs: [string, string][]): ChildRelation {
  return {
    name,
    isEditable: true,
    childDynamicEntityConfiguration: { tableAlias },
    relationFieldMappings: pairs.map(([childFieldName, parentFieldName]) => ({ childFieldName, parentFieldName })),
  };
}

let lastId = 0;
function stored(more: Partial<StoredConfiguration>): StoredConfiguration {
  lastId += 1;
  return {
    id: lastId,
    revision: `r${lastId}`,
    tableName: 'spy_country',
    tableAlias: 'countries',
    isActive: true,
    definition: { identifier: 'id_country', fields: [field('id_country', 'integer'), field('name', 'string')] },
    childRelations: [],
    createdAt: null,
    updatedAt: null,
    ...more,
  };
}

const taxRates = (more: Partial<StoredConfiguration> = {}): StoredConfiguration =>
  stored({
    tableName: 'spy_tax_rate',
    tableAlias: 'tax-rates',
    definition: { identifier: 'id_tax_rate', fields: [field('id_tax_rate', 'integer'), field('rate', 'float')] },
    ...more,
  });

function compile(...configurations: StoredConfiguration[]): Snapshot {
  return compileSnapshot(configurations, catalogue, denyList, dialect);
}

function problems(snapshot: Snapshot): string[] {
  return snapshot.problems.map(({ alias, severity, rule, path }) => `${alias} ${severity} ${rule} ${path}`);
}

describe('compileSnapshot', () => {
  it('compiles an entity: fields in column order and as defined, quoted, keyed, time-stamped', () => {
    const snapshot = compile(
      stored({
        definition: {
          identifier: 'id_country',
          isDeletable: true,
          fields: [
            field('name', 'string', { fieldVisibleName: 'title', examples: 'a, b', description: 'Its name' }),
            field('id_country', 'integer', { isCreatable: false, isEditable: false }),
          ],
        },
      }),
    );
    const entity = snapshot.entities.get('countries');
    expect(snapshot.problems).toEqual([]);
    expect(entity?.fields.map(({ name }) => name)).toEqual(['id_country', 'title']);
    expect(entity?.fieldsAsDefined.map(({ name }) => name)).toEqual(['title', 'id_country']);
    expect(entity).toMatchObject({
      alias: 'countries',
      quotedTable: '`spy_country`',
      keyQuoted: ['`id_country`'],
      identifierUnique: true,
      writable: true,
      deletable: true,
    });
    expect(entity?.identifier.column.name).toBe('id_country');
    expect(entity?.fieldsByName.get('title')).toMatchObject({
      quoted: '`name`',
      creatable: true,
      examples: ['a', 'b'],
      description: 'Its name',
    });
    expect(entity?.fieldsByColumn.get('name')?.name).toBe('title');
    expect([entity?.createdAt?.name, entity?.updatedAt?.name]).toEqual(['created_at', 'updated_at']);
    expect(Object.isFrozen(entity)).toBe(true);
  });

  it.each([
    [undefined, false, false],
    [null, false, false],
    [{}, true, true],
    [{ isRequired: null }, true, true],
    [{ isRequired: true }, true, true],
    [{ isRequired: false }, false, true],
  ])('reads validation %j: required %s, declared %s', (validation, required, declared) => {
    const fields = [field('id_country', 'integer'), field('name', 'string', { validation })];
    const entity = compile(stored({ definition: { identifier: 'id_country', fields } })).entities.get('countries');
    expect(entity?.fieldsByName.get('name')).toMatchObject({ required, rules: { declared } });
  });

  it('reads absent flags as false', () => {
    const bare = { fieldName: 'name', fieldVisibleName: 'name', type: 'string' };
    const snapshot = compile(
      stored({ definition: { identifier: 'id_country', fields: [field('id_country', 'integer'), bare] } }),
    );
    expect(snapshot.problems).toEqual([]);
    expect(snapshot.entities.get('countries')).toMatchObject({ deletable: false });
    expect(snapshot.entities.get('countries')?.fieldsByName.get('name')).toMatchObject({
      creatable: false,
      editable: false,
      required: false,
    });
  });

  it('leaves out a field without a column, and an endpoint without its identifier or table', () => {
    const snapshot = compile(
      stored({
        definition: { identifier: 'id_country', fields: [field('id_country', 'integer'), field('x', 'string')] },
      }),
      stored({ tableAlias: 'no-id', definition: { identifier: 'x', fields: [field('x', 'string')] } }),
      stored({ tableAlias: 'unlisted-id', definition: { identifier: 'iso2_code', fields: [field('name', 'string')] } }),
      stored({ tableAlias: 'no-table', tableName: 'gone' }),
      stored({ tableAlias: 'off', isActive: false, tableName: 'gone' }),
      stored({ tableAlias: 'users', tableName: 'spy_user' }),
    );
    expect([...snapshot.entities.keys()]).toEqual(['countries']);
    expect(snapshot.entities.get('countries')?.fields.map(({ name }) => name)).toEqual(['id_country']);
    expect([...snapshot.outOfDate]).toEqual(['no-id', 'no-table']);
    expect(problems(snapshot)).toEqual([
      'countries warning unknown-column definition.fields[1].fieldName',
      'no-id error unknown-column definition.identifier',
      'no-id warning unknown-column definition.fields[0].fieldName',
      'unlisted-id error identifier-not-a-field definition.identifier',
      'no-table error unknown-table tableName',
      'users error denied-table tableName',
    ]);
  });

  it('serves the first of two configurations with one alias, and several aliases of one table', () => {
    const [first, second] = [stored({}), stored({})];
    const snapshot = compile(first, second, stored({ tableAlias: 'nations' }));
    expect(snapshot.entities.get('countries')?.configurationId).toBe(first.id);
    expect(snapshot.entities.has('nations')).toBe(true);
    expect(snapshot.problems).toMatchObject([
      { configurationId: second.id, rule: 'duplicate-alias', severity: 'error' },
    ]);
  });

  it('tells about an unreadable row once and goes on', () => {
    const oddities = [
      { severity: 'error', rule: 'unreadable-definition', path: 'definition', message: 'not JSON' } as const,
    ];
    const broken = stored({ tableAlias: 'broken', definition: { identifier: '', fields: [] }, oddities });
    const snapshot = compile(broken, stored({}));
    expect([...snapshot.entities.keys()]).toEqual(['countries']);
    expect(problems(snapshot)).toEqual(['broken error unreadable-definition definition']);
  });

  it('lets the later column win a visible name and the later definition a column', () => {
    const fields = [
      field('name', 'string', { fieldVisibleName: 'x' }),
      field('iso2_code', 'string', { fieldVisibleName: 'x' }),
      field('id_country', 'integer', { fieldVisibleName: 'old' }),
      field('id_country', 'integer', { fieldVisibleName: 'id' }),
    ];
    const snapshot = compile(stored({ definition: { identifier: 'id_country', fields } }));
    const entity = snapshot.entities.get('countries');
    expect(entity?.fields.map(({ name, column }) => [name, column.name])).toEqual([
      ['id', 'id_country'],
      ['x', 'name'],
    ]);
    expect(problems(snapshot).map((line) => line.split(' ')[2])).toEqual(['duplicate-name', 'duplicate-column']);
  });

  describe('relations', () => {
    it('ties entities together, also in a circle and with a mapping that is no field', () => {
      const snapshot = compile(
        stored({ childRelations: [relation('rates', 'tax-rates', ['fk_country', 'id_country'])] }),
        taxRates({ childRelations: [relation('country', 'countries', ['id_country', 'fk_country'])] }),
      );
      const countries = snapshot.entities.get('countries');
      const rates = countries?.relations.get('rates');
      expect(snapshot.problems).toEqual([]);
      expect(rates?.parent).toBe(countries);
      expect(rates?.child).toBe(snapshot.entities.get('tax-rates'));
      expect(rates?.child.relations.get('country')?.child).toBe(countries);
      expect(rates?.bindings).toMatchObject([{ parentQuoted: '`id_country`', childQuoted: '`fk_country`' }]);
    });

    it('keeps all mappings and lets the last of one name win', () => {
      const snapshot = compile(
        stored({
          childRelations: [
            relation('rates', 'tax-rates', ['id_tax_rate', 'id_country']),
            relation('rates', 'tax-rates', ['fk_country', 'id_country'], ['rate', 'name']),
          ],
        }),
        taxRates(),
      );
      const rates = snapshot.entities.get('countries')?.relations.get('rates');
      expect(rates?.bindings.map(({ child }) => child.name)).toEqual(['fk_country', 'rate']);
      expect(problems(snapshot)).toEqual(['countries warning duplicate-relation childRelations[1].name']);
    });

    it('leaves out relations that cannot work, never their endpoint', () => {
      const snapshot = compile(
        stored({
          childRelations: [
            relation('off', 'tax-rates', ['fk_country', 'id_country']),
            relation('gone', 'nowhere', ['fk_country', 'id_country']),
            relation('broken', 'broken', ['id_country', 'id_country']),
            relation('self', 'countries', ['nope', 'id_country']),
            relation('bare', 'countries'),
          ],
        }),
        taxRates({ isActive: false }),
        stored({ tableAlias: 'broken', definition: { identifier: '', fields: [] } }),
      );
      expect(snapshot.entities.get('countries')?.relations.size).toBe(0);
      expect(problems(snapshot).filter((line) => line.startsWith('countries'))).toEqual([
        'countries warning inactive-child childRelations[0].childDynamicEntityConfiguration.tableAlias',
        'countries error unknown-child childRelations[1].childDynamicEntityConfiguration.tableAlias',
        'countries error unknown-mapped-column childRelations[3].relationFieldMappings[0].childFieldName',
        'countries error no-mapping childRelations[4].relationFieldMappings',
        'countries warning inactive-child childRelations[2].childDynamicEntityConfiguration.tableAlias',
      ]);
    });
  });

  it('has the same revision for the same input, another one after any change that matters', () => {
    const [one, two] = [stored({}), taxRates()];
    const revision = (configurations: StoredConfiguration[], tables = catalogue, list = denyList): string =>
      compileSnapshot(configurations, tables, list, dialect).revision;
    const same = revision([one, two]);
    const widened = buildCatalogue(
      { ...country, columns: country.columns.map((it) => ({ ...it, declaredType: 'x' })) },
      taxRate,
    );
    const grown = buildCatalogue({ ...country, rowsAbout: 99 }, taxRate, buildTable('other', []));
    expect(revision([one, two], grown)).toBe(same);
    const others = [
      revision([one]),
      revision([{ ...one, revision: 'changed' }, two]),
      revision([one, two], widened),
      revision([one, two], catalogue, new DenyList({ deny: ['x'] })),
    ];
    expect(new Set([same, ...others]).size).toBe(5);
  });

  it('compiles a thousand configurations of fifteen fields well within a second', () => {
    const columns = [buildColumn('id', types.int(), { autoIncrement: true })];
    for (let index = 1; index < 15; index += 1) columns.push(buildColumn(`c${index}`, types.varchar(50)));
    const tables = Array.from({ length: 1_000 }, (_, index) => buildTable(`t${index}`, columns));
    const fields = columns.map(({ name }) => field(name, name === 'id' ? 'integer' : 'string', { validation: {} }));
    const many = tables.map((table, index) =>
      stored({
        tableName: table.name,
        tableAlias: table.name,
        definition: { identifier: 'id', fields },
        childRelations: [relation('next', `t${(index + 1) % 1_000}`, ['c1', 'id'])],
      }),
    );
    const big = buildCatalogue(...tables);
    // Why not the clock: other processes must not decide about this test.
    const begin = process.cpuUsage();
    const snapshot = compileSnapshot(many, big, denyList, dialect);
    const elapsedMs = process.cpuUsage(begin).user / 1_000;
    expect(snapshot.entities.size).toBe(1_000);
    expect(snapshot.problems).toEqual([]);
    expect(elapsedMs).toBeLessThan(1_000);
  });
});
