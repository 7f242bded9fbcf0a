import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import OAuth2Server from '@node-oauth/oauth2-server';
import { METADATA_STORE } from '@dx/database';
import type { MetadataStore } from '@dx/database';
import { CodedException, contractErrors } from '@dx/kernel';
import type { Caller } from '@dx/kernel';
import { AUTH_OPTIONS } from '../auth-options.js';
import type { AuthOptions } from '../auth-options.js';
import { UserTable } from '../storage/access-tables.js';
import type { OAuthClientRow, UserRow } from '../storage/access-tables.js';
import { chooseScopes } from './choose-scopes.js';
import { refuseOAuth, toRefusal } from './oauth-error.js';
import { OAuthModel } from './oauth.model.js';
import { toLibraryUser } from './oauth-subject.js';
import { readOAuthParameters } from './read-parameters.js';
import type { OAuthParameters } from './read-parameters.js';
import { TokenStore } from './token.store.js';

/** What a user is asked to agree to. */
export interface ConsentRequest {
  readonly client: { readonly client_id: string; readonly name: string };
  readonly redirect_uri: string;
  readonly scopes: readonly string[];
  readonly state: string | null;
}

/** The authorization endpoint: a signed-in back-office user lets an application act in the user's name. */
@Injectable()
export class ConsentService {
  constructor(
    @Inject(METADATA_STORE) private readonly store: MetadataStore,
    @Inject(AUTH_OPTIONS) private readonly options: AuthOptions,
    private readonly tokens: TokenStore,
    private readonly model: OAuthModel,
  ) {}

  /**
   * What the application would get if the user agreed; throws a coded 400 when agreeing could give nothing: an unknown
   * client or address, one without the grant, another response type, a scope that the client does not have.
   */
  async describe(query: unknown): Promise<ConsentRequest> {
    return this.answering(async () => {
      const parameters = readOAuthParameters(query);
      checkParameters(parameters);
      const client = await this.tokens.findClient(parameters.get('client_id') ?? '');
      if (client === null) throw refuseOAuth('invalid_client', 'Invalid client: client credentials are invalid');
      const redirectUri = parameters.get('redirect_uri') ?? client.redirectUris[0];
      if (redirectUri === undefined || !client.redirectUris.includes(redirectUri)) {
        throw refuseOAuth('invalid_client', 'Invalid client: `redirect_uri` does not match client value');
      }
      checkGrantable(parameters, client);
      const scopes = chooseScopes('user', client, parameters.get('scope')?.trim().split(/\s+/));
      if (scopes === null) throw refuseOAuth('invalid_scope', 'Invalid scope: Requested scope is invalid');
      return {
        client: { client_id: client.clientId, name: client.name },
        redirect_uri: redirectUri,
        scopes,
        state: parameters.get('state') ?? null,
      };
    });
  }

  /**
   * Records the user's decision and says where the browser has to go: to the application's registered address, with a code
   * or with an error. A request that names no registered address is a coded 400 and goes nowhere.
   */
  async decide(body: unknown, caller: Caller): Promise<{ readonly redirect_to: string }> {
    return this.answering(async () => {
      const parameters = readOAuthParameters(body);
      checkParameters(parameters);
      // Why: consent is explicit; the library takes anything but `false` for a yes.
      if (!['true', 'false'].includes(parameters.get('allowed') ?? '')) {
        throw refuseOAuth('invalid_request', 'Missing parameter: `allowed` must be `true` or `false`');
      }
      const response = new OAuth2Server.Response({});
      try {
        await this.runLibrary(parameters, await this.findUser(caller), response);
        return { redirect_to: this.target(response, {}) };
      } catch (error) {
        // The library redirects errors once client and address are known to be good, and only then.
        if (response.get('location') === undefined) throw error;
        const { type, description } = toRefusal(error, false);
        const state = parameters.get('state');
        const details = { error: type, error_description: description, ...(state === undefined ? {} : { state }) };
        return { redirect_to: this.target(response, details) };
      }
    });
  }

  private async runLibrary(parameters: OAuthParameters, user: UserRow, response: OAuth2Server.Response): Promise<void> {
    const server = new OAuth2Server({
      model: this.model.forConsent(),
      authorizationCodeLifetime: this.options.authorizationCodeTtlSeconds,
      // Why: PKCE, which every request must use, protects what `state` protects.
      allowEmptyState: true,
      authenticateHandler: { handle: () => toLibraryUser({ kind: 'user', user, family: randomUUID() }) },
    });
    const request = new OAuth2Server.Request({
      method: 'POST',
      query: {},
      headers: {},
      body: Object.fromEntries(parameters),
    });
    await server.authorize(request, response);
  }

  private async findUser(caller: Caller): Promise<UserRow> {
    const user = await this.store.read((manager) => manager.findOneBy(UserTable, { id: caller.id }));
    if (caller.kind !== 'user' || user === null) throw new CodedException(contractErrors.forbidden());
    return user;
  }

  /**
   * The address of the redirection. It names who answers (RFC 9207), so that a client of several servers cannot be
   * confused. Why the details are set once more: the library loses them when the registered address has a query.
   */
  private target(response: OAuth2Server.Response, details: Readonly<Record<string, string>>): string {
    const url = new URL(response.get('location') as string);
    for (const [name, value] of Object.entries({ ...details, iss: this.options.jwtIssuer })) {
      url.searchParams.set(name, value);
    }
    return url.href;
  }

  private async answering<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const refusal = toRefusal(error, false);
      throw new CodedException({ status: refusal.status, code: refusal.type, message: refusal.description });
    }
  }
}

/** Refuses what OAuth 2.1 forbids and the library allows: a code without PKCE. */
function checkParameters(parameters: OAuthParameters): void {
  const challenge = parameters.get('code_challenge');
  if (challenge === undefined) throw refuseOAuth('invalid_request', 'Missing parameter: `code_challenge`');
  if (!/^[A-Za-z0-9_-]{43}$/.test(challenge))
    throw refuseOAuth('invalid_request', 'Invalid parameter: `code_challenge`');
  if (parameters.get('code_challenge_method') !== 'S256') {
    throw refuseOAuth('invalid_request', 'The parameter `code_challenge_method` must be `S256`.');
  }
}

/** Refuses what the library would refuse after the decision, in its words. */
function checkGrantable(parameters: OAuthParameters, client: OAuthClientRow): void {
  if (!client.grants.includes('authorization_code'))
    throw refuseOAuth('unauthorized_client', 'Unauthorized client: `grant_type` is invalid');
  const responseType = parameters.get('response_type');
  if (responseType === undefined) throw refuseOAuth('invalid_request', 'Missing parameter: `response_type`');
  if (responseType !== 'code') {
    throw refuseOAuth('unsupported_response_type', 'Unsupported response type: `response_type` is not supported');
  }
}
