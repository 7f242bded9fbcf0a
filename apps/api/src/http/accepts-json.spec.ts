import { acceptsJson } from './accepts-json.js';

describe('acceptsJson', () => {
  it.each([
    undefined,
    '',
    'application/json',
    'APPLICATION/JSON',
    '*/*',
    'application/*',
    'application/json; charset=utf-8',
    'text/html, application/json;q=0.5',
    'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    'application/problem+json',
    'application/json;q=1.0',
  ])('takes %s', (accept) => expect(acceptsJson(accept)).toBe(true));

  it.each(['text/html', 'application/xml', 'application/jsonp', 'application/json;q=0', 'text/*', 'json', ',', '*'])(
    'refuses %s',
    (accept) => expect(acceptsJson(accept)).toBe(false),
  );
});
