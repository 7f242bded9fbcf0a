import { readTrialPath } from './read-trial-path.js';

const read = (path: string): string => readTrialPath(path, 'dynamic-entity');

describe('readTrialPath', () => {
  it.each([
    ['/dynamic-entity/countries', '/dynamic-entity/countries'],
    ['/dynamic-entity/countries/DE?include=a.b', '/dynamic-entity/countries/DE?include=a.b'],
    ['/dynamic-entity/c?filter[c.iso2_code]=DE', '/dynamic-entity/c?filter[c.iso2_code]=DE'],
    ['/dynamic-entity/c/ü', '/dynamic-entity/c/%C3%BC'],
    ['/dynamic-entity/a/../b', '/dynamic-entity/b'],
  ])('takes %s', (path, target) => expect(read(path)).toBe(target));

  it.each([
    '',
    'dynamic-entity/countries',
    '/dynamic-entity',
    '/dynamic-entities/x',
    '/back-office/users',
    '/token',
    '/dynamic-entity/../back-office/users',
    '/dynamic-entity/%2e%2e/back-office/users',
    '/dynamic-entity/x/../../back-office/try',
    '/dynamic-entity/..\\back-office',
    '//evil.example/dynamic-entity/x',
    'http://evil.example/dynamic-entity/x',
    '/\t/evil.example/dynamic-entity/x',
    '/dynamic-entity/x#y',
    '/dynamic-entity/x\r\nX-Api-Key: y',
    '/%64ynamic-entity/x',
  ])('refuses %j', (path) => expect(() => read(path)).toThrow('`path`'));
});
