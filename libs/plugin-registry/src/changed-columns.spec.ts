import { ExactNumber } from '@dx/kernel';
import { changedColumns } from './changed-columns.js';

describe('changedColumns', () => {
  it('names the columns that differ', () => {
    const before = { id: 1, name: 'a', price: '1.00', big: new ExactNumber('9007199254740993'), gone: 'x', doc: [1] };
    const fields = { ...before, big: new ExactNumber('9007199254740993'), price: '2.00', gone: null, doc: [2] };
    expect(changedColumns({ path: 'x[0]', fields, before })).toEqual(['price', 'gone', 'doc']);
    expect(changedColumns({ path: 'x[0]', fields: before, before: { ...before, doc: [1] } })).toEqual([]);
  });

  it('names what is set in a new row', () => {
    expect(changedColumns({ path: 'x[0]', fields: { id: 1, name: null, flag: false }, before: null })).toEqual([
      'id',
      'flag',
    ]);
    expect(changedColumns({ path: 'x[0]', fields: { id: 1 } })).toEqual(['id']);
  });
});
