import { AUTH_OPTIONS, type AuthOptions } from '@dx/auth';
import { Module } from '@nestjs/common';
import { ThrottlerModule } from '@nestjs/throttler';
import { AuthorizeController } from './authorize.controller.js';
import { TokenController } from './token.controller.js';
import { WellKnownController } from './well-known.controller.js';

const MINUTE_MS = 60_000;

/** The OAuth endpoints. */
@Module({
  imports: [
    ThrottlerModule.forRootAsync({
      inject: [AUTH_OPTIONS],
      useFactory: ({ tokenRequestsPerMinute }: AuthOptions) => ({
        throttlers: [{ ttl: MINUTE_MS, limit: tokenRequestsPerMinute }],
        setHeaders: false,
      }),
    }),
  ],
  controllers: [TokenController, AuthorizeController, WellKnownController],
})
export class TokenModule {}
