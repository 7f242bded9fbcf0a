import { CodedException } from '@dx/kernel';
import { readRevision } from './read-revision.js';

const read = (ifMatch: string | undefined, body?: unknown) => readRevision({ headers: { 'if-match': ifMatch }, body });

describe('readRevision', () => {
  it.each([
    ['"abc"', undefined, 'abc'],
    ['W/"abc"', undefined, 'abc'],
    ['abc', undefined, 'abc'],
    ['"abc"', { revision: 'other' }, 'abc'],
    [undefined, { revision: 'abc' }, 'abc'],
    ['*', undefined, null],
  ])('reads %j with body %j as %j', (ifMatch, body, expected) => expect(read(ifMatch, body)).toBe(expected));

  it.each([[undefined], [{ revision: 1 }], [{ revision: '' }], [[]], ['text']])(
    'refuses body %j without header',
    (body) => expect(() => read(undefined, body)).toThrow(CodedException),
  );
});
