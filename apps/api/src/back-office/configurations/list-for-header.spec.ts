import { listForHeader } from './list-for-header.js';

describe('listForHeader', () => {
  it('encodes whatever a name holds', () => {
    expect(listForHeader(['a-b', 'c,d', 'é\r\nx: y', '\ud800'])).toBe('a-b,c%2Cd,%C3%A9%0D%0Ax%3A%20y,%EF%BF%BD');
  });

  it('says when there are more than fit', () => {
    const list = listForHeader(Array.from({ length: 9999 }, (_none, index) => `name-${index}`));
    expect(list.length).toBeLessThan(4100);
    expect(list.endsWith(',%E2%80%A6')).toBe(true);
  });
});
