import { parseAuthorization } from './parse-authorization.js';

describe('parseAuthorization', () => {
  it.each([
    ['Bearer abc', { token: 'abc' }],
    ['bearer   abc ', { token: 'abc' }],
    ['BEARER\tabc', { token: 'abc' }],
    ['Basic abc', { token: '' }],
    ['Bearer', null],
    ['', null],
    ['abc', null],
    ['Bearer a b', null],
  ])('%j', (header, parsed) => {
    expect(parseAuthorization(header)).toEqual(parsed);
  });
});
