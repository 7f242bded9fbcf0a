import type OAuth2Server from '@node-oauth/oauth2-server';
import type { OAuthClientRow, UserRow } from '../storage/access-tables.js';

/** For whom a token is asked: a user within a token family, or the client itself. */
export type OAuthSubject =
  { readonly kind: 'user'; readonly user: UserRow; readonly family: string } | { readonly kind: 'client' };

/** Our client as the OAuth library wants it. */
export function toLibraryClient(row: OAuthClientRow): OAuth2Server.Client {
  return {
    id: row.clientId,
    grants: [...row.grants, ...(row.passwordGrant ? ['password'] : [])],
    redirectUris: [...row.redirectUris],
    row,
  };
}

/** Our subject as the OAuth library wants it. */
export function toLibraryUser(subject: OAuthSubject): OAuth2Server.User {
  return { subject };
}

export function rowOf(client: OAuth2Server.Client): OAuthClientRow {
  return client['row'] as OAuthClientRow;
}

export function subjectOf(user: OAuth2Server.User): OAuthSubject {
  return user['subject'] as OAuthSubject;
}
