import { randomUUID, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type OAuth2Server from '@node-oauth/oauth2-server';
import { AUTH_OPTIONS } from '../auth-options.js';
import type { AuthOptions } from '../auth-options.js';
import { hashSecret } from '../secret/hash-secret.js';
import { randomSecret } from '../secret/random-secret.js';
import type { OAuthClientRow } from '../storage/access-tables.js';
import { AccessTokens } from '../token/access.tokens.js';
import { LoginService } from '../user/login.service.js';
import { BACK_OFFICE_CLIENT } from './back-office-client.js';
import { chooseScopes } from './choose-scopes.js';
import { refuseOAuth } from './oauth-error.js';
import { rowOf, subjectOf, toLibraryClient, toLibraryUser } from './oauth-subject.js';
import { TokenStore } from './token.store.js';

type Model = OAuth2Server.PasswordModel &
  OAuth2Server.RefreshTokenModel &
  OAuth2Server.ClientCredentialsModel &
  OAuth2Server.AuthorizationCodeModel;

/** What the OAuth library asks us, one object per request: it knows the request's address. */
@Injectable()
export class OAuthModel {
  constructor(
    @Inject(AUTH_OPTIONS) private readonly options: AuthOptions,
    private readonly store: TokenStore,
    private readonly tokens: AccessTokens,
    private readonly logins: LoginService,
  ) {}

  /** The model of one token request. User name and password arrive encoded by `encodeForLibrary`. */
  forTokens(ip: string): Model {
    return {
      ...this.shared(),
      getClient: (clientId, secret) => this.findClient(clientId, secret),
      getUser: async (username: string, password: string) => {
        const user = await this.logins.login(decodeFromLibrary(username), decodeFromLibrary(password), ip);
        return user !== null && toLibraryUser({ kind: 'user', user, family: randomUUID() });
      },
      getUserFromClient: async () => toLibraryUser({ kind: 'client' }),
      getRefreshToken: (token) => this.findRefreshToken(token),
      revokeToken: (token) => this.useRefreshToken(token),
      getAuthorizationCode: (code) => this.findCode(code),
      revokeAuthorizationCode: (code) => this.useCode(code),
    };
  }

  /** The model of one consent: the client is only named, its secret is not asked for. */
  forConsent(): Model {
    return {
      ...this.forTokens('none'),
      getClient: async (clientId) => {
        const row = await this.store.findClient(clientId);
        return row !== null && toLibraryClient(row);
      },
    };
  }

  private shared() {
    return {
      getAccessToken: async () => false as const,
      generateAccessToken: (client: OAuth2Server.Client, user: OAuth2Server.User, scope: string[]) =>
        this.issueAccessToken(client, user, scope),
      generateRefreshToken: async () => randomSecret(32),
      generateAuthorizationCode: async () => randomSecret(32),
      validateScope: async (user: OAuth2Server.User, client: OAuth2Server.Client, scope?: string[]) =>
        chooseScopes(subjectOf(user).kind, rowOf(client), scope) ?? false,
      saveToken: (token: OAuth2Server.Token, client: OAuth2Server.Client, user: OAuth2Server.User) =>
        this.saveToken(token, client, user),
      saveAuthorizationCode: (
        code: Pick<
          OAuth2Server.AuthorizationCode,
          'authorizationCode' | 'expiresAt' | 'redirectUri' | 'scope' | 'codeChallenge'
        >,
        client: OAuth2Server.Client,
        user: OAuth2Server.User,
      ) => this.saveCode(code, client, user),
    };
  }

  private async findClient(clientId: string, secret: string | undefined): Promise<OAuth2Server.Client | false> {
    const row = await this.store.findClient(clientId);
    return row !== null && isClientSecret(row, secret) && toLibraryClient(row);
  }

  private async issueAccessToken(
    client: OAuth2Server.Client,
    user: OAuth2Server.User,
    scopes: string[],
  ): Promise<string> {
    const row = rowOf(client);
    const subject = subjectOf(user);
    return this.tokens.issue({
      subject: subject.kind === 'user' ? { kind: 'user', id: subject.user.id } : { kind: 'client', id: row.clientId },
      clientId: row.clientId,
      scopes,
      family: subject.kind === 'user' ? subject.family : null,
      userVersion: subject.kind === 'user' ? subject.user.tokenVersion : null,
      clientVersion: row === BACK_OFFICE_CLIENT ? null : row.tokenVersion,
    });
  }

  private async saveToken(
    token: OAuth2Server.Token,
    client: OAuth2Server.Client,
    user: OAuth2Server.User,
  ): Promise<OAuth2Server.Token> {
    const subject = subjectOf(user);
    if (subject.kind === 'user' && token.refreshToken !== undefined) {
      const expiresAt = new Date(Date.now() + this.options.refreshTokenTtlSeconds * 1000);
      const scopes = token.scope ?? [];
      if (user['rotated'] === true) {
        const open = await this.store.extendFamily(subject.family, token.refreshToken, scopes, expiresAt);
        if (!open) throw refuseOAuth('invalid_grant', 'Invalid grant: refresh token is invalid');
      } else {
        const versions = { userVersion: subject.user.tokenVersion, clientVersion: rowOf(client).tokenVersion };
        const parties = { userId: subject.user.id, clientId: client.id, ...versions };
        const family = { id: subject.family, ...parties, createdAt: new Date(), expiresAt };
        await this.store.openFamily(family, token.refreshToken, scopes);
      }
    }
    return { ...token, client, user };
  }

  private async findRefreshToken(text: string): Promise<OAuth2Server.RefreshToken | false> {
    const found = await this.store.findRefreshToken(text);
    if (found === null) return false;
    if (found.token.usedAt !== null) {
      // A used token comes back: it was copied. Neither of its holders can be told from the other, so both lose.
      await this.store.revokeFamily(found.family.id);
      return false;
    }
    return {
      refreshToken: text,
      refreshTokenExpiresAt: found.token.expiresAt,
      scope: [...found.token.scopes],
      client: toLibraryClient(found.client),
      user: { ...toLibraryUser({ kind: 'user', user: found.user, family: found.family.id }), rotated: true },
      hash: found.token.hash,
      family: found.family.id,
    };
  }

  private async useRefreshToken(token: OAuth2Server.RefreshToken): Promise<boolean> {
    if (await this.store.useRefreshToken(token['hash'] as string)) return true;
    await this.store.revokeFamily(token['family'] as string);
    return false;
  }

  private async saveCode(
    code: Pick<
      OAuth2Server.AuthorizationCode,
      'authorizationCode' | 'expiresAt' | 'redirectUri' | 'scope' | 'codeChallenge'
    >,
    client: OAuth2Server.Client,
    user: OAuth2Server.User,
  ): Promise<OAuth2Server.AuthorizationCode> {
    const subject = subjectOf(user);
    if (subject.kind !== 'user') throw new TypeError('only a user can consent');
    await this.store.saveCode({
      hash: hashSecret(code.authorizationCode),
      clientId: client.id,
      userId: subject.user.id,
      userVersion: subject.user.tokenVersion,
      clientVersion: rowOf(client).tokenVersion,
      familyId: subject.family,
      redirectUri: code.redirectUri,
      scopes: code.scope ?? [],
      codeChallenge: code.codeChallenge ?? '',
      expiresAt: code.expiresAt,
      usedAt: null,
    });
    return { ...code, client, user };
  }

  private async findCode(text: string): Promise<OAuth2Server.AuthorizationCode | false> {
    const found = await this.store.findCode(text);
    if (found === null) return false;
    if (found.code.usedAt !== null) {
      await this.store.revokeFamily(found.code.familyId);
      return false;
    }
    return {
      authorizationCode: text,
      expiresAt: found.code.expiresAt,
      redirectUri: found.code.redirectUri,
      scope: [...found.code.scopes],
      codeChallenge: found.code.codeChallenge,
      codeChallengeMethod: 'S256',
      client: toLibraryClient(found.client),
      user: toLibraryUser({ kind: 'user', user: found.user, family: found.code.familyId }),
      hash: found.code.hash,
      family: found.code.familyId,
    };
  }

  private async useCode(code: OAuth2Server.AuthorizationCode): Promise<boolean> {
    if (await this.store.useCode(code['hash'] as string)) return true;
    await this.store.revokeFamily(code['family'] as string);
    return false;
  }
}

/**
 * Hides a text from the OAuth library's rules on characters.
 * Why: they refuse a password that mixes letters with emoji, which NIST SP 800-63B-4 wants accepted.
 */
export function encodeForLibrary(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}

function decodeFromLibrary(text: string): string {
  return Buffer.from(text, 'base64url').toString('utf8');
}

/** A confidential client must send its secret, a public one must send none. */
export function isClientSecret(row: OAuthClientRow, secret: string | undefined): boolean {
  if (row.secretHash === null) return secret === undefined || secret === '';
  if (secret === undefined) return false;
  return timingSafeEqual(Buffer.from(hashSecret(secret)), Buffer.from(row.secretHash));
}
