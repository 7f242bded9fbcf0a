import { compileSnapshot, DenyList, type Entity } from '@dx/entity-configuration';
import { CodedException } from '@dx/kernel';
import { buildCatalogue, buildColumn, buildTable, types } from '../../../../test/support/build-catalogue.js';
import { configureEndpoint } from '../../../../test/support/configure-endpoint.js';
import { compileWhere } from '../sql/compile-where.js';
import { parseFilters, type FilterMode } from './parse-filters.js';

const entity = (): Entity => {
  const table = buildTable('item', [
    buildColumn('id_item', types.int(), { autoIncrement: true }),
    buildColumn('identifier', types.varchar(9)),
    buildColumn('ratio', types.float()),
    buildColumn('weight', types.double()),
  ]);
  const fields = ['id_item', 'identifier', { fieldName: 'ratio', fieldVisibleName: 'r' }, 'weight'];
  const endpoint = configureEndpoint({ alias: 'items', table: 'item', identifier: 'id_item', fields });
  const dialect = { quote: (name: string) => `"${name}"` };
  const found = compileSnapshot([endpoint], buildCatalogue(table), new DenyList(), dialect).entities.get('items');
  if (found === undefined) throw new Error('the configuration is wrong');
  return found;
};

const parse = (mode: FilterMode, ...filters: [field: string, value: string][]) =>
  parseFilters(
    filters.map(([field, value]) => ({ name: `filter[x.${field}]`, value })),
    entity(),
    mode,
  );

const codeOf = (work: () => unknown): string | null | undefined => {
  try {
    work();
  } catch (error) {
    return error instanceof CodedException ? error.errors[0].code : undefined;
  }
  return undefined;
};

describe('parseFilters', () => {
  it('reads nothing from a query without filters', () => {
    expect(parseFilters([], entity(), 'delete')).toEqual([]);
    expect(compileWhere([])).toEqual({ sql: '', params: [] });
  });

  it('drops the values of a list that no row can hold when reading', () => {
    expect(parse('read', ['id_item', '{"in":[1,"x",2.5,3]}'])).toMatchObject([{ kind: 'in', values: ['1', '3'] }]);
    expect(parse('read', ['id_item', '{"in":["x"]}'], ['id_item', 'x'])).toMatchObject([
      { kind: 'never' },
      { kind: 'never' },
    ]);
  });

  it('refuses such values with 1903 when deleting, but not an empty list', () => {
    expect(codeOf(() => parse('delete', ['id_item', 'x']))).toBe('1903');
    expect(codeOf(() => parse('delete', ['id_item', '{"in":[1,"x"]}']))).toBe('1903');
    expect(parse('delete', ['id_item', '{"in":[]}'])).toMatchObject([{ kind: 'never' }]);
    expect(parse('delete', ['id_item', '{"in":[1]}'])).toMatchObject([{ kind: 'in', values: ['1'] }]);
  });

  it('reports an unknown field before any value', () => {
    expect(codeOf(() => parse('delete', ['id_item', 'x'], ['nope', '1']))).toBe('1315');
  });

  it('lets a field of its own have the name `identifier`', () => {
    expect(compileWhere(parse('read', ['identifier', 'a']))).toEqual({ sql: '"identifier" = ?', params: ['a'] });
  });

  it('compares floats as what they are, and nothing with what is none', () => {
    expect(compileWhere(parse('read', ['r', '0.1'], ['weight', '0.1'], ['id_item', 'x']))).toEqual({
      sql: '"ratio" = CAST(? AS FLOAT) AND "weight" = ? AND 1 = 0',
      params: ['0.1', '0.1'],
    });
  });
});
