import { compileGrants, parseScope } from './caller.js';

describe('scopes', () => {
  it('grants a verb on one endpoint only', () => {
    const grants = compileGrants(['countries:read']);
    expect(grants.allows('countries', 'read')).toBe(true);
    expect(grants.allows('countries', 'update')).toBe(false);
    expect(grants.allows('stores', 'read')).toBe(false);
  });

  it('reads stars on both sides', () => {
    expect(compileGrants(['*:read']).allows('anything', 'read')).toBe(true);
    expect(compileGrants(['*:read']).allows('anything', 'delete')).toBe(false);
    expect(compileGrants(['stores:*']).allows('stores', 'delete')).toBe(true);
    expect(compileGrants(['*']).allows('stores', 'replace')).toBe(true);
  });

  it('grants nothing for words that are no scope', () => {
    for (const word of ['', 'read', 'countries:write', 'countries:', ':read', 'a b:read', 'constructor']) {
      expect(parseScope(word)).toBeNull();
    }
    expect(compileGrants(['countries:write', '']).allows('countries', 'read')).toBe(false);
  });

  it('is not confused by names of object members', () => {
    expect(compileGrants(['countries:read']).allows('__proto__', 'read')).toBe(false);
    expect(compileGrants(['countries:read']).allows('constructor', 'read')).toBe(false);
  });
});
