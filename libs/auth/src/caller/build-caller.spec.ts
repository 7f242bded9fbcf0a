import { VERBS } from '@dx/kernel';
import type { Caller } from '@dx/kernel';
import { BACK_OFFICE_CLIENT } from '../oauth/back-office-client.js';
import type { UserRow } from '../storage/access-tables.js';
import { buildClientCaller, buildUserCaller } from './build-caller.js';

const USER: UserRow = {
  id: 'u',
  email: 'u@example.com',
  name: 'U',
  passwordHash: '',
  role: 'owner',
  active: true,
  tokenVersion: 1,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  lastLoginAt: null,
};
const FULL = ['user', 'back-office-user'];
const client = (scopes: string[]) => ({ ...BACK_OFFICE_CLIENT, id: 'c', clientId: 'c', name: 'C', scopes });
const verbs = ({ grants }: Caller): string[] => VERBS.filter((verb) => grants.allows('countries', verb));

describe('a user as caller', () => {
  it.each([
    ['owner', [...VERBS]],
    ['editor', [...VERBS]],
    ['viewer', ['read']],
  ] as const)('%s may %j', (role, allowed) => {
    const caller = buildUserCaller({ ...USER, role }, FULL, null);
    expect(verbs(caller)).toEqual(allowed);
    expect(caller).toMatchObject({ kind: 'user', name: 'u@example.com', role });
  });

  it('may no more than the token says, and has the role only with the back-office scope', () => {
    expect(buildUserCaller(USER, ['user'], null).role).toBeNull();
    expect(buildUserCaller(USER, ['*'], null).role).toBeNull();
    const narrow = buildUserCaller(USER, ['countries:read', 'countries:update'], null);
    expect([narrow.role, verbs(narrow)]).toEqual([null, ['read', 'update']]);
    expect(verbs(buildUserCaller({ ...USER, role: 'viewer' }, ['countries:*'], null))).toEqual(['read']);
  });

  it('may through a third party no more than that may', () => {
    const caller = buildUserCaller(USER, FULL, client(['countries:read']));
    expect([caller.role, verbs(caller)]).toEqual([null, ['read']]);
    expect(buildUserCaller(USER, FULL, client(['back-office-user'])).role).toBe('owner');
  });
});

describe('a client as caller', () => {
  it('may what token and registration both allow, and never has a role', () => {
    const caller = buildClientCaller(client(['countries:read', 'stores:*']), ['countries:*']);
    expect([caller.kind, caller.role, verbs(caller)]).toEqual(['client', null, ['read']]);
    expect(verbs(buildClientCaller(client(['back-office-user']), ['back-office-user']))).toEqual([]);
  });
});
