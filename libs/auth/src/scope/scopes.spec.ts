import { VERBS } from '@dx/kernel';
import fc from 'fast-check';
import { coversScopes, grantsOfScopes, intersectGrants, isDataScope, isScope } from './scopes.js';

const alias = fc.constantFrom('countries', 'tax-rates', 'stores');
const verb = fc.constantFrom(...VERBS);
const scope = fc.oneof(
  fc.constant('*'),
  fc.tuple(fc.oneof(alias, fc.constant('*')), fc.oneof(verb, fc.constant('*'))).map(([a, v]) => `${a}:${v}`),
);

describe('scopes', () => {
  it.each([
    [['*'], ['countries:read', '*:*', 'user'], true],
    [['countries:*'], ['countries:read', 'countries:delete'], true],
    [['*:read'], ['countries:read'], true],
    [['*:read'], ['countries:*'], false],
    [['countries:read'], ['countries:read', 'stores:read'], false],
    [['*'], ['back-office-user'], false],
    [['user'], ['back-office-user'], false],
    [['back-office-user'], ['user', '*', 'countries:read'], true],
    [['user'], ['countries:read'], true],
    [[], ['countries:read'], false],
    [['countries:read'], [], true],
    [['nonsense'], ['countries:read'], false],
  ])('%j covers %j: %s', (held, wanted, covered) => {
    expect(coversScopes(held, wanted)).toBe(covered);
  });

  it('cover exactly what their grants allow', () => {
    fc.assert(
      fc.property(fc.array(scope, { maxLength: 4 }), alias, verb, (held, a, v) => {
        expect(coversScopes(held, [`${a}:${v}`])).toBe(grantsOfScopes(held).allows(a, v));
      }),
    );
  });

  it('give the same or less when intersected', () => {
    fc.assert(
      fc.property(fc.array(scope), fc.array(scope), alias, verb, (one, two, a, v) => {
        const both = intersectGrants(grantsOfScopes(one), grantsOfScopes(two));
        expect(both.allows(a, v)).toBe(grantsOfScopes(one).allows(a, v) && grantsOfScopes(two).allows(a, v));
      }),
    );
  });

  it('are told apart from other words', () => {
    expect(['*', 'a:read', '*:*', 'user', 'back-office-user'].every(isScope)).toBe(true);
    expect(['', 'a', 'a:fly', ':read', 'a b:read', 'User'].some(isScope)).toBe(false);
    expect(['user', 'back-office-user'].some(isDataScope)).toBe(false);
  });
});
