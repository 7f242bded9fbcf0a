import { ALL_GRANTS, compileGrants } from '@dx/kernel';
import type { Caller, Grants, Role } from '@dx/kernel';
import { BACK_OFFICE_SCOPE, coversScopes, grantsOfScopes, intersectGrants } from '../scope/scopes.js';
import type { ApiKeyRow, OAuthClientRow, UserRow } from '../storage/access-tables.js';

const READ_EVERYTHING = compileGrants(['*:read']);

/**
 * A user as caller: what the role, the token's scopes and (for a third party's token) the client's scopes allow
 * together. The role itself, which opens the admin API, is there only when both carry the back-office scope.
 */
export function buildUserCaller(user: UserRow, scopes: readonly string[], client: OAuthClientRow | null): Caller {
  const limits = client === null ? [scopes] : [scopes, client.scopes];
  const backOffice = limits.every((held) => coversScopes(held, [BACK_OFFICE_SCOPE]));
  return {
    kind: 'user',
    id: user.id,
    name: user.email,
    role: backOffice ? user.role : null,
    grants: intersectGrants(grantsOfRole(user.role), ...limits.map(grantsOfScopes)),
  };
}

/** A client acting for itself: what its token and its registration allow. */
export function buildClientCaller(client: OAuthClientRow, scopes: readonly string[]): Caller {
  return {
    kind: 'client',
    id: client.id,
    name: client.name,
    role: null,
    grants: intersectGrants(compileGrants(scopes), compileGrants(client.scopes)),
  };
}

/** An API key as caller. */
export function buildApiKeyCaller(key: Pick<ApiKeyRow, 'id' | 'name' | 'scopes'>): Caller {
  return { kind: 'api-key', id: key.id, name: key.name, role: null, grants: compileGrants(key.scopes) };
}

function grantsOfRole(role: Role): Grants {
  switch (role) {
    case 'owner':
    case 'editor':
      return ALL_GRANTS;
    case 'viewer':
      return READ_EVERYTHING;
  }
}
