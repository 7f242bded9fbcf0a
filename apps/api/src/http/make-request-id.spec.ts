import { makeRequestId } from './make-request-id.js';

const UUID = /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/;

describe('makeRequestId', () => {
  it.each(['a', 'erp-2026:17', 'x'.repeat(128)])('takes the client id %s', (id) => {
    expect(makeRequestId({ headers: { 'x-request-id': id } })).toBe(id);
  });

  it.each(['', 'x'.repeat(129), 'a b', 'a"b', '<script>', 'ä', 'a\tb'])('makes its own instead of %j', (id) => {
    expect(makeRequestId({ headers: { 'x-request-id': id } })).toMatch(UUID);
  });

  it('takes the trace of a traceparent', () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    expect(makeRequestId({ headers: { traceparent } })).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
    expect(makeRequestId({ headers: { traceparent: 'nonsense' } })).toMatch(UUID);
  });

  it('never repeats itself', () => expect(makeRequestId({ headers: {} })).not.toBe(makeRequestId({ headers: {} })));
});
