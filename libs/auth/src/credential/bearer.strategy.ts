import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { AUTH_OPTIONS } from '../auth-options.js';
import type { AuthOptions } from '../auth-options.js';
import { AccessTokens } from '../token/access.tokens.js';
import { CLOCK_TOLERANCE_SECONDS, SIGNING_ALGORITHMS } from '../token/signing-algorithm.js';
import { SigningKeys } from '../token/signing.keys.js';
import type { VerifiedCredential } from './verified-credential.js';

/** passport-jwt for our access tokens: signature, algorithm, issuer, audience and expiry there, the rest in `AccessTokens`. */
@Injectable()
export class BearerStrategy extends PassportStrategy(Strategy, 'dx-bearer') {
  constructor(
    @Inject(AUTH_OPTIONS) options: AuthOptions,
    keys: SigningKeys,
    private readonly tokens: AccessTokens,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKeyProvider: (_request, token: string, done) => {
        keys.findForToken(token).then(
          // Why a KeyObject: a PEM is parsed again for every token, which costs fifty times the verification.
          (key) => done(key === null ? new Error('no such key') : null, key as unknown as Buffer),
          (error: unknown) => done(error),
        );
      },
      algorithms: [...SIGNING_ALGORITHMS],
      issuer: options.jwtIssuer,
      audience: options.jwtAudience,
      jsonWebTokenOptions: { clockTolerance: CLOCK_TOLERANCE_SECONDS },
    });
  }

  /** Whom a correctly signed token proves now; null when its user, client or family is gone. */
  async validate(payload: unknown): Promise<VerifiedCredential | null> {
    return this.tokens.judge(payload);
  }
}
