import { Injectable } from '@nestjs/common';
import passport from 'passport';
import { ApiKeyStrategy } from './api-key.strategy.js';
import { BearerStrategy } from './bearer.strategy.js';
import type { VerifiedCredential } from './verified-credential.js';

/** Runs passport strategies on a credential alone: they see one header, not the request. */
@Injectable()
export class PassportGate {
  // Why an own instance: Nest's strategies register with passport's global one, where a second application in the same
  // process (tests, several servers) would answer with its own keys and database.
  private readonly passport = new passport.Authenticator();

  constructor(bearer: BearerStrategy, apiKey: ApiKeyStrategy) {
    this.passport.use('bearer', bearer);
    this.passport.use('api-key', apiKey);
  }

  /** What the strategy makes of the header; null when it refuses. Faults (no database, …) are thrown. */
  run(strategy: 'bearer' | 'api-key', header: string, value: string): Promise<VerifiedCredential | null> {
    return new Promise((resolve, reject) => {
      const decide = (error: unknown, verified: VerifiedCredential | false | null | undefined): void => {
        if (error instanceof Error) reject(error);
        else resolve(verified || null);
      };
      const authenticate = this.passport.authenticate(strategy, { session: false }, decide) as (
        request: object,
        response: object,
        next: (error?: unknown) => void,
      ) => void;
      authenticate({ headers: { [header.toLowerCase()]: value } }, {}, (error) => decide(error, null));
    });
  }
}
