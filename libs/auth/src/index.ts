export { ApiKeyService, defaultExpiry, ROTATION_OVERLAP_MAX_SECONDS } from './api-key/api-key.service.js';
export type { ApiKey, ApiKeyInput, IssuedApiKey } from './api-key/api-key.service.js';
export { AccessState } from './access-state/access.state.js';
export { AUTH_OPTIONS, completeAuthOptions } from './auth-options.js';
export type { AuthOptions } from './auth-options.js';
export { AuthModule } from './auth.module.js';
export { AccessRefusal, refuseScope } from './caller/access-refusal.js';
export { buildApiKeyCaller } from './caller/build-caller.js';
export { CallerAuthenticator } from './caller/caller.authenticator.js';
export { CallerGuard } from './caller/caller.guard.js';
export { CurrentCaller, Public, RequireGrant, RequireRole } from './caller/route-decorators.js';
export type { CallerRequest } from './caller/route-decorators.js';
export { readRouteRule } from './caller/route-rule.js';
export type { RouteRule } from './caller/route-rule.js';
export type { CredentialKind, CredentialRequest } from './credential/credential-kind.js';
export { DeputyCredential } from './credential/deputy.credential.js';
export type { DeputyTicket } from './credential/deputy.credential.js';
export type { VerifiedCredential } from './credential/verified-credential.js';
export { BACK_OFFICE_CLIENT_ID } from './oauth/back-office-client.js';
export { ConsentService } from './oauth/consent.service.js';
export type { ConsentRequest } from './oauth/consent.service.js';
export { CLIENT_GRANTS, OAuthClientService } from './oauth/oauth-client.service.js';
export type {
  ClientGrant,
  IssuedOAuthClient,
  OAuthClient,
  OAuthClientChanges,
  OAuthClientInput,
} from './oauth/oauth-client.service.js';
export { NO_STORE, OAuthService } from './oauth/oauth.service.js';
export type { OAuthAnswer, OAuthRequest } from './oauth/oauth.service.js';
export type { ListQuery, Page } from './page.js';
export { isSameOrigin } from './session/is-same-origin.js';
export { readSessionCookie, removeSessionCookie, writeSessionCookie } from './session/session-cookie.js';
export { checkSessionToken, makeSessionToken } from './session/session-token.js';
export { SessionService } from './session/session.service.js';
export type { OpenedSession, Session } from './session/session.service.js';
export { AUTH_ENTITIES } from './storage/access-tables.js';
export { AUTH_MIGRATIONS } from './storage/create-access-tables.migration.js';
export { SigningKeys } from './token/signing.keys.js';
export { toJwk } from './token/verification-key.js';
export type { VerificationKey } from './token/verification-key.js';
export { networkOfIp } from './user/network-of-ip.js';
export { UserService } from './user/user.service.js';
export type { FirstAdmin, NewUser, User, UserChanges } from './user/user.service.js';
