import { Inject, Injectable } from '@nestjs/common';
import OAuth2Server from '@node-oauth/oauth2-server';
import { AUTH_OPTIONS } from '../auth-options.js';
import type { AuthOptions } from '../auth-options.js';
import { AccessTokens } from '../token/access.tokens.js';
import { BACK_OFFICE_CLIENT_ID } from './back-office-client.js';
import { contractTokenError } from './contract-token-error.js';
import { OAuthRefused, refuseOAuth, toRefusal } from './oauth-error.js';
import type { OAuthRefusal } from './oauth-error.js';
import { encodeForLibrary, isClientSecret, OAuthModel } from './oauth.model.js';
import { readOAuthParameters } from './read-parameters.js';
import type { OAuthParameters } from './read-parameters.js';
import { readBasicCredentials } from './read-basic-credentials.js';
import { TokenStore } from './token.store.js';

/** An OAuth request as it came in. */
export interface OAuthRequest {
  /** The parsed JSON body, the parsed form, or the form's text. */
  readonly body: unknown;
  /** The `Authorization` header; `Basic` is a client's. */
  readonly authorization: string | undefined;
  readonly ip: string;
}

/** What is to be answered, headers included. */
export interface OAuthAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>> | null;
}

/** RFC 6749 §5.1: answers with tokens must not be stored anywhere. */
export const NO_STORE = { 'Cache-Control': 'no-store', Pragma: 'no-cache' } as const;

const RFC_GRANTS = ['refresh_token', 'client_credentials', 'authorization_code'];

/** The token endpoint (RFC 6749, RFC 7636) and the revocation endpoint (RFC 7009). */
@Injectable()
export class OAuthService {
  constructor(
    @Inject(AUTH_OPTIONS) private readonly options: AuthOptions,
    private readonly model: OAuthModel,
    private readonly store: TokenStore,
    private readonly tokens: AccessTokens,
  ) {}

  /**
   * Answers `POST /token`. The password grant speaks the contract: 201 and its object, or a `CodedException` with its error
   * array. The other grants speak RFC 6749. Throws `tooManyRequests` when a login is throttled.
   */
  async token(request: OAuthRequest): Promise<OAuthAnswer> {
    let grantType = '';
    try {
      const parameters = readOAuthParameters(request.body);
      grantType = parameters.get('grant_type') ?? '';
      this.checkGrantType(grantType);
      const token = await this.runLibrary(parameters, request);
      return grantType === 'password' ? this.contractAnswer(token) : this.rfcAnswer(token);
    } catch (error) {
      const refusal = toRefusal(error, request.authorization !== undefined);
      if (!RFC_GRANTS.includes(grantType)) throw contractTokenError(refusal.type, grantType);
      return answerRefusal(refusal);
    }
  }

  /** Answers `POST /token/revoke`: the token and everything of its family end at once; an unknown token is fine too. */
  async revoke(request: OAuthRequest): Promise<OAuthAnswer> {
    try {
      const parameters = readOAuthParameters(request.body);
      const clientId = await this.authenticateClient(parameters, request.authorization);
      const token = parameters.get('token');
      if (token === undefined) throw refuseOAuth('invalid_request', 'Missing parameter: `token`');
      await this.revokeToken(token, clientId);
      return { status: 200, headers: NO_STORE, body: null };
    } catch (error) {
      return answerRefusal(toRefusal(error, request.authorization !== undefined));
    }
  }

  private checkGrantType(grantType: string): void {
    if (grantType === '') throw refuseOAuth('invalid_request', 'Missing parameter: `grant_type`');
    const known = RFC_GRANTS.includes(grantType) || (grantType === 'password' && !this.options.strict);
    if (!known) throw refuseOAuth('unsupported_grant_type', `Grant type "${grantType}" not found`);
  }

  private async runLibrary(parameters: OAuthParameters, request: OAuthRequest): Promise<OAuth2Server.Token> {
    const server = new OAuth2Server({
      model: this.model.forTokens(request.ip),
      accessTokenLifetime: this.options.accessTokenTtlSeconds,
      refreshTokenLifetime: this.options.refreshTokenTtlSeconds,
      alwaysIssueNewRefreshToken: true,
      // Whether a client needs its secret depends on the client, not on the grant: see `isClientSecret`.
      requireClientAuthentication: {
        password: false,
        refresh_token: false,
        authorization_code: false,
        client_credentials: true,
      },
    });
    const basic = readBasicCredentials(request.authorization) !== null;
    return server.token(
      new OAuth2Server.Request({
        method: 'POST',
        query: {},
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          // Why: the library looks whether there is a body at all.
          'content-length': '1',
          ...(basic ? { authorization: request.authorization as string } : {}),
        },
        body: libraryBody(parameters, basic),
      }),
      new OAuth2Server.Response({}),
    );
  }

  private contractAnswer(token: OAuth2Server.Token): OAuthAnswer {
    const body = {
      token_type: 'Bearer',
      expires_in: this.options.accessTokenTtlSeconds,
      access_token: token.accessToken,
      refresh_token: token.refreshToken,
    };
    return { status: 201, headers: NO_STORE, body };
  }

  private rfcAnswer(token: OAuth2Server.Token): OAuthAnswer {
    const body = {
      access_token: token.accessToken,
      token_type: 'Bearer',
      expires_in: this.options.accessTokenTtlSeconds,
      ...(token.refreshToken === undefined ? {} : { refresh_token: token.refreshToken }),
      scope: (token.scope ?? []).join(' '),
    };
    return { status: 200, headers: NO_STORE, body };
  }

  private async authenticateClient(parameters: OAuthParameters, authorization: string | undefined): Promise<string> {
    const basic = readBasicCredentials(authorization);
    const clientId = basic?.name ?? parameters.get('client_id') ?? BACK_OFFICE_CLIENT_ID;
    const client = await this.store.findClient(clientId);
    if (client !== null && isClientSecret(client, basic?.pass ?? parameters.get('client_secret')))
      return client.clientId;
    throw new OAuthRefused({
      status: 401,
      type: 'invalid_client',
      description: 'Invalid client: client is invalid',
      challenge: 'Basic realm="data-exchange"',
    });
  }

  private async revokeToken(text: string, clientId: string): Promise<void> {
    const refresh = await this.store.findRefreshToken(text);
    if (refresh !== null) {
      if (refresh.client.clientId === clientId) await this.store.revokeFamily(refresh.family.id);
      return;
    }
    const claims = await this.tokens.read(text);
    if (claims === null || claims.clientId !== clientId) return;
    if (claims.family !== null) await this.store.revokeFamily(claims.family);
    else await this.store.revokeAccessToken(claims.jti, new Date(claims.expiresAt * 1000));
  }
}

function libraryBody(parameters: OAuthParameters, basic: boolean): Record<string, string> {
  const body = Object.fromEntries(parameters);
  const firstParty = body['grant_type'] === 'password' || body['grant_type'] === 'refresh_token';
  if (!basic && firstParty) body['client_id'] ??= BACK_OFFICE_CLIENT_ID;
  for (const name of ['username', 'password']) {
    if (body[name] !== undefined) body[name] = encodeForLibrary(body[name]);
  }
  return body;
}

function answerRefusal({ status, type, description, challenge }: OAuthRefusal): OAuthAnswer {
  const headers = challenge === null ? NO_STORE : { ...NO_STORE, 'WWW-Authenticate': challenge };
  return { status, headers, body: { error: type, error_description: description } };
}
