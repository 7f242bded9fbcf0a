import { matchTable } from './match-table.js';

const table = { name: 'spy_country', columns: [{ name: 'id_country' }, { name: 'ISO2_code' }] } as never;

describe('matchTable', () => {
  it('matches everything without a search', () => expect(matchTable(table, ' ')).toEqual([]));
  it('tells the columns that match', () => expect(matchTable(table, 'iso2')).toEqual(['ISO2_code']));
  it('matches the name of the table', () => expect(matchTable(table, 'SPY_')).toEqual([]));
  it('tells when nothing matches', () => expect(matchTable(table, 'price')).toBeNull());
});
