import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { AccessState } from './access-state/access.state.js';
import { ApiKeyService } from './api-key/api-key.service.js';
import { ApiKeyUsage } from './api-key/api-key.usage.js';
import { AUTH_OPTIONS, completeAuthOptions } from './auth-options.js';
import type { AuthOptions } from './auth-options.js';
import { CallerAuthenticator } from './caller/caller.authenticator.js';
import { CallerCache } from './caller/caller.cache.js';
import { CallerGuard } from './caller/caller.guard.js';
import { ApiKeyCredential } from './credential/api-key.credential.js';
import { ApiKeyStrategy } from './credential/api-key.strategy.js';
import { BearerCredential } from './credential/bearer.credential.js';
import { BearerStrategy } from './credential/bearer.strategy.js';
import { CREDENTIAL_KINDS } from './credential/credential-kind.js';
import type { CredentialKind } from './credential/credential-kind.js';
import { DeputyCredential } from './credential/deputy.credential.js';
import { PassportGate } from './credential/passport.gate.js';
import { ConsentService } from './oauth/consent.service.js';
import { OAuthClientService } from './oauth/oauth-client.service.js';
import { OAuthModel } from './oauth/oauth.model.js';
import { OAuthService } from './oauth/oauth.service.js';
import { TokenStore } from './oauth/token.store.js';
import { SessionCredential } from './session/session.credential.js';
import { SessionService } from './session/session.service.js';
import { ExpiredRows } from './storage/expired.rows.js';
import { AccessTokens } from './token/access.tokens.js';
import { SigningKeys } from './token/signing.keys.js';
import { LoginService } from './user/login.service.js';
import { LoginThrottle } from './user/login.throttle.js';
import { PasswordHasher } from './user/password.hasher.js';
import { UserService } from './user/user.service.js';

const SERVICES = [
  AccessState,
  AccessTokens,
  ApiKeyService,
  CallerAuthenticator,
  CallerGuard,
  ConsentService,
  DeputyCredential,
  LoginService,
  OAuthClientService,
  OAuthService,
  SessionService,
  SigningKeys,
  UserService,
];

/**
 * Users, clients, keys and tokens, and the guard that asks for them. Needs `METADATA_STORE` from the global database
 * module. The application registers `CallerGuard` as `APP_GUARD`.
 */
@Module({})
export class AuthModule {
  static forRoot(options: Partial<AuthOptions> = {}): DynamicModule {
    return {
      module: AuthModule,
      global: true,
      providers: [
        { provide: AUTH_OPTIONS, useValue: completeAuthOptions(options) },
        ...SERVICES,
        ApiKeyCredential,
        ApiKeyStrategy,
        ApiKeyUsage,
        BearerCredential,
        BearerStrategy,
        CallerCache,
        ExpiredRows,
        LoginThrottle,
        OAuthModel,
        PassportGate,
        PasswordHasher,
        SessionCredential,
        TokenStore,
        {
          provide: CREDENTIAL_KINDS,
          inject: [BearerCredential, ApiKeyCredential, SessionCredential, DeputyCredential],
          useFactory: (...kinds: readonly CredentialKind[]) => kinds,
        },
      ],
      exports: [AUTH_OPTIONS, ...SERVICES],
    };
  }
}
