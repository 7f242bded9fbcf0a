import type { Role } from '@dx/kernel';
import { EntitySchema } from 'typeorm';
import { SessionTable } from '../session/session-table.js';
import { flag, id, instant, text, whole, words } from './column-types.js';

/** A back-office user. */
export interface UserRow {
  readonly id: string;
  /** NFC, lower case; unique byte for byte. */
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly role: Role;
  readonly active: boolean;
  /** Raised whenever every token of the user ends. */
  readonly tokenVersion: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly lastLoginAt: Date | null;
}

/** An application that asks for tokens. */
export interface OAuthClientRow {
  readonly id: string;
  /** What the application sends as `client_id`. */
  readonly clientId: string;
  readonly name: string;
  /** SHA-256; null for a public client, which cannot keep a secret. */
  readonly secretHash: string | null;
  readonly grants: readonly string[];
  readonly redirectUris: readonly string[];
  readonly scopes: readonly string[];
  readonly passwordGrant: boolean;
  readonly active: boolean;
  readonly tokenVersion: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly expiresAt: Date | null;
}

/** One login or consent and every token that came of it; revoking it ends them all. */
export interface TokenFamilyRow {
  readonly id: string;
  readonly userId: string;
  readonly clientId: string;
  /** The user's and the client's `tokenVersion` when it was opened; it ends when either rises. */
  readonly userVersion: number;
  readonly clientVersion: number;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

export interface RefreshTokenRow {
  readonly hash: string;
  readonly familyId: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

export interface AuthorizationCodeRow {
  readonly hash: string;
  readonly clientId: string;
  readonly userId: string;
  readonly userVersion: number;
  readonly clientVersion: number;
  /** The family that the code's tokens will belong to. */
  readonly familyId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  /** Of the method S256. */
  readonly codeChallenge: string;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

export interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  /** The key's first characters, for lists and logs. */
  readonly prefix: string;
  readonly keyHash: string;
  /** The key before the last rotation, good until `previousExpiresAt`. */
  readonly previousHash: string | null;
  readonly previousExpiresAt: Date | null;
  readonly scopes: readonly string[];
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

export interface SigningKeyRow {
  readonly kid: string;
  readonly privatePem: string;
  readonly publicPem: string;
  readonly createdAt: Date;
  /** From then on it signs no more; it verifies until its last token has expired. */
  readonly retiredAt: Date | null;
}

/** An access token that was revoked on its own (one without a family). */
export interface RevokedTokenRow {
  readonly jti: string;
  readonly expiresAt: Date;
}

/** Password attempts of one account from one network, or of one network. */
export interface LoginAttemptRow {
  readonly keyHash: string;
  readonly attempts: number;
  readonly windowEndsAt: Date;
}

/** One row; its revision rises with everything that may end somebody's access. */
export interface AccessStateRow {
  readonly id: number;
  readonly revision: number;
}

export const UserTable = new EntitySchema<UserRow>({
  name: 'dx_user',
  columns: {
    id,
    email: text(254),
    name: text(255),
    passwordHash: text(255, { name: 'password_hash' }),
    role: text(16),
    active: flag('active'),
    tokenVersion: whole('token_version'),
    createdAt: instant('created_at'),
    updatedAt: instant('updated_at'),
    lastLoginAt: instant('last_login_at', { nullable: true }),
  },
});

export const OAuthClientTable = new EntitySchema<OAuthClientRow>({
  name: 'dx_oauth_client',
  columns: {
    id,
    clientId: text(64, { name: 'client_id' }),
    name: text(255),
    secretHash: text(64, { name: 'secret_hash', nullable: true }),
    grants: words('grants'),
    redirectUris: words('redirect_uris'),
    scopes: words('scopes'),
    passwordGrant: flag('password_grant'),
    active: flag('active'),
    tokenVersion: whole('token_version'),
    createdBy: text(255, { name: 'created_by' }),
    createdAt: instant('created_at'),
    updatedAt: instant('updated_at'),
    expiresAt: instant('expires_at', { nullable: true }),
  },
});

export const TokenFamilyTable = new EntitySchema<TokenFamilyRow>({
  name: 'dx_token_family',
  columns: {
    id,
    userId: text(36, { name: 'user_id' }),
    clientId: text(64, { name: 'client_id' }),
    userVersion: whole('user_version'),
    clientVersion: whole('client_version'),
    createdAt: instant('created_at'),
    expiresAt: instant('expires_at'),
    revokedAt: instant('revoked_at', { nullable: true }),
  },
});

export const RefreshTokenTable = new EntitySchema<RefreshTokenRow>({
  name: 'dx_refresh_token',
  columns: {
    hash: text(64, { primary: true }),
    familyId: text(36, { name: 'family_id' }),
    scopes: words('scopes'),
    createdAt: instant('created_at'),
    expiresAt: instant('expires_at'),
    usedAt: instant('used_at', { nullable: true }),
  },
});

export const AuthorizationCodeTable = new EntitySchema<AuthorizationCodeRow>({
  name: 'dx_authorization_code',
  columns: {
    hash: text(64, { primary: true }),
    clientId: text(64, { name: 'client_id' }),
    userId: text(36, { name: 'user_id' }),
    userVersion: whole('user_version'),
    clientVersion: whole('client_version'),
    familyId: text(36, { name: 'family_id' }),
    redirectUri: { type: 'text', name: 'redirect_uri' },
    scopes: words('scopes'),
    codeChallenge: text(128, { name: 'code_challenge' }),
    expiresAt: instant('expires_at'),
    usedAt: instant('used_at', { nullable: true }),
  },
});

export const ApiKeyTable = new EntitySchema<ApiKeyRow>({
  name: 'dx_api_key',
  columns: {
    id,
    name: text(255),
    prefix: text(16),
    keyHash: text(64, { name: 'key_hash' }),
    previousHash: text(64, { name: 'previous_hash', nullable: true }),
    previousExpiresAt: instant('previous_expires_at', { nullable: true }),
    scopes: words('scopes'),
    createdBy: text(255, { name: 'created_by' }),
    createdAt: instant('created_at'),
    updatedAt: instant('updated_at'),
    expiresAt: instant('expires_at', { nullable: true }),
    lastUsedAt: instant('last_used_at', { nullable: true }),
    revokedAt: instant('revoked_at', { nullable: true }),
  },
});

export const SigningKeyTable = new EntitySchema<SigningKeyRow>({
  name: 'dx_signing_key',
  columns: {
    kid: text(64, { primary: true }),
    privatePem: { type: 'text', name: 'private_pem' },
    publicPem: { type: 'text', name: 'public_pem' },
    createdAt: instant('created_at'),
    retiredAt: instant('retired_at', { nullable: true }),
  },
});

export const RevokedTokenTable = new EntitySchema<RevokedTokenRow>({
  name: 'dx_revoked_token',
  columns: { jti: text(64, { primary: true }), expiresAt: instant('expires_at') },
});

export const LoginAttemptTable = new EntitySchema<LoginAttemptRow>({
  name: 'dx_login_attempt',
  columns: {
    keyHash: text(64, { name: 'key_hash', primary: true }),
    attempts: whole('attempts'),
    windowEndsAt: instant('window_ends_at'),
  },
});

export const AccessStateTable = new EntitySchema<AccessStateRow>({
  name: 'dx_access_state',
  columns: { id: { type: 'int', primary: true }, revision: whole('revision') },
});

/** The library's tables, for the DataSource of the own tables. */
export const AUTH_ENTITIES = [
  UserTable,
  OAuthClientTable,
  TokenFamilyTable,
  RefreshTokenTable,
  AuthorizationCodeTable,
  ApiKeyTable,
  SigningKeyTable,
  RevokedTokenTable,
  LoginAttemptTable,
  AccessStateTable,
  SessionTable,
] as const;
