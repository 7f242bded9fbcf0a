import type { OAuthClientRow } from '../storage/access-tables.js';
import { BACK_OFFICE_SCOPE, USER_SCOPE } from '../scope/scopes.js';

/** `client_id` of the built-in first-party client, assumed where the contract's requests name none. */
export const BACK_OFFICE_CLIENT_ID = 'back-office';

/** The scopes that a user's token carries when none are asked for, as in the contract. */
export const BACK_OFFICE_SCOPES = [USER_SCOPE, BACK_OFFICE_SCOPE] as const;

/** The built-in client: public, first party, and the only one with the password grant unless an owner gives it to another. */
export const BACK_OFFICE_CLIENT: OAuthClientRow = {
  id: BACK_OFFICE_CLIENT_ID,
  clientId: BACK_OFFICE_CLIENT_ID,
  name: 'Back Office',
  secretHash: null,
  grants: ['refresh_token'],
  redirectUris: [],
  scopes: BACK_OFFICE_SCOPES,
  passwordGrant: true,
  active: true,
  tokenVersion: 0,
  createdBy: 'system',
  createdAt: new Date(0),
  updatedAt: new Date(0),
  expiresAt: null,
};
