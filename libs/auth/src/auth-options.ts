/** Injection token of the complete `AuthOptions`. */
export const AUTH_OPTIONS = Symbol('AUTH_OPTIONS');

/** How credentials are issued and judged. */
export interface AuthOptions {
  /** Life of an access token. */
  readonly accessTokenTtlSeconds: number;
  /** Life of a refresh token; never shorter than an access token's. */
  readonly refreshTokenTtlSeconds: number;
  /** Life of an authorization code; at most 60. */
  readonly authorizationCodeTtlSeconds: number;
  /** Refuses the password grant altogether. */
  readonly strict: boolean;
  /** PEM of the private key that signs access tokens (RSA of 2048 bits or more, or EC P-256); null: one is made and kept. */
  readonly jwtPrivateKey: string | null;
  /** PEMs (private or public) of former signing keys whose tokens are still good. */
  readonly jwtFormerKeys: readonly string[];
  /** `iss` of access tokens. */
  readonly jwtIssuer: string;
  /** `aud` of access tokens. */
  readonly jwtAudience: string;
  /** Also takes an API key from the query parameter `api_key`. */
  readonly apiKeyInQuery: boolean;
  /** How often a withdrawal made by another instance is looked for. */
  readonly accessPollMs: number;
  /** Without an answer to that look for so long, every request asks the database again. */
  readonly accessStaleMs: number;
  /** Fewest characters of a password. */
  readonly passwordLengthMin: number;
  /** Wrong passwords for one account from one network within 15 minutes. */
  readonly loginFailuresPerAccount: number;
  /** Wrong passwords from one network within 15 minutes, whatever the account. */
  readonly loginFailuresPerNetwork: number;
  /** A session ends when nothing was asked with it for so long. */
  readonly sessionIdleSeconds: number;
  /** A session ends so long after its login, however much it is used. */
  readonly sessionLifetimeSeconds: number;
  /** Requests to the token routes from one network within a minute. */
  readonly tokenRequestsPerMinute: number;
}

const DEFAULTS: AuthOptions = {
  accessTokenTtlSeconds: 8 * 3600,
  refreshTokenTtlSeconds: 30 * 24 * 3600,
  authorizationCodeTtlSeconds: 60,
  strict: false,
  jwtPrivateKey: null,
  jwtFormerKeys: [],
  jwtIssuer: 'data-exchange-api',
  jwtAudience: 'data-exchange-api',
  apiKeyInQuery: false,
  accessPollMs: 500,
  accessStaleMs: 5000,
  // Why 15: NIST SP 800-63B-4 asks for it where the password is the only factor.
  passwordLengthMin: 15,
  loginFailuresPerAccount: 10,
  loginFailuresPerNetwork: 50,
  sessionIdleSeconds: 8 * 3600,
  sessionLifetimeSeconds: 24 * 3600,
  tokenRequestsPerMinute: 120,
};

/** Fills in what is not given; throws on a combination that would not be safe. */
export function completeAuthOptions(given: Partial<AuthOptions>): AuthOptions {
  const options = { ...DEFAULTS, ...given };
  if (options.refreshTokenTtlSeconds < options.accessTokenTtlSeconds) {
    throw new RangeError('A refresh token must not live shorter than an access token.');
  }
  if (options.sessionLifetimeSeconds < options.sessionIdleSeconds) {
    throw new RangeError('The lifetime of a session must not be shorter than its idle time.');
  }
  if (options.authorizationCodeTtlSeconds > 60) {
    throw new RangeError('An authorization code must not live longer than 60 seconds.');
  }
  if (options.jwtIssuer === '' || options.jwtAudience === '') {
    throw new RangeError('Issuer and audience of access tokens must not be empty.');
  }
  return Object.freeze(options);
}
